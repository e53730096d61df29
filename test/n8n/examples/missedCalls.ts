import { equal, matches } from '../check';
import { createDataTable } from '../dataTable';
import type { Lab } from '../lab';
import { headerOf, startMailServer } from '../mailServer';
import type { Json } from '../n8nTypes';
import { waitFor } from '../waitFor';
import { changed } from './changed';
import { ExampleRun } from './exampleRun';

const FILE = 'missed-call-follow-up.json';
const RING_MS = 700;

/** The list of whom to call back. Extension 101 is granted to the client, 104 and the queue are seen by polling only. */
export async function missedCalls(lab: Lab): Promise<void> {
	const mailServer = await startMailServer();
	const table = await createDataTable(lab.api, 'missed-calls', {
		number: 'string',
		phone: 'string',
		name: 'string',
		extension: 'string',
		status: 'string',
		doneHow: 'string',
		calls: 'number',
		firstCall: 'date',
		lastCall: 'date',
		doneAt: 'date',
	});
	const smtp = await lab.api.createCredential('smtp', `Mails of ${FILE}`, mailServer.login);
	const run = await ExampleRun.start(lab, FILE, {
		nodes: {
			'Send Mail': { credentials: { smtp } },
			'Call Ended': changed(lab.root, FILE, 'Call Ended', { pollInterval: 2 }),
		},
	});
	const { calls, records, world } = run.pbx;
	for (const dn of ['101', '103', '200']) {
		world.behaviours[dn] = { outcome: 'noanswer', ringMs: 50, answerAfterMs: 0 };
	}
	for (const dn of ['102', '*']) {
		world.behaviours[dn] = { outcome: 'answer', ringMs: 50, answerAfterMs: 100 };
	}
	const mailsOf = (from: string) =>
		mailServer.mails.filter((mail) => headerOf(mail, 'Subject') === `Missed call from ${from}`);
	/** Entries of the caller, the oldest first. */
	const entriesOf = async (from: string): Promise<Json[]> =>
		(await table.rows()).filter(({ phone }) => phone === from);
	const entry = async (from: string, wanted: Json) =>
		await waitFor(
			`the entry of ${from} to be ${JSON.stringify(wanted)}`,
			async () => {
				const last = (await entriesOf(from)).at(-1) ?? {};
				return Object.entries(wanted).every(([name, value]) => last[name] === value) && last;
			},
			{ ms: 60_000 },
		);
	const haveMails = async (from: string, count: number) =>
		await waitFor(`mails about ${from}`, () => mailsOf(from).length === count, { ms: 60_000 });
	/** Somebody calls, waits a while and gives up. */
	const giveUp = async (from: string, to: string, ms = RING_MS) => {
		const { callid } = calls.inbound({ from, to, patienceMs: ms });
		await waitFor('the caller to give up', () =>
			calls.list().every((one) => one.callid !== callid),
		);
	};
	/** A call that is answered, and ends. */
	const talk = async ({ callid }: { callid: number }) => {
		await waitFor('an answer', () => calls.list().find((one) => one.callid === callid)?.answeredAt);
		calls.hangUp(callid);
	};
	const look = async () => await lab.api.runManually(run.workflowId, 'Every Five Minutes');
	const [twice, polled, queued, talked] = ['001', '002', '003', '004'].map(
		(end) => `+4930777${end}`,
	) as [string, string, string, string];
	try {
		await run.check('looks at no history while nothing is open', async () => {
			equal((await look()).status, 'success', 'status');
			equal(run.pbx.journal.requests({ path: /CallLogData/ }).length, 0, 'looks');
		});

		await run.check(
			'keeps one entry for a caller who calls twice, and sends one mail',
			async () => {
				await giveUp(twice, '101');
				const first = await entry(twice, { calls: 1, status: 'open', extension: '101' });
				// Two extensions ring: that is one missed call.
				await giveUp(twice, '830');
				const second = await entry(twice, { calls: 2, status: 'open' });
				equal([second.id, second.firstCall], [first.id, first.firstCall], 'entry and first call');
				equal(String(second.lastCall) > String(first.lastCall), true, 'the last call is later');
				const [mail, ...others] = mailsOf(twice);
				equal(others.length, 0, 'further mails');
				matches(
					mail?.text,
					/Caller: \+4930777001[^]*To: 101\nTime: 20\d\d-.*\nCalls so far: 1/,
					'mail',
				);
			},
		);

		await run.check('sees calls to others and in the queue by polling', async () => {
			for (const dn of ['101', '102']) records.logAgent(dn, false);
			await Promise.all([giveUp(polled, '200', 12_000), giveUp(queued, '820', 12_000)]);
			for (const caller of [polled, queued]) {
				await entry(caller, { calls: 1, status: 'open' });
				await haveMails(caller, 1);
			}
		});

		await run.check('leaves out calls that were taken and callers without a number', async () => {
			await giveUp('Anonymous', '101');
			await talk(calls.inbound({ from: talked, to: '102' }));
			// What comes later has been seen: so was what came before.
			await giveUp(twice, '101');
			await entry(twice, { calls: 3 });
			const numbers = (await table.rows()).map(({ phone }) => phone);
			equal(numbers.sort(), [twice, polled, queued], 'callers');
		});

		await run.check('strikes out who was reached, and nobody else', async () => {
			await talk(calls.userDials('102', '030777001'));
			world.behaviours['030777002'] = { outcome: 'busy' };
			calls.userDials('102', '030777002');
			await talk(calls.inbound({ from: '004930777003', to: '102' }));
			await waitFor('the calls to be over', () => calls.list().length === 0);
			equal((await look()).status, 'success', 'status');
			const done = await entry(twice, { status: 'done', doneHow: 'called back by 102', calls: 3 });
			equal(String(done.doneAt) > String(done.lastCall), true, 'done after the last call');
			await entry(queued, { status: 'done', doneHow: 'called again, answered by 102' });
			await entry(polled, { status: 'open', doneHow: null });
		});

		await run.check('begins a new entry when the caller is missed again later', async () => {
			await giveUp(twice, '101');
			await entry(twice, { calls: 1, status: 'open' });
			equal((await entriesOf(twice)).length, 2, 'entries');
			await haveMails(twice, 2);
		});
	} finally {
		await run.close();
		await mailServer.close();
	}
}
