import { equal } from '../check';
import { createDataTable } from '../dataTable';
import type { Lab } from '../lab';
import { waitFor } from '../waitFor';
import { type Caller, ExampleRun } from './exampleRun';

const INTRODUCTION = '/prompts/survey.wav';
const INVALID = '/prompts/invalid.wav';
const THANKS = '/prompts/goodbye.wav';
const question = (number: number) => `/prompts/survey-${number}.wav`;

/** Three questions; the answers go to a data table of n8n. */
export async function survey(lab: Lab): Promise<void> {
	const table = await createDataTable(lab.api, 'call-survey', {
		caller: 'string',
		calledAt: 'date',
		question1: 'number',
		question2: 'number',
		question3: 'number',
		complete: 'boolean',
	});
	const run = await ExampleRun.start(lab, 'survey.json');
	const rowsOf = async ({ from }: Caller) => {
		const rows = (await table.rows()).filter((row) => row.caller === from);
		return rows.map((row) => [row.question1, row.question2, row.question3, row.complete]);
	};
	const rowOf = async (caller: Caller) =>
		await waitFor('the row', async () => (await rowsOf(caller))[0], { ms: 60_000 });
	const reply = async (caller: Caller, number: number, key: string) => {
		await run.hears(caller, question(number));
		run.press(caller, key);
	};
	try {
		await Promise.all([
			run.check('asks again after a wrong key, and leaves out what is not answered', async () => {
				const caller = await run.call('+491715000004');
				await reply(caller, 1, '9');
				await run.hears(caller, question(1), 2);
				equal(
					run.heard(caller),
					[INTRODUCTION, question(1), INVALID, question(1)],
					'what the caller heard',
				);
				run.press(caller, '2');
				await reply(caller, 2, '4');
				equal(await rowOf(caller), [2, 4, null, false], 'row');
				await run.isOver(caller);
				equal(
					run.heardWhole(caller).slice(-3),
					[question(3), question(3), THANKS],
					'what the caller heard at the end',
				);
			}),
			run.check('asks three questions and keeps the answers', async () => {
				const caller = await run.call('+491715000001');
				for (const [index, key] of ['5', '4', '1'].entries()) await reply(caller, index + 1, key);
				equal(await rowOf(caller), [5, 4, 1, true], 'row');
				await run.isOver(caller);
				equal(
					run.heard(caller),
					[INTRODUCTION, question(1), question(2), question(3), THANKS],
					'what the caller heard',
				);
				equal(run.heardWhole(caller), [INTRODUCTION, THANKS], 'prompts heard to the end');
				run.heardExactly(caller, INTRODUCTION);
				run.wasPaced(caller);
			}),
			run.check('keeps what was answered until the caller hung up', async () => {
				const caller = await run.call('+491715000002');
				await reply(caller, 1, '3');
				await run.hears(caller, question(2));
				run.hangUp(caller);
				equal(await rowOf(caller), [3, null, null, false], 'row');
			}),
			run.check('keeps nothing of a caller who hangs up in the introduction', async () => {
				const caller = await run.call('+491715000003');
				await run.hears(caller, INTRODUCTION);
				run.hangUp(caller);
				equal((await run.execution(caller)).status, 'success', 'status');
				equal(await rowsOf(caller), [], 'rows');
			}),
		]);
		await run.noStreamIsOpen();
	} finally {
		await run.close();
	}
}
