import { equal, holds, matches } from '../check';
import { createDataTable } from '../dataTable';
import type { Lab } from '../lab';
import type { Json } from '../n8nTypes';
import { waitFor } from '../waitFor';
import { changed, parametersOf } from './changed';
import { type Caller, ExampleRun, nodesRun } from './exampleRun';

const FILE = 'smart-callback.json';
const OFFER = '/prompts/callback-offer.wav';
const QUESTION = '/prompts/press-1-for-callback.wav';
const GOODBYE = '/prompts/goodbye.wav';
/** Waits in the queue all the time. */
const FIRST = '+4930222009';
/** Reached, and busy whenever called. */
const [REACHED, BUSY] = ['+4930222001', '+4930222002'];

/** Callers before a queue in which others wait: who wants it is called back, once an agent is free. */
export async function smartCallback(lab: Lab): Promise<void> {
	const { api, root } = lab;
	const run = await ExampleRun.start(lab, FILE, {
		cron: '*/3 * * * * *',
		nodes: {
			'Check Long Wait': longAfter(2, root),
			'Oldest Request': withoutPause(root),
		},
	});
	const { calls, records, switches, world } = run.pbx;
	switches.queueModel = 'on';
	const agents = (outcome: 'answer' | 'noanswer') => {
		for (const dn of ['101', '102'])
			world.behaviours[dn] = { outcome, ringMs: 50, answerAfterMs: 300 };
	};
	agents('noanswer');
	world.behaviours[REACHED] = { outcome: 'answer', ringMs: 50, answerAfterMs: 300 };
	world.behaviours[BUSY] = { outcome: 'busy' };
	const callsTo = (number: string) => calls.truth().filter(({ to }) => to === number);
	/** In the queue with so many prompts heard to the end. */
	const isInQueue = async (caller: Caller, ...heard: string[]) => {
		await run.isWith(caller, '820');
		equal(run.heardWhole(caller), heard, `what ${caller.from} heard to the end`);
	};
	/** Presses 1 as soon as the prompt is heard. */
	const ask = async (from: string, during = QUESTION) => {
		const caller = await run.call(from);
		await run.hears(caller, during);
		run.press(caller, '1');
		return caller;
	};
	try {
		await run.check('looks for requests every minute as published', async () => {
			const { rule } = parametersOf(root, FILE, 'Every Minute');
			equal(rule, { interval: [{ field: 'minutes', minutesInterval: 1 }] }, 'rule');
		});

		await run.check('asks nobody while the wait is short', async () => {
			await isInQueue(await run.call(FIRST));
		});

		await run.check('takes the caller to the queue when the request cannot be kept', async () => {
			const [{ startedAt = 0 } = {}] = calls.list().filter(({ from }) => from === FIRST);
			await waitFor('a long wait', () => Date.now() - startedAt > 3_000);
			await isInQueue(await ask('+4930222008'), OFFER);
		});

		const table = await createDataTable(api, 'callback-requests', {
			number: 'string',
			status: 'string',
			claimedBy: 'string',
			result: 'string',
			attempts: 'number',
			requestedAt: 'date',
			lastTry: 'date',
		});
		const row = async (number: string, wanted: Json) =>
			await waitFor(
				`the request of ${number} to be ${JSON.stringify(wanted)}`,
				async () => {
					const rows = (await table.rows()).filter((one) => one.number === number);
					return Object.entries(wanted).every(([name, value]) => rows[0]?.[name] === value) && rows;
				},
				{ ms: 45_000 },
			);

		await Promise.all([
			run.check('keeps the number of who presses 1, once, and ends the call', async () => {
				for (const during of [QUESTION, OFFER]) {
					const caller = await ask(REACHED, during);
					await run.isOver(caller);
					equal(run.heardWhole(caller).at(-1), GOODBYE, 'the last prompt');
				}
				await run.isOver(await ask(BUSY));
				for (const number of [REACHED, BUSY]) {
					const rows = await row(number, { status: 'open', attempts: 0 });
					equal(rows.length, 1, `rows of ${number}`);
				}
			}),
			run.check('leaves who presses nothing or another key to the queue', async () => {
				const [silent, other] = [await run.call('+4930222003'), await run.call('+4930222004')];
				await run.hears(other, QUESTION);
				run.press(other, '5');
				await isInQueue(other, OFFER);
				await isInQueue(silent, OFFER, QUESTION);
			}),
			run.check('offers it to no number that cannot or must not be called', async () => {
				for (const from of ['Anonymous', '+88212345678', '0900123456'])
					await isInQueue(await run.call(from));
			}),
		]);

		await run.check('calls nobody while others wait', async () => {
			const looks = () => run.pbx.journal.requests({ path: /ActiveCalls/ }).length;
			const before = looks();
			await waitFor('two looks for agents and for who waits', () => looks() >= before + 4);
			equal([...callsTo(REACHED), ...callsTo(BUSY)], [], 'calls');
			equal((await table.rows()).length, 2, 'requests');
		});

		await run.check('calls the customer and connects with the agent who is free', async () => {
			agents('answer');
			for (const { callid, from } of calls.list()) if (from !== '800') calls.hangUp(callid);
			const [{ result } = {}] = await row(REACHED, { status: 'done' });
			const [call, ...more] = callsTo(REACHED);
			equal(more.length, 0, 'more calls');
			const [, agent = ''] = /^connected with (10[12])$/.exec(String(result)) ?? [];
			equal(calls.whoHas(call?.callid ?? 0).sort(), [REACHED, agent].sort(), 'who talks');
		});

		await run.check('tries a busy customer three times, one call at a time', async () => {
			const [{ result } = {}] = await row(BUSY, { status: 'failed', attempts: 3 });
			matches(result, /busy/, 'result');
			const made = [...callsTo(REACHED), ...callsTo(BUSY)].sort(
				(a, b) => a.startedAt - b.startedAt,
			);
			equal(made.map(({ to }) => to).sort(), [REACHED, BUSY, BUSY, BUSY].sort(), 'calls');
			for (const [index, { startedAt }] of made.entries()) {
				const before = made[index - 1];
				const dialledUntil = before?.answeredAt ?? before?.endedAt ?? 0;
				holds(dialledUntil <= startedAt, 'two customers were called at once');
			}
		});

		await run.check(
			'offers it after an hour of long waits too; who hangs up is not kept',
			async () => {
				const start = Date.now() - 20 * 60_000;
				for (let i = 0; i < 20; i++) {
					const from = `+493033300${i}`;
					records.addCall({ from, to: '102', queue: '820', start, ringMs: 900_000, talkMs: 1_000 });
				}
				const caller = await run.call('+4930222005');
				await run.hears(caller, OFFER);
				run.hangUp(caller);
				const ran = nodesRun(await run.execution(caller));
				equal(ran.includes('New Request') || ran.includes('Transfer to Queue'), false, 'went on');
				equal((await table.rows()).length, 2, 'requests');
				equal([callsTo(REACHED).length, callsTo(BUSY).length], [1, 3], 'calls in the end');
			},
		);
		await run.noStreamIsOpen();
	} finally {
		await run.close();
	}
}

/** The limits as a person sets them: who waits now counts as long after so many seconds. */
function longAfter(seconds: number, root: string) {
	const published = JSON.stringify(parametersOf(root, FILE, 'Check Long Wait'));
	const limits = published.replace('"rightValue":180', `"rightValue":${seconds}`);
	return { parameters: JSON.parse(limits) as Json };
}

/** The next try comes at once. */
function withoutPause(root: string) {
	const code = String(parametersOf(root, FILE, 'Oldest Request').jsCode);
	const jsCode = code.replace('PAUSE_MINUTES = 10', 'PAUSE_MINUTES = 0');
	return changed(root, FILE, 'Oldest Request', { jsCode });
}
