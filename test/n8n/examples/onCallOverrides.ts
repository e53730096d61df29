import { startPbx } from '../../pbx';
import { equal, holds, matches } from '../check';
import { createDataTable } from '../dataTable';
import { readExample } from '../exampleFile';
import type { Lab } from '../lab';
import { waitFor } from '../waitFor';

const FILE = 'on-call-overrides.json';
const HOUR = 3_600_000;

/** Berlin time, as people type it: 24.12.2026 17:00. */
function typed(hours: number): string {
	const parts = new Intl.DateTimeFormat('de-DE', {
		timeZone: 'Europe/Berlin',
		dateStyle: 'medium',
		timeStyle: 'short',
	}).format(new Date(Date.now() + hours * HOUR));
	return parts.replace(',', '');
}

/** The roster in a data table, and a form that overrides it for a while. */
export async function onCallOverrides(lab: Lab): Promise<void> {
	const { api, root, server } = lab;
	const shift = { name: 'string', mobile: 'string', from: 'string', to: 'string' } as const;
	const roster = await createDataTable(api, 'oncall-roster', shift);
	const overrides = await createDataTable(api, 'oncall-overrides', {
		...shift,
		reason: 'string',
		enteredBy: 'string',
	});
	const auditColumns = [
		'at',
		'line',
		'person',
		'previousNumber',
		'newNumber',
		'source',
		'status',
		'reason',
	];
	const audit = await createDataTable(
		api,
		'oncall-audit',
		Object.fromEntries(auditColumns.map((column) => [column, 'string'])),
	);
	await roster.insert([
		{ name: 'Max Mustermann', mobile: '0171-12345', from: typed(-2), to: typed(6) },
	]);
	const pbx = await startPbx();
	const credential = await api.createCredential('threeCxCallControlApi', FILE, {
		serverUrl: pbx.url,
		clientId: 'admin',
		clientSecret: pbx.world.client('admin')?.secret,
	});
	const workflow = readExample(root, FILE, { credential, cron: '*/2 * * * * *' });
	const { id } = await api.createWorkflow(workflow);
	const form = workflow.nodes.find(({ name }) => name === 'Override Form');
	const address = `${server.url}/form/${String(form?.webhookId)}`;
	/** What a browser sends. */
	const submit = async (...values: string[]): Promise<void> => {
		const fields = new FormData();
		values.forEach((value, index) => fields.append(`field-${index}`, value));
		const response = await fetch(address, { method: 'POST', body: fields });
		holds(response.ok, `the form answers ${response.status}`);
	};
	const goesTo = () => pbx.whereWouldACallGo('999').number;
	try {
		await lab.check(`${FILE} sets whom the roster has`, async () => {
			await api.activate(id);
			await waitFor('Max', () => goesTo().endsWith('17112345'));
		});

		await lab.check(`${FILE} refuses an entry that cannot be meant`, async () => {
			const since = new Date();
			await submit('Erika Musterfrau', '0172-67890', typed(1), typed(-1), '', 'Empfang');
			const failed = await api.nextExecution(id, since, ({ status }) => status === 'error');
			matches(failed.data?.resultData?.error?.message, /"To" is not after "From"/, 'error');
			equal(await overrides.rows(), [], 'overrides');
		});

		await lab.check(`${FILE} lets an override win, and writes it down`, async () => {
			await submit('Erika Musterfrau', '0172-67890', '', typed(2), 'ill', 'Empfang');
			await waitFor('Erika', () => goesTo().endsWith('17267890'), { ms: 20_000 });
			const [kept] = await overrides.rows();
			equal([kept?.reason, kept?.enteredBy], ['ill', 'Empfang'], 'reason and by whom');
			const rows = await waitFor('the audit', async () => {
				const all = await audit.rows();
				return all.some(({ person }) => person === 'Erika Musterfrau') && all;
			});
			const row = rows.find(({ person }) => person === 'Erika Musterfrau');
			equal([row?.line, row?.newNumber], ['999', '0172-67890'], 'line and number');
			matches(row?.source, /override/, 'source');
		});
	} finally {
		await api.deactivate(id);
		await pbx.close();
	}
}
