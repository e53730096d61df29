import { dummyPath, login, rows, start } from './client';

const DELTA_ERROR = {
	error: {
		code: '',
		message: 'The input was not valid.',
		details: [{ code: '', message: 'The delta field is required.', target: 'delta' }],
	},
};

describe('PATCH Users(Id)', () => {
	it('answers 204 without a body and changes what was sent', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const answer = await client.write('PATCH', dummyPath(pbx), { Mobile: '0171-12345' });
		expect([answer.status, answer.text]).toEqual([204, '']);
		// Free text: the PBX does not normalise it (xapi.md §4.4).
		expect(pbx.world.user('999').Mobile).toBe('0171-12345');
		expect((await client.xapi(`${dummyPath(pbx)}?$select=Mobile`)).json.Mobile).toBe('0171-12345');
	});

	it.each([
		['a wrapper', { user: { Mobile: '1' } }],
		['an unknown property', { Mobile: '1', MobileNumber: '1' }],
		['another case', { mobile: '1' }],
		['a number for a text', { Mobile: 491701 }],
		['a text for a truth', { Enabled: 'yes' }],
		['a list for a text', { Mobile: ['1'] }],
		['an unknown enum member', { QueueStatus: 'Away' }],
		['an object for a list', { ForwardingProfiles: {} }],
		['an unknown property inside', { ForwardingProfiles: [{ Name: 'Away', Mobile: '1' }] }],
		[
			'a wrong destination',
			{ ForwardingProfiles: [{ Name: 'Away', AwayRoute: { External: { To: 'Mobile' } } }] },
		],
		['a list', [{ Mobile: '1' }]],
	])('refuses %s with the delta error and changes nothing', async (_what, body) => {
		const pbx = await start();
		const before = structuredClone(pbx.world.user('999'));
		const answer = await (await login(pbx)).write('PATCH', dummyPath(pbx), body);
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual(DELTA_ERROR);
		expect(pbx.world.user('999')).toEqual(before);
	});

	it('keeps the number of a DN', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const refused = await client.write('PATCH', dummyPath(pbx), { Number: '998', Mobile: '1' });
		expect(refused.status).toBe(400);
		expect(refused.json.error?.details).toEqual([
			{ code: '', message: 'WARNINGS.XAPI.FORBIDDEN_CHANGE', target: 'Number' },
		]);
		expect(pbx.world.user('999').Mobile).toBe('+491700000000');
		const same = await client.write('PATCH', dummyPath(pbx), { Number: '999', Mobile: '1' });
		expect(same.status).toBe(204);
	});

	it('drops what the PBX works out itself', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const body = { DisplayName: 'x', IsRegistered: true };
		expect((await client.write('PATCH', dummyPath(pbx), body)).status).toBe(204);
		expect((await client.xapi(dummyPath(pbx))).json).toMatchObject({
			DisplayName: 'Routing, Notdienst',
			IsRegistered: false,
		});
	});

	it('switches to a profile that exists, and to no other', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const to = (name: string) =>
			client.write('PATCH', dummyPath(pbx), { CurrentProfileName: name });
		expect((await to('Out of office')).status).toBe(204);
		expect(pbx.world.user('999').CurrentProfileName).toBe('Out of office');
		const refused = await to('out of office');
		expect(refused.status).toBe(400);
		expect(refused.json.error?.details?.[0]?.message).toBe('WARNINGS.INVALID');
	});

	it('replaces lists, and takes a role from Rights only', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const GroupId = pbx.world.defaultGroup().Id;
		const patch = (body: object) => client.write('PATCH', dummyPath(pbx), body);
		await patch({ Groups: [{ GroupId, GroupRights: { RoleName: 'managers' } }] });
		expect(pbx.world.user('999').memberships).toEqual([{ GroupId, RoleName: 'users' }]);
		await patch({ Groups: [{ GroupId, Rights: { RoleName: 'managers' } }] });
		expect(pbx.world.user('999').memberships).toEqual([{ GroupId, RoleName: 'managers' }]);
		await patch({ Groups: [], OfficeHoursProps: ['BlockOutboundCalls'] });
		expect(pbx.world.user('999').memberships).toEqual([]);
		expect(pbx.world.user('999').OfficeHoursProps).toEqual(['BlockOutboundCalls']);
	});

	it('replaces the agents of a queue as a whole', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const path = `Queues(${pbx.world.queues[0]?.Id})`;
		const Agents = [{ Number: '103', SkillGroup: '2' }];
		expect((await client.write('PATCH', path, { Agents })).status).toBe(204);
		expect(rows(await client.xapi(`${path}/Agents`))).toEqual([
			{
				Number: '103',
				SkillGroup: '2',
				Name: 'Schmidt, Jan',
				Tags: [],
				Id: pbx.world.user('103').Id,
			},
		]);
		expect((await client.write('POST', `${path}/Agents`, {})).status).toBe(404);
		expect((await client.write('PUT', `${path}/Agents`, {})).status).toBe(405);
	});

	it('is the only way: no PUT, no PATCH of the list or by the alternate key', async () => {
		const pbx = await start();
		const client = await login(pbx);
		expect((await client.write('PUT', dummyPath(pbx), {})).status).toBe(405);
		expect((await client.write('PATCH', 'Users', {})).status).toBe(405);
		expect((await client.write('PATCH', "Users(Number='999')", { Mobile: '1' })).status).toBe(405);
		expect((await client.write('PATCH', 'Users(99999)', { Mobile: '1' })).status).toBe(404);
		expect((await client.write('PATCH', `${dummyPath(pbx)}/ForwardingProfiles`, [])).status).toBe(
			405,
		);
	});
});

