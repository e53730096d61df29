import { Client, dummyPath, login, rows, start } from './client';

const ALL = ['Users', 'Defs', 'SystemStatus', 'Peers', 'Trunks', 'GeneralSettingsForPbx'];

describe('who may what', () => {
	it('401 without a body when the token is missing or nonsense', async () => {
		const pbx = await start();
		const answer = await new Client(pbx, 'nonsense').xapi('Users');
		expect([answer.status, answer.text]).toEqual([401, '']);
		expect((await fetch(`${pbx.url}/xapi/v1/Users`)).status).toBe(401);
	});

	it.each(['users-role', 'callcontrol-only', 'nolicence'])(
		'403 without a body on everything for client %s',
		async (clientId) => {
			const client = await login(await start(), clientId);
			for (const path of [...ALL, 'NoSuchThing']) {
				const answer = await client.xapi(path);
				expect([path, answer.status, answer.text]).toEqual([path, 403, '']);
			}
		},
	);

	it('an administrator may write users; the report is an open question', async () => {
		const pbx = await start();
		const client = await login(pbx, 'admin');
		const report = 'ReportInboundRules/Pbx.GetInboundRulesData()';
		expect((await client.write('PATCH', dummyPath(pbx), { Mobile: '+491' })).status).toBe(204);
		expect((await client.xapi(report)).status).toBe(403);
		pbx.switches.reportsForAdmins = 'allowed';
		expect((await client.xapi(report)).status).toBe(200);
	});

	it('a department role sees its department only, and no settings', async () => {
		const pbx = await start();
		const foreign = pbx.world.takeId();
		pbx.world.groups.push({ ...pbx.world.defaultGroup(), Id: foreign, IsDefault: false });
		pbx.world.user('104').memberships = [{ GroupId: foreign, RoleName: 'users' }];
		const client = await login(pbx, 'department');

		const numbers = rows(await client.xapi('Users?$select=Number')).map((row) => row.Number);
		expect(numbers).toContain('999');
		expect(numbers).not.toContain('104');
		const path = `Users(${pbx.world.user('104').Id})`;
		expect((await client.write('PATCH', path, { Mobile: '1' })).status).toBe(404);
		expect((await client.write('PATCH', dummyPath(pbx), { Mobile: '+491' })).status).toBe(204);
		expect((await client.xapi('GeneralSettingsForPbx')).status).toBe(403);
		expect((await client.xapi('Defs')).status).toBe(200);
	});
});
