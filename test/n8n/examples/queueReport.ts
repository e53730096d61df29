import { equal, matches } from '../check';
import type { Lab } from '../lab';
import { headerOf, htmlOf, startMailServer } from '../mailServer';
import { waitFor } from '../waitFor';
import { ExampleRun } from './exampleRun';
import { startOfYesterday } from './yesterday';

const FILE = 'daily-queue-report.json';
const QUEUES = ['Queue', 'Received', 'Answered', 'Abandoned'];
const HEADS = [...QUEUES, 'Answer rate', 'Average wait', 'Within SLA'];
const CALLERS = ['Number', 'Queue', 'Calls', 'Last call', 'Longest wait'];

/** The mail about the queues of yesterday: its figures are those of the calls that were written down. */
export async function queueReport(lab: Lab): Promise<void> {
	const { api } = lab;
	const mailServer = await startMailServer();
	const smtp = await api.createCredential('smtp', `Mails of ${FILE}`, mailServer.login);
	const yesterday = await startOfYesterday();
	const run = await ExampleRun.start(lab, FILE, {
		nodes: { 'Send Report': { credentials: { smtp } } },
	});
	const { world, records } = run.pbx;
	const at = (hour: number, minute = 0) => yesterday.set({ hour, minute }).toMillis();
	/** A call through the queue; without a talk the caller gave up. */
	const through = (from: string, start: number, waited: number, talkMs = 0, queue = '820') =>
		records.addCall({ from, to: '102', queue, start, ringMs: waited * 1000, talkMs });
	const report = async () => {
		const before = mailServer.mails.length;
		await api.runManually(run.workflowId, 'Every Morning');
		return await waitFor('the mail', () => mailServer.mails[before]);
	};
	const [desk] = world.queues;
	if (!desk) throw new Error('The simulated PBX has no queue');
	desk.SLATime = 30;
	world.queues.push({
		...desk,
		Id: world.takeId(),
		Number: '821',
		Name: 'Lager <1> & Co',
		SLATime: 0,
	});
	try {
		await run.check('says that nothing happened', async () => {
			const mail = await report();
			equal(
				tablesIn(htmlOf(mail)),
				[
					[
						HEADS,
						['820 Service Desk', '0', '0', '0', '–', '–', '–'],
						['821 Lager <1> & Co', '0', '0', '0', '–', '–', '–'],
					],
				],
				'tables',
			);
		});

		// 402 seconds waited in 11 calls, 4 of them longer than the SLA time.
		await run.check('has the figures of the calls, and who is to be called back', async () => {
			// The days begin and end in Berlin, whatever 3CX thinks.
			through('+49301000001', yesterday.toMillis() - 1, 5, 60_000);
			through('+49301000002', yesterday.toMillis(), 10, 60_000);
			through('+49301000003', yesterday.plus({ days: 1 }).toMillis(), 5);
			for (const [minute, waited] of [20, 31, 140, 49].entries()) {
				through('+49301000002', at(9, minute), waited, 90_000);
			}
			through('+4930555001', at(10), 20);
			through('+4930555001', at(10, 5), 75);
			through('+4930555002', at(11), 15);
			through('+4930555003', at(12), 25);
			through('anonymous', at(13), 8);
			through('<b>+4930555004</b>', at(14), 9);
			records.addCall({ from: '101', to: '030555002', start: at(11, 30), talkMs: 5_000 });
			records.addCall({ from: '0049 30 555003', to: '102', start: at(15), talkMs: 5_000 });
			// Before the caller gave up, and one that the caller did not take: neither helps.
			records.addCall({ from: '101', to: '+4930555001', start: at(8), talkMs: 5_000 });
			records.addCall({ from: '101', to: '+4930555001', start: at(16) });

			const mail = await report();
			equal(mail.to, ['office@example.com'], 'to');
			matches(headerOf(mail, 'Content-Type'), /^text\/html; charset=utf-8/, 'type');
			const html = htmlOf(mail);
			equal(
				tablesIn(html),
				[
					[
						HEADS,
						['820 Service Desk', '11', '5', '6', '45,5\u00a0%', '0:37', '63,6\u00a0%'],
						['821 Lager <1> & Co', '0', '0', '0', '–', '–', '–'],
					],
					[
						CALLERS,
						['+4930555001', '820', '2', '10:05', '1:15'],
						['withheld', '820', '1', '13:00', '0:08'],
						['<b>+4930555004</b>', '820', '1', '14:00', '0:09'],
					],
				],
				'tables',
			);
			matches(html, /spoken with them since: 3 of 5</, 'heading');
			const { day, year } = yesterday;
			matches(html, new RegExp(`<h2>Queues on [A-Z][a-z]\\.?, ${day}\\. .+ ${year}</h2>`), 'day');
		});
	} finally {
		await run.close();
		await mailServer.close();
	}
}

/** What stands in the cells of all tables, as a person reads it. */
function tablesIn(html: string): string[][][] {
	const parts = (text: string, tag: string) =>
		[...text.matchAll(new RegExp(`<(?:${tag})\\b[^>]*>(.*?)</(?:${tag})>`, 'g'))].map(
			([, inner = '']) => inner,
		);
	return parts(html, 'table').map((table) =>
		parts(table, 'tr').map((row) => parts(row, 'td|th').map(plain)),
	);
}

function plain(html: string): string {
	return html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
