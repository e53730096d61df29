import { equal, matches } from '../check';
import type { Lab } from '../lab';
import type { Execution } from '../n8nTypes';
import { waitFor } from '../waitFor';
import { ExampleRun } from './exampleRun';

const WELCOME = '/system/default/welcome.wav';
const LONG = '/prompts/hold-music.wav';

/** The guide's first try. */
export async function testWorkflow(lab: Lab): Promise<void> {
	const run = await ExampleRun.start(lab, '3cx-test-workflow.json');
	const { pbx } = run;
	try {
		await Promise.all([
			run.check('greets two callers at once, each wholly, and ends both calls', async () => {
				const callers = [await run.call('+491711000001'), await run.call('+491711000002')];
				for (const caller of callers) {
					await run.isOver(caller, 20_000);
					equal(run.heardWhole(caller), [WELCOME], 'what the caller heard');
					run.wasPaced(caller);
					equal((await run.execution(caller)).status, 'success', 'status');
				}
			}),
			run.check('ends well when the caller hangs up in the greeting', async () => {
				const caller = await run.call('+491711000003');
				await run.hears(caller, WELCOME);
				run.hangUp(caller);
				equal((await run.execution(caller)).status, 'success', 'status');
				equal(run.heardWhole(caller), [], 'prompts heard to the end');
			}),
		]);

		await run.check('ends the call and says why when the greeting cannot be had', async () => {
			const file = pbx.world.files[WELCOME] ?? Buffer.alloc(0);
			delete pbx.world.files[WELCOME];
			const caller = await run.call('+491711000004');
			await run.isOver(caller, 20_000);
			const { status, data } = await run.execution(caller);
			equal(status, 'error', 'status');
			matches(
				data?.resultData?.error?.message,
				/no greeting\. There is no such file on the PBX/,
				'what n8n shows',
			);
			pbx.world.files[WELCOME] = file;
		});

		await run.check('stopped in the middle of the greeting it falls silent', async () => {
			pbx.world.files[WELCOME] = pbx.world.files[LONG] ?? Buffer.alloc(0);
			const caller = await run.call('+491711000005');
			await run.hears(caller, LONG);
			const { data } = await lab.api.session.publicApi<{ data: Execution[] }>(
				'GET',
				`/executions?status=running&workflowId=${run.workflowId}`,
			);
			equal(data.length, 1, 'running executions');
			await lab.api.stop(String(data[0]?.id));
			await run.noStreamIsOpen(1_000);
			equal((await lab.api.finished(String(data[0]?.id))).status, 'canceled', 'status');
			const heard = () => pbx.media.uploads(caller.leg).at(-1)?.bytes;
			const before = heard();
			run.hangUp(caller);
			await waitFor('the end', () => pbx.calls.list().length === 0);
			equal(heard(), before, 'bytes sent');
		});
	} finally {
		await run.close();
	}
}
