import { startPbx } from '../../pbx';
import { equal, matches } from '../check';
import { readExample } from '../exampleFile';
import type { Lab } from '../lab';
import { startPostgres } from '../postgres';
import { reportOf } from './onCallSources';

/** The roster in a real PostgreSQL; where none is installed, this is said and not run. */
export async function onCallPostgres(lab: Lab): Promise<void> {
	const file = 'on-call-postgres.json';
	const database = await startPostgres(
		[
			'CREATE TABLE oncall_shifts (name text, mobile text, starts_at timestamptz, ends_at timestamptz, confirmed boolean);',
			"INSERT INTO oncall_shifts VALUES ('Max Mustermann', '0171-12345', now() - interval '1 hour', now() + interval '1 hour', true);",
			"INSERT INTO oncall_shifts VALUES ('Erika Musterfrau', '0172-67890', now() + interval '1 hour', now() + interval '9 hours', true);",
			"INSERT INTO oncall_shifts VALUES ('Not Confirmed', '0173-11111', now() - interval '5 minutes', now() + interval '1 hour', false);",
		].join('\n'),
	);
	if (!database) {
		console.log(`note  no PostgreSQL here: ${file} is not run`);
		return;
	}
	const postgres = await lab.api.createCredential('postgres', file, database.login);
	const pbx = await startPbx();
	const credential = await lab.api.createCredential('threeCxCallControlApi', file, {
		serverUrl: pbx.url,
		clientId: 'admin',
		clientSecret: pbx.world.client('admin')?.secret,
	});
	const { id } = await lab.api.createWorkflow(
		readExample(lab.root, file, { credential, nodes: { Shifts: { credentials: { postgres } } } }),
	);
	try {
		await lab.check(`${file} sets whoever is on call`, async () => {
			const item = reportOf(await lab.api.runManually(id, 'Every Minute'));
			equal([item.status, item.person], ['changed', 'Max Mustermann'], 'status and person');
			equal(item.newNumber, '0171-12345', 'newNumber');
			matches(pbx.whereWouldACallGo('999').number, /17112345$/, 'where a call goes');
		});
		await lab.check(`${file} fails and keeps the number while the database is down`, async () => {
			await database.stop();
			equal((await lab.api.runManually(id, 'Every Minute')).status, 'error', 'status');
			matches(pbx.whereWouldACallGo('999').number, /17112345$/, 'where a call goes');
		});
	} finally {
		await database.stop();
		await pbx.close();
	}
}
