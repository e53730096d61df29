import { startPbx } from '../../pbx';
import { equal, matches } from '../check';
import { readExample } from '../exampleFile';
import type { Lab } from '../lab';
import { itemsOf } from '../n8nApi';
import type { Execution, Json } from '../n8nTypes';
import { waitFor } from '../waitFor';

const NODE = 'Update On-Call Forwarding';
const TWO_TICKS_MS = 14_000;

/** The on-call push as published: the number is set, proven, and put right. */
export async function onCallPush({ check, api, root }: Lab): Promise<void> {
	const pbx = await startPbx();
	const mobile = (): string | null => pbx.world.user('999').Mobile;
	try {
		const credential = await api.createCredential('threeCxCallControlApi', 'On-call 3CX', {
			serverUrl: pbx.url,
			clientId: 'admin',
			clientSecret: pbx.world.client('admin')?.secret,
		});
		const { id } = await api.createWorkflow(
			readExample(root, 'on-call-push.json', { credential, cron: '*/5 * * * * *' }),
		);
		const reportOf = (execution: Execution): Json => itemsOf(execution, NODE)[0] ?? {};
		const set = async (since: Date) => {
			await waitFor('the number in 3CX', () => mobile() === '0171-12345', { ms: TWO_TICKS_MS });
			const changed = (one: Execution) => reportOf(one).changed === true;
			return reportOf(await api.nextExecution(id, since, changed));
		};

		await check('on-call-push.json sets the number and says so', async () => {
			const since = new Date();
			await api.activate(id);
			const report = await set(since);
			equal(report.message, 'Successfully updated mobile number.', 'message');
			equal(
				[report.status, report.person, report.verified],
				['changed', 'Max Mustermann', true],
				'status, person, verified',
			);
			matches(pbx.whereWouldACallGo('999').number, /17112345$/, 'the number dialled');
		});

		await check('on-call-push.json puts right what was changed by hand in 3CX', async () => {
			const since = new Date();
			pbx.world.user('999').Mobile = '+491790000000';
			equal((await set(since)).verified, true, 'verified');
		});
		await api.deactivate(id);
	} finally {
		await pbx.close();
	}
}
