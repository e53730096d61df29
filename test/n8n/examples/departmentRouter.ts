import { equal, holds } from '../check';
import type { Lab } from '../lab';
import { itemsOf } from '../n8nApi';
import { type Caller, ExampleRun, nodesRun } from './exampleRun';

const GREETING = '/prompts/welcome.wav';
const QUESTION = '/prompts/press-1-sales-2-support.wav';
const SORRY = '/prompts/nobody-available.wav';

/** The guide's first example. */
export async function departmentRouter(lab: Lab): Promise<void> {
	const run = await ExampleRun.start(lab, 'department-router.json');
	const { pbx } = run;
	const answersQuickly = { ringMs: 100, answerAfterMs: 400 };
	for (const dn of ['100', '101', '102']) pbx.world.behaviours[dn] = answersQuickly;
	const refuseTransfers = ({ leg }: Caller, times: number) =>
		pbx.faults.add({
			match: { method: 'POST', path: new RegExp(`/participants/${leg}/(routeto|transferto)`) },
			action: { kind: 'status', status: 422 },
			times,
		});
	const reception = async (caller: Caller) => {
		await run.isWith(caller, '100');
		const execution = await run.execution(caller);
		equal(execution.status, 'success', 'status');
		run.hangUp(caller);
		return execution;
	};
	try {
		await Promise.all([
			run.check('asks twice and takes who presses nothing to the reception', async () => {
				const caller = await run.call('+491712000003');
				const execution = await reception(caller);
				const [answer] = itemsOf(execution, 'Collect Choice');
				equal([answer?.reason, answer?.attempts], ['noInput', 2], 'input');
				equal(run.heardWhole(caller), [GREETING, QUESTION, QUESTION], 'what the caller heard');
				run.heardExactly(caller, QUESTION);
			}),
			run.check('puts a caller who presses 1 through to sales', async () => {
				const caller = await run.call('+491712000001');
				await run.hears(caller, QUESTION);
				run.press(caller, '1');
				await run.isWith(caller, '101');
				const execution = await run.execution(caller);
				const [answer] = itemsOf(execution, 'Collect Choice');
				equal([answer?.dtmfInput, answer?.reason], ['1', 'maxDigits'], 'input');
				equal(run.heard(caller), [GREETING, QUESTION], 'what the caller heard');
				equal(run.heardWhole(caller), [GREETING], 'prompts heard to the end');
				run.wasPaced(caller);
				run.hangUp(caller);
			}),
			run.check('lets a caller who knows it press 2 in the greeting, for support', async () => {
				const caller = await run.call('+491712000002');
				await run.hears(caller, GREETING);
				run.press(caller, '2');
				await run.isWith(caller, '101', '102', '820');
				const execution = await run.execution(caller);
				equal(itemsOf(execution, 'Play Greeting')[0]?.playback, 'interrupted', 'greeting');
				holds(nodesRun(execution).includes('Transfer to Support'), 'support was not asked');
				equal(run.heardWhole(caller), [], 'prompts heard to the end');
				run.hangUp(caller);
			}),
			run.check('takes who presses wrong keys to the reception', async () => {
				const caller = await run.call('+491712000004');
				for (const times of [1, 2]) {
					await run.hears(caller, QUESTION, times);
					run.press(caller, '9');
				}
				const [answer] = itemsOf(await reception(caller), 'Collect Choice');
				equal([answer?.reason, answer?.dtmfInput], ['invalid', '9'], 'input');
			}),
			run.check('calls nobody when the caller hangs up in the greeting', async () => {
				const caller = await run.call('+491712000005');
				await run.hears(caller, GREETING);
				run.hangUp(caller);
				const execution = await run.execution(caller);
				equal(execution.status, 'success', 'status');
				equal(
					nodesRun(execution).filter((name) => /Transfer|Hang/.test(name)),
					[],
					'what ran for nobody',
				);
			}),
			run.check('takes the call to the reception when sales refuses it', async () => {
				const caller = await run.call('+491712000006');
				refuseTransfers(caller, 1);
				await run.hears(caller, QUESTION);
				run.press(caller, '1');
				const ran = nodesRun(await reception(caller));
				holds(ran.includes('Transfer to Sales'), 'sales was not asked');
			}),
			run.check('says so and ends the call when nobody can be reached', async () => {
				const caller = await run.call('+491712000007');
				refuseTransfers(caller, Infinity);
				await run.hears(caller, QUESTION);
				run.press(caller, '2');
				await run.isOver(caller);
				equal(run.heardWhole(caller), [GREETING, SORRY], 'what the caller heard to the end');
			}),
		]);
		await run.noStreamIsOpen();
	} finally {
		await run.close();
	}
}
