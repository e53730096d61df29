import { equal, holds, matches } from './check';
import { readExample } from './exampleFile';
import type { Spec } from './lab';
import { itemsOf } from './n8nApi';
import type { Execution, Json } from './n8nTypes';
import { startRoster, type RosterRow } from './rosterServer';
import { startPbx } from '../pbx';
import { waitFor } from './waitFor';

const NODE = 'Update On-Call Forwarding';
const CRON = '*/5 * * * * *';
/** Two ticks, and the time n8n takes to store what it did. */
const TWO_TICKS_MS = 14_000;

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

const shift = (name: string, mobile: string, from: number, to: number): RosterRow => ({
	name,
	mobile,
	from: inSeconds(from),
	to: inSeconds(to),
	confirmed: true,
});

/** The one item our node put out. */
const reportOf = (execution: Execution): Json => itemsOf(execution, NODE)[0] ?? {};

const newNumber =
	(digits: string) =>
	(execution: Execution): boolean =>
		String(reportOf(execution).newNumber ?? '')
			.replace(/\D/g, '')
			.endsWith(digits);

/** The seed's acceptance test, with the published example, and what follows in a real week. */
export const spec: Spec = async ({ check, api, root }) => {
	const pbx = await startPbx();
	const roster = await startRoster();
	const mobile = (): string | null => pbx.world.user('999').Mobile;
	try {
		const credential = await api.createCredential('threeCxCallControlApi', 'On-call 3CX', {
			serverUrl: pbx.url,
			clientId: 'admin',
			clientSecret: pbx.world.client('admin')?.secret,
		});
		const errors = await api.createWorkflow({
			name: 'Somebody is told',
			nodes: [
				{
					id: 'e1',
					name: 'Error Trigger',
					type: 'n8n-nodes-base.errorTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		// Since n8n 2 an error workflow runs only when it is published itself.
		await api.activate(errors.id);
		const settings = { errorWorkflow: errors.id };
		const asPublished = readExample(root, 'on-call-push.json', {
			credential,
			cron: CRON,
			settings,
		});
		const workflow = await api.createWorkflow(asPublished);
		let since = new Date();
		await api.activate(workflow.id);

		await check('seed: within two cron ticks 999 holds 0171-12345', async () => {
			await waitFor('the number in 3CX', () => mobile() === '0171-12345', { ms: TWO_TICKS_MS });
		});

		await check(
			'seed: "Successfully updated mobile number." and the report says what was done',
			async () => {
				const report = reportOf(await api.nextExecution(workflow.id, since, newNumber('17112345')));
				equal(report.message, 'Successfully updated mobile number.', 'message');
				equal(report.status, 'changed', 'status');
				equal(report.changed, true, 'changed');
				equal(report.person, 'Max Mustermann', 'person');
				equal(report.newNumber, '0171-12345', 'newNumber');
				equal(report.previousNumber, '+491700000000', 'previousNumber');
				equal(report.verified, true, 'verified');
				equal(report.extension, '999', 'extension');
			},
		);

		await check('seed: a call to 999 reaches Max Mustermann', () => {
			const call = pbx.whereWouldACallGo('999');
			equal(call.kind, 'outside', `the kind of ${JSON.stringify(call)}`);
			matches(call.number, /17112345$/, 'the number dialled');
		});

		await check('the next run writes nothing', async () => {
			since = new Date();
			const writes = pbx.journal.writes().length;
			const report = reportOf(await api.nextExecution(workflow.id, since));
			equal(report.status, 'unchanged', 'status');
			equal(report.verified, true, 'verified');
			equal(pbx.journal.writes().length, writes, 'the number of writes');
		});

		await check('a number changed by hand in 3CX is put right', async () => {
			since = new Date();
			pbx.world.user('999').Mobile = '+491790000000';
			await waitFor('the number in 3CX', () => mobile() === '0171-12345', { ms: TWO_TICKS_MS });
			const report = reportOf(
				await api.nextExecution(workflow.id, since, (one) => reportOf(one).changed === true),
			);
			matches(report.status, /^(changed|repaired)$/, 'status');
		});

		// From here the roster comes over HTTP, so that its content can change under the running workflow.
		roster.rows = [
			shift('Max Mustermann', '0171-12345', -3600, 8),
			shift('Erika Musterfrau', '0172-67890', 8, 20),
		];
		await api.changeWorkflow(
			workflow.id,
			readExample(root, 'on-call-push.json', {
				credential,
				cron: CRON,
				settings,
				nodes: {
					Roster: {
						type: 'n8n-nodes-base.httpRequest',
						typeVersion: 4.2,
						parameters: { url: roster.url, options: {} },
					},
				},
			}),
		);

		await check('the shift changes: Erika Musterfrau gets the calls', async () => {
			since = new Date();
			await waitFor('the number in 3CX', () => mobile() === '0172-67890', {
				ms: 12_000 + TWO_TICKS_MS,
			});
			const report = reportOf(await api.nextExecution(workflow.id, since, newNumber('17267890')));
			equal([report.status, report.person], ['changed', 'Erika Musterfrau'], 'status and person');
			matches(pbx.whereWouldACallGo('999').number, /17267890$/, 'the number dialled');
		});

		await check('nobody is planned: the central number 200 gets the calls', async () => {
			since = new Date();
			await waitFor('the number in 3CX', () => mobile() === '200', { ms: 12_000 + TWO_TICKS_MS });
			const report = reportOf(await api.nextExecution(workflow.id, since, newNumber('200')));
			equal([report.status, report.newNumber], ['fallback', '200'], 'status and number');
			equal(pbx.whereWouldACallGo('999').number, '200', 'where a call goes');
		});

		await check('an empty roster means the central number too', async () => {
			roster.rows = [];
			since = new Date();
			const report = reportOf(await api.nextExecution(workflow.id, since));
			equal(report.newNumber, '200', 'newNumber');
			equal(mobile(), '200', 'Mobile of 999');
		});

		await check(
			'the PBX is down: the run fails, the error workflow runs, the old number stays',
			async () => {
				roster.rows = [shift('Max Mustermann', '0171-12345', -60, 3600)];
				await pbx.stop();
				since = new Date();
				const execution = await api.nextExecution(
					workflow.id,
					since,
					(one) => one.status === 'error',
					90_000,
				);
				const { error } = execution.data?.resultData ?? {};
				matches(`${error?.message} ${error?.description}`, /reach|refused/i, 'the message');
				holds(!`${error?.message}`.includes('12345'), 'the message holds a full phone number');
				await api.nextExecution(errors.id, since);
				equal(mobile(), '200', 'Mobile of 999');
			},
		);

		await check('the PBX is back: the next run puts Max Mustermann in', async () => {
			await pbx.start();
			since = new Date();
			await waitFor('the number in 3CX', () => mobile() === '0171-12345', { ms: 60_000 });
			const report = reportOf(await api.nextExecution(workflow.id, since, newNumber('17112345')));
			equal(report.verified, true, 'verified');
			matches(pbx.whereWouldACallGo('999').number, /17112345$/, 'the number dialled');
		});

		await api.deactivate(workflow.id);
	} finally {
		await roster.close();
		await pbx.close();
	}
};
