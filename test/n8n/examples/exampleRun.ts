import { startPbx, type Pbx } from '../../pbx';
import { holds } from '../check';
import { readExample, type LocalChanges } from '../exampleFile';
import type { Lab } from '../lab';
import { itemsOf } from '../n8nApi';
import type { Execution } from '../n8nTypes';
import { sleep, waitFor } from '../waitFor';
import { Ear, soundOf } from './ear';

/** Somebody who called the route point. */
export interface Caller {
	from: string;
	callid: number;
	/** Participant id of the route point's leg. */
	leg: number;
}

const ROUTE_POINT = '800';
const TRIGGER = 'Incoming Call';

/** Between two calls: n8n on a small machine is busy for a while when an execution begins. */
const APART_MS = 1_000;
let turn = Promise.resolve();

/** Callers come one after the other, whichever example they call. */
async function ownTurn(): Promise<void> {
	const mine = turn;
	turn = mine.then(async () => await sleep(APART_MS));
	await mine;
}

/** A published example in real n8n, with a PBX of its own: so all of them can run at once. */
export class ExampleRun {
	private readonly ears = new Map<number, Ear>();
	private readonly executions = new Map<string | number, Execution>();
	private reading?: Promise<void>;

	private constructor(
		readonly lab: Lab,
		readonly file: string,
		readonly pbx: Pbx,
		readonly workflowId: string,
	) {}

	/** @param changes what a person would set after the import, but for the 3CX credential */
	static async start(
		lab: Lab,
		file: string,
		changes: Omit<LocalChanges, 'credential'> = {},
	): Promise<ExampleRun> {
		const { api, root } = lab;
		const pbx = await startPbx();
		const credential = await api.createCredential('threeCxCallControlApi', `3CX of ${file}`, {
			serverUrl: pbx.url,
			clientId: ROUTE_POINT,
			clientSecret: pbx.world.client(ROUTE_POINT)?.secret,
		});
		const workflow = readExample(root, file, { ...changes, credential });
		const { id } = await api.createWorkflow(workflow);
		const run = new ExampleRun(lab, file, pbx, id);
		await api.activate(id);
		const listens = workflow.nodes.some(
			({ type, parameters }) =>
				type.startsWith(lab.packageName) &&
				type.endsWith('Trigger') &&
				parameters.source !== 'polling',
		);
		if (listens) await waitFor('the socket', () => pbx.sockets.count(ROUTE_POINT) === 1);
		return run;
	}

	/** A named check of this example. */
	async check(name: string, body: () => Promise<void>): Promise<void> {
		await this.lab.check(`${this.file} ${name}`, body);
	}

	/** Somebody calls the route point from outside. */
	async call(from: string, name?: string): Promise<Caller> {
		await ownTurn();
		const { callid, legs } = this.pbx.calls.inbound({ from, name });
		const leg = legs.find(({ dn }) => dn === ROUTE_POINT)?.id ?? 0;
		return { from, callid, leg };
	}

	/** Paths of the prompts that the caller heard so far, broken off or not. */
	heard(caller: Caller): string[] {
		return this.earOf(caller)
			.prompts()
			.map(({ path }) => path);
	}

	/** Of these, those that were heard to the end. */
	heardWhole(caller: Caller): string[] {
		const whole = this.earOf(caller)
			.prompts()
			.filter(({ isWhole }) => isWhole);
		return whole.map(({ path }) => path);
	}

	/** Resolves when the caller has heard enough of a prompt to know it, for the n-th time. */
	async hears(caller: Caller, path: string, times = 1): Promise<void> {
		await waitFor(
			`${caller.from} to hear ${path}`,
			() => this.heard(caller).filter((one) => one === path).length >= times,
			{ ms: 45_000 },
		);
	}

	/** Resolves when one of the DNs or numbers has the call. */
	async isWith({ callid }: Caller, ...places: string[]): Promise<void> {
		await waitFor(
			`the call to be with ${places.join(' or ')}`,
			() => this.pbx.calls.whoHas(callid).some((place) => places.includes(place)),
			{ ms: 60_000 },
		);
	}

	async isOver({ callid }: Caller, ms = 60_000): Promise<void> {
		const isLive = () => this.pbx.calls.list().some((call) => call.callid === callid);
		await waitFor('the call to end', () => !isLive(), { ms, everyMs: 100 });
	}

	hangUp({ callid }: Caller): void {
		this.pbx.calls.hangUp(callid);
	}

	press({ leg }: Caller, keys: string): void {
		this.pbx.calls.press(leg, keys);
	}

	/** The finished execution that the call started. */
	async execution({ from }: Caller): Promise<Execution> {
		return await waitFor(
			`the execution for ${from}`,
			async () => {
				this.reading ??= this.readExecutions().finally(() => (this.reading = undefined));
				await this.reading;
				const all = [...this.executions.values()];
				return all.find((one) => itemsOf(one, TRIGGER)[0]?.fromNumber === from);
			},
			{ ms: 60_000, everyMs: 500 },
		);
	}

	private earOf({ leg }: Caller): Ear {
		const ear = this.ears.get(leg) ?? new Ear(this.pbx, leg);
		this.ears.set(leg, ear);
		return ear;
	}

	/** Each with its data once: read over and over they would keep n8n from its calls. */
	private async readExecutions(): Promise<void> {
		const { api } = this.lab;
		const { data } = await api.session.publicApi<{ data: Execution[] }>(
			'GET',
			`/executions?workflowId=${this.workflowId}`,
		);
		for (const { id, status } of data) {
			if (this.executions.has(id) || status === 'running' || status === 'new') continue;
			this.executions.set(id, await api.finished(String(id)));
		}
	}

	/** Throws unless the sound of the prompt's file (8 kHz, 16 bit) was heard bit by bit. */
	heardExactly({ leg }: Caller, path: string): void {
		const file = this.pbx.world.files[path] ?? Buffer.alloc(0);
		const sound = soundOf(file.subarray(file.indexOf('data') + 8));
		holds(sound.length > 8000, `${path} is no file with sound in it`);
		const heard = soundOf(this.pbx.media.heard(leg));
		holds(heard.includes(sound), `${path} was not heard bit by bit`);
	}

	/**
	 * Throws unless what was sent to the caller came in time. Here six simulated PBXs share one process with the test: one
	 * that begins to read late counts its own delay as ours. To the millisecond it is tested by a clock in test/unit.
	 */
	wasPaced({ leg }: Caller): void {
		for (const { maxLeadMs, wavHeaderSeen, bytes } of this.pbx.media.uploads(leg)) {
			holds(maxLeadMs <= 800, `${maxLeadMs} ms ahead of the ear (${bytes} bytes)`);
			holds(!wavHeaderSeen, 'a WAV header was played');
		}
	}

	async noStreamIsOpen(ms = 3_000): Promise<void> {
		const { media } = this.pbx;
		await waitFor('the streams to close', () => media.openStreams === 0, { ms, everyMs: 20 });
	}

	async close(): Promise<void> {
		await this.lab.api.deactivate(this.workflowId);
		await this.pbx.close();
	}
}

/** Names of the nodes that ran, in no order. */
export function nodesRun(execution: Execution): string[] {
	return Object.keys(execution.data?.resultData?.runData ?? {});
}