describe('making and deleting users', () => {
	it('makes one of an empty body with the next free number', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const { status, json } = await client.write('POST', 'Users', {});
		expect(status).toBe(201);
		expect(json.Number).toBe('105');
		expect((await client.xapi('Users/Pbx.GetFirstAvailableExtensionNumber()')).json.Number).toBe(
			'106',
		);
	});

	it('refuses a number that is taken, in the words of the real one', async () => {
		const client = await login(await start());
		const { status, json } = await client.write('POST', 'Users', { Number: '820' });
		expect(status).toBe(400);
		expect(json).toEqual({
			error: {
				code: '',
				message: 'Number:\nWARNINGS.XAPI.ALREADY_IN_USE',
				details: [{ code: '', message: 'WARNINGS.XAPI.ALREADY_IN_USE', target: 'Number' }],
			},
		});
	});

	it('deletes', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const path = dummyPath(pbx);
		expect((await client.write('DELETE', path)).status).toBe(204);
		expect((await client.xapi(path)).status).toBe(404);
		expect(rows(await client.xapi("Users?$filter=Number eq '999'"))).toEqual([]);
	});
});

describe('MultiUserUpdate', () => {
	const ACTION = 'Users/Pbx.MultiUserUpdate';

	it('changes all users named', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const ids = ['101', '102'].map((number) => pbx.world.user(number).Id);
		const answer = await client.write('POST', ACTION, { ids, user: { Mobile: '+491' } });
		expect([answer.status, answer.text]).toEqual([204, '']);
		expect(pbx.world.user('101').Mobile).toBe('+491');
		expect(pbx.world.user('102').Mobile).toBe('+491');
		expect(pbx.world.user('103').Mobile).toBe('+491733333333');
	});

	it('knows fewer properties than a user and is a POST only', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const ids = [pbx.world.user('999').Id];
		const send = (body: unknown) => client.write('POST', ACTION, body);
		expect((await send({ ids, user: { CurrentProfileName: 'Away' } })).status).toBe(400);
		expect((await send({ ids, Mobile: '1' })).status).toBe(400);
		expect((await send({ user: { Mobile: '1' } })).status).toBe(400);
		expect((await send({ ids: [99999], user: { Mobile: '1' } })).status).toBe(404);
		expect((await client.xapi(ACTION)).status).toBe(405);
		expect((await client.write('POST', `${ACTION}()`, { ids, user: {} })).status).toBe(404);
	});
});

describe('settings', () => {
	it('takes a PATCH of a singleton and refuses other methods', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const path = 'GeneralSettingsForPbx';
		expect((await client.write('PATCH', path, { AllowFwdToExternal: false })).status).toBe(204);
		expect(pbx.world.general.AllowFwdToExternal).toBe(false);
		expect((await client.write('PATCH', path, { Nope: 1 })).status).toBe(400);
		expect((await client.write('POST', path, {})).status).toBe(405);
	});

	it('makes, changes and deletes a holiday', async () => {
		const client = await login(await start());
		const made = await client.write('POST', 'Holidays', { Name: 'Neujahr', Day: 1, Month: 1 });
		expect(made.status).toBe(201);
		const path = `Holidays(${String(made.json.Id)})`;
		expect((await client.write('PATCH', path, { IsRecurrent: true })).status).toBe(204);
		expect((await client.xapi(path)).json).toMatchObject({ Name: 'Neujahr', IsRecurrent: true });
		expect((await client.write('DELETE', path)).status).toBe(204);
		expect((await client.xapi(path)).status).toBe(404);
	});

	it('gives a client a new secret', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const id = pbx.world.client('admin')?.Id;
		const path = `ServicePrincipals(${id})/Pbx.GenerateAppToken`;
		const { status, json } = await client.write('POST', path);
		expect(status).toBe(200);
		expect(pbx.world.client('admin')?.secret).toBe(json.value);
	});
});
