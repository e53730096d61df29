import { startChat } from '../chatServer';
import { equal, matches } from '../check';
import type { Lab } from '../lab';
import { waitFor } from '../waitFor';
import { changed, parametersOf } from './changed';
import { ExampleRun } from './exampleRun';

const FILE = 'health-monitor.json';
const WELL = /^✅ 3CX is healthy again, after \d+ min$/u;

/** A bad day of a PBX, as the chat is told of it: each change once. */
export async function healthMonitor(lab: Lab): Promise<void> {
	const { api, root } = lab;
	const chat = await startChat();
	const run = await ExampleRun.start(lab, FILE, {
		cron: '*/3 * * * * *',
		nodes: {
			// The next run sends what could not be sent: that is what is tried here, and not the tries of n8n in between.
			'Send Alert': { ...changed(root, FILE, 'Send Alert', { url: chat.url }), retryOnFail: false },
		},
	});
	const { pbx } = run;
	const client = pbx.world.client('800');
	const secret = client?.secret ?? '';
	pbx.world.system.lastBackup = new Date().toISOString();
	const runs = async () => (await api.executions(run.workflowId, 40)).map(({ id }) => Number(id));
	/** So many whole runs from now on, and what they told. */
	const toldIn = async (count: number): Promise<string[]> => {
		const [before, last] = [chat.texts.length, Math.max(0, ...(await runs()))];
		const wholeRuns = async () => (await runs()).filter((id) => id > last + 1).length >= count;
		await waitFor(`${count} runs`, wholeRuns, { ms: 60_000, everyMs: 400 });
		return chat.texts.slice(before);
	};
	const next = async (happens: () => unknown): Promise<string> => {
		const before = chat.texts.length;
		await happens();
		return await waitFor('a line in the chat', () => chat.texts[before], { ms: 40_000 });
	};
	try {
		await run.check('looks every five minutes as published', async () => {
			const { rule } = parametersOf(root, FILE, 'Every Five Minutes');
			equal(rule, { interval: [{ field: 'minutes', minutesInterval: 5 }] }, 'rule');
		});

		await run.check('says nothing while all is well', async () => {
			equal(await toldIn(1), [], 'lines');
		});

		await run.check(
			'tells once that a service has stopped, also after a chat that was down',
			async () => {
				chat.refuse(1);
				const alert = await next(() => pbx.records.setService('Queue', false));
				matches(alert, /^🚨 3CX is degraded: Services of 3CX are not running: .*Queue/u);
				equal([chat.texts.length, chat.refused], [1, 1], 'lines, and refused ones');
				equal(await toldIn(2), [], 'lines while it lasts');
			},
		);

		await run.check('tells that it gets worse, and that all is well again', async () => {
			const alert = await next(() => pbx.records.setTrunk(false));
			matches(alert, /^🚨 3CX is down: No trunk is registered \(of 1\).*; Services/u);
			const well = await next(() => {
				pbx.records.setTrunk(true);
				pbx.records.setService('Queue', true);
			});
			matches(well, WELL);
		});

		await run.check('tells once that 3CX does not answer, and that it cannot log in', async () => {
			const alert = await next(async () => await pbx.stop());
			matches(alert, /^🚨 3CX is down: .*127\.0\.0\.1/u);
			equal(await toldIn(1), [], 'lines while it lasts');
			if (client) client.secret = 'another one';
			const refused = await next(async () => {
				await pbx.start();
				// Tokens do not outlive it: the secret is needed again.
				await pbx.restart();
			});
			matches(refused, /^🚨 3CX cannot be checked: /u);
			equal(await toldIn(1), [], 'lines while it lasts');
			const well = await next(() => client && (client.secret = secret));
			matches(well, WELL);
			equal(await toldIn(1), [], 'lines afterwards');
		});
	} finally {
		await run.close();
		await chat.close();
	}
}
