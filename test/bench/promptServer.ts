import { startPbx, type UploadFacts } from '../pbx';

/** What the bench asks of the PBX in its own process. */
export type PromptOrder = 'facts';

/** Sent once: where the PBX is, and the legs that are up. */
export interface PromptScene {
	url: string;
	secret: string;
	legs: number[];
}

/** What became of the audio of all legs. */
export interface PromptFacts {
	uploads: UploadFacts[];
}

/** A simulated PBX in a process of its own, with as many calls at the route point as the bench wants. */
async function main(): Promise<void> {
	const pbx = await startPbx();
	const calls = Number(process.argv[2]);
	const legs: number[] = [];
	for (let call = 0; call < calls; call++) {
		const from = `+49171${String(call).padStart(7, '0')}`;
		const { legs: all } = pbx.calls.inbound({ from, to: '800' });
		legs.push(...all.filter(({ dn }) => dn === '800').map(({ id }) => id));
	}
	process.on('message', () => {
		const uploads = legs.flatMap((leg) => pbx.media.uploads(leg));
		process.send?.({ uploads } satisfies PromptFacts);
	});
	const secret = pbx.world.client('800')?.secret ?? '';
	process.send?.({ url: pbx.url, secret, legs } satisfies PromptScene);
}

void main();
