import { startPbx } from '../../pbx';
import { equal, matches } from '../check';
import { startChat } from '../chatServer';
import { readExample } from '../exampleFile';
import type { Lab } from '../lab';
import { waitFor } from '../waitFor';
import { changed } from './changed';

const FILE = 'on-call-several-locations.json';

/** Two lines, of which one breaks: the other goes on, and the outage and its end are told once each. */
export async function severalLocations(lab: Lab): Promise<void> {
	const { api, root } = lab;
	const pbx = await startPbx();
	const chat = await startChat();
	const { world } = pbx;
	const dummy = world.user('999');
	for (const Number of ['991', '992']) {
		const { ForwardingProfiles } = structuredClone(dummy);
		world.users.push({ ...dummy, ForwardingProfiles, Id: world.takeId(), Number });
	}
	const credential = await api.createCredential('threeCxCallControlApi', FILE, {
		serverUrl: pbx.url,
		clientId: 'admin',
		clientSecret: world.client('admin')?.secret,
	});
	const { id } = await api.createWorkflow(
		readExample(root, FILE, {
			credential,
			cron: '*/2 * * * * *',
			nodes: { Tell: changed(root, FILE, 'Tell', { url: chat.url }) },
		}),
	);
	const goesTo = (line: string) => pbx.whereWouldACallGo(line).number;
	try {
		await lab.check(`${FILE} sets each line by itself`, async () => {
			await api.activate(id);
			await waitFor(
				'both lines',
				() => goesTo('991').endsWith('17112345') && goesTo('992').endsWith('17267890'),
			);
			equal(chat.texts, [], 'what was told');
		});

		await lab.check(`${FILE} tells an outage once, while the other line goes on`, async () => {
			const broken = world.user('992');
			world.users.splice(world.users.indexOf(broken), 1);
			await waitFor('the alarm', () => chat.texts.length > 0, { ms: 20_000 });
			matches(chat.texts[0], /line 992 may go wrong: .*992/, 'alarm');
			world.user('991').Mobile = '+491790000000';
			await waitFor('the other line', () => goesTo('991').endsWith('17112345'));
			equal(chat.texts.length, 1, 'texts');
			world.users.push(broken);
			await waitFor('the all-clear', () => chat.texts.length > 1, { ms: 20_000 });
			matches(chat.texts[1], /well again on line 992/, 'all-clear');
		});
	} finally {
		await api.deactivate(id);
		await pbx.close();
		await chat.close();
	}
}
