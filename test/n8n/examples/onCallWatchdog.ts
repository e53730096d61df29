import { createServer } from 'node:http';
import { startPbx } from '../../pbx';
import { equal, matches } from '../check';
import { startChat } from '../chatServer';
import { readExample } from '../exampleFile';
import type { Lab } from '../lab';
import { waitFor } from '../waitFor';
import { changed } from './changed';

const FILE = 'on-call-watchdog.json';

/** The second look at the on-call number and the plan: trouble and its end are told once each, good looks to a monitor. */
export async function onCallWatchdog(lab: Lab): Promise<void> {
	const { api, root } = lab;
	const pbx = await startPbx();
	const chat = await startChat();
	let beats = 0;
	const monitor = createServer((_request, response) => {
		beats++;
		response.end('OK');
	});
	await new Promise<void>((resolve) => monitor.listen(0, '127.0.0.1', resolve));
	const address = monitor.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const credential = await api.createCredential('threeCxCallControlApi', FILE, {
		serverUrl: pbx.url,
		clientId: 'admin',
		clientSecret: pbx.world.client('admin')?.secret,
	});
	const { id } = await api.createWorkflow(
		readExample(root, FILE, {
			credential,
			cron: '*/2 * * * * *',
			nodes: {
				Tell: changed(root, FILE, 'Tell', { url: chat.url }),
				Heartbeat: changed(root, FILE, 'Heartbeat', { url: `http://127.0.0.1:${port}/ping` }),
			},
		}),
	);
	const setMobile = (number: string) => {
		const user = pbx.world.user('999');
		user.Mobile = number;
		for (const { AwayRoute, AvailableRoute } of user.ForwardingProfiles) {
			for (const destination of Object.values({ ...AwayRoute, ...AvailableRoute })) {
				if (typeof destination !== 'object' || destination?.To !== 'External') continue;
				Object.assign(destination, { External: number });
			}
		}
	};
	try {
		setMobile('0171-12345');
		await lab.check(`${FILE} is quiet while all is well, but for the monitor`, async () => {
			await api.activate(id);
			await waitFor('two looks', () => beats >= 2, { ms: 20_000 });
			equal(chat.texts, [], 'what was told');
			equal(pbx.journal.writes().length, 0, 'writes');
		});

		await lab.check(
			`${FILE} tells once that 3CX has another number, and once that all is well`,
			async () => {
				setMobile('+491790000000');
				await waitFor('the alarm', () => chat.texts.length > 0, { ms: 20_000 });
				const since = new Date();
				await api.nextExecution(id, since);
				await api.nextExecution(id, new Date());
				equal(chat.texts.length, 1, `texts: ${chat.texts.join(' | ')}`);
				matches(chat.texts[0], /3CX/, 'alarm');
				setMobile('0171-12345');
				await waitFor('the all-clear', () => chat.texts.length > 1, { ms: 20_000 });
				matches(chat.texts[1], /all is well again/, 'all-clear');
			},
		);
	} finally {
		await api.deactivate(id);
		await pbx.close();
		await chat.close();
		await new Promise((resolve) => monitor.close(resolve));
	}
}
