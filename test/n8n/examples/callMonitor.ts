import { startChat } from '../chatServer';
import { equal, matches } from '../check';
import type { Lab } from '../lab';
import { waitFor } from '../waitFor';
import { changed, parametersOf } from './changed';
import { ExampleRun } from './exampleRun';

const FILE = 'call-monitor.json';
const FROM = { rings: '+4930111001', waits: '+4930111002', taken: '+4930111003' };
const GAVE_UP = '+4930111004';
const WAIT_SECONDS = 6;

/** Who is still not spoken with after the wait. Extension 101 is granted to the client, 200 and the queue are polled. */
export async function callMonitor(lab: Lab): Promise<void> {
	const { api, root } = lab;
	const chat = await startChat();
	const run = await ExampleRun.start(lab, FILE, {
		nodes: {
			'Monitor Calls': changed(root, FILE, 'Monitor Calls', { pollInterval: 2 }),
			'Wait 5 Minutes': changed(root, FILE, 'Wait 5 Minutes', { amount: WAIT_SECONDS }),
			'Send Alert': changed(root, FILE, 'Send Alert', { url: chat.url }),
		},
	});
	const { calls, world } = run.pbx;
	const legOf = (call: number, dn: string) =>
		calls
			.list()
			.find(({ callid }) => callid === call)
			?.legs.find((leg) => leg.dn === dn && leg.status === 'Ringing');
	const rings = { outcome: 'noanswer', ringMs: 50, answerAfterMs: 0 } as const;
	for (const dn of ['101', '102', '200']) world.behaviours[dn] = rings;
	world.behaviours['103'] = { outcome: 'answer', ringMs: 50, answerAfterMs: 300 };
	try {
		await run.check('waits five minutes as published', async () => {
			const { amount, unit } = parametersOf(root, FILE, 'Wait 5 Minutes');
			equal([amount, unit], [300, 'seconds'], 'wait');
		});

		await run.check('tells once of each caller who still waits, and of nobody else', async () => {
			// Answers 503 first: what cannot be sent is sent again.
			chat.refuse(1);
			const ringing = calls.inbound({ from: FROM.rings, to: '200' });
			const waiting = calls.inbound({ from: FROM.waits, to: '820' });
			// The first agent rings no more, the next one does.
			const agent = await waitFor('101 to ring', () => legOf(waiting.callid, '101'));
			setTimeout(() => calls.hangUpLeg(agent.id), 2_000);
			calls.inbound({ from: FROM.taken, to: '103' });
			calls.inbound({ from: GAVE_UP, to: '101', patienceMs: 4_000 });
			calls.internal({ from: '104', to: '200' });
			const ended = async () => {
				const all = await api.executions(run.workflowId);
				return all.length >= 4 && all;
			};
			const executions = await waitFor('four executions', ended, { ms: 60_000, everyMs: 500 });
			equal(
				executions.map(({ status }) => status),
				Array(4).fill('success'),
				'executions',
			);
			const told = (text: RegExp) => chat.texts.filter((one) => text.test(one));
			const [alert = ''] = told(/\+4930111001/);
			matches(alert, /^⚠️ Call \S+ from \+4930111001 has been ringing at 200 for 5\+ minutes$/u);
			matches(alert, new RegExp(`Call (call-)?${ringing.callid}\\b`), 'call');
			const [other = ''] = told(/\+4930111002/);
			matches(other, /has been waiting in the queue 820 for 5\+ minutes$/u);
			matches(other, new RegExp(`Call (call-)?${waiting.callid}\\b`), 'call');
			equal([chat.texts.length, chat.refused], [2, 1], 'lines in the chat, and refused ones');
		});

		await run.check('tells nothing more of them while they go on waiting', async () => {
			equal(calls.list().length, 4, 'calls that go on');
			equal((await api.executions(run.workflowId)).length, 4, 'executions');
			equal(chat.texts.length, 2, 'lines in the chat');
		});
	} finally {
		await run.close();
		await chat.close();
	}
}
