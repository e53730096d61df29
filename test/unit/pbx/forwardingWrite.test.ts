import type { ForwardingProfile, Pbx, Switches } from '../../pbx';
import { dummyPath, login, start, type Client } from './client';

const NEW = '+491711234567';

type Model = Switches['mobileForwarding'];

async function setUp(switches: Partial<Switches>): Promise<{ pbx: Pbx; client: Client }> {
	const pbx = await start({ switches });
	return { pbx, client: await login(pbx) };
}

async function readProfiles(client: Client): Promise<ForwardingProfile[]> {
	const path = `${dummyPath(client.pbx)}?$select=Id&$expand=ForwardingProfiles`;
	return (await client.xapi(path)).json.ForwardingProfiles as ForwardingProfile[];
}

function awayNumber(profiles: ForwardingProfile[]): string | undefined {
	return profiles.find((one) => one.Name === 'Away')?.AwayRoute?.External?.External;
}

describe('"Mobile" as a destination', () => {
	it.each<[Model, string, string, string]>([
		['reference', '', '', NEW],
		['mirrored', '+491700000000', NEW, NEW],
		['copy', '+491700000000', '+491700000000', '+491700000000'],
	])(
		'%s: what a read shows before and after, and where calls go',
		async (model, before, after, goes) => {
			const { pbx, client } = await setUp({ mobileForwarding: model });
			expect(awayNumber(await readProfiles(client))).toBe(before);
			await client.write('PATCH', dummyPath(pbx), { Mobile: NEW });
			expect(awayNumber(await readProfiles(client))).toBe(after);
			expect(pbx.whereWouldACallGo('999')).toMatchObject({ kind: 'outside', number: goes });
		},
	);

	it.each<Model>(['reference', 'mirrored', 'copy'])(
		'%s: keeps its kind when a client writes back what it read',
		async (model) => {
			const { pbx, client } = await setUp({ mobileForwarding: model });
			const before = structuredClone(pbx.world.user('999').ForwardingProfiles);
			const ForwardingProfiles = await readProfiles(client);
			await client.write('PATCH', dummyPath(pbx), { ForwardingProfiles });
			expect(pbx.world.user('999').ForwardingProfiles).toEqual(before);
		},
	);

	it.each<Model>(['reference', 'mirrored', 'copy'])(
		'%s: becomes an ordinary number when a client writes another one',
		async (model) => {
			const { pbx, client } = await setUp({ mobileForwarding: model });
			const profiles = await readProfiles(client);
			for (const one of profiles) {
				if (one.AvailableRoute?.NotRegisteredExternal) {
					one.AvailableRoute.NotRegisteredExternal.External = NEW;
				}
			}
			await client.write('PATCH', dummyPath(pbx), { ForwardingProfiles: profiles });
			expect(pbx.whereWouldACallGo('999').number).toBe(NEW);
			await client.write('PATCH', dummyPath(pbx), { Mobile: '+491799999999' });
			expect(pbx.whereWouldACallGo('999').number).toBe(NEW);
		},
	);

	it('mirrored: Mobile and the destinations in one request still follow', async () => {
		const { pbx, client } = await setUp({ mobileForwarding: 'mirrored' });
		const profiles = await readProfiles(client);
		const text = JSON.stringify(profiles).replaceAll('+491700000000', NEW);
		const ForwardingProfiles = JSON.parse(text) as ForwardingProfile[];
		await client.write('PATCH', dummyPath(pbx), { Mobile: NEW, ForwardingProfiles });
		await client.write('PATCH', dummyPath(pbx), { Mobile: '+491722222222' });
		expect(pbx.whereWouldACallGo('999').number).toBe('+491722222222');
	});
});

describe('writing profiles', () => {
	it.each([
		['accepted', 204, 'Ferien'],
		['ignored', 204, ''],
		['rejected', 400, ''],
	] as const)('PATCH is %s', async (profileWrite, status, expected) => {
		const { pbx, client } = await setUp({ profileWrite });
		const profiles = await readProfiles(client);
		const ForwardingProfiles = profiles.map((one) => ({ ...one, CustomName: 'Ferien' }));
		const body = { Mobile: NEW, ForwardingProfiles };
		expect((await client.write('PATCH', dummyPath(pbx), body)).status).toBe(status);
		expect((await readProfiles(client))[0]?.CustomName).toBe(expected);
		const mobile = status === 204 ? NEW : '+491700000000';
		expect(pbx.world.user('999').Mobile).toBe(mobile);
	});

	it.each([
		['accepted', 204, 'Ferien'],
		['ignored', 204, ''],
		['rejected', 400, ''],
	] as const)('MultiUserUpdate is %s, whatever PATCH is', async (bulk, status, expected) => {
		const { pbx, client } = await setUp({ bulkProfileWrite: bulk, profileWrite: 'rejected' });
		const profiles = await readProfiles(client);
		const ForwardingProfiles = profiles.map((one) => ({ ...one, CustomName: 'Ferien' }));
		const body = { ids: [pbx.world.user('999').Id], user: { ForwardingProfiles } };
		expect((await client.write('POST', 'Users/Pbx.MultiUserUpdate', body)).status).toBe(status);
		expect((await readProfiles(client))[0]?.CustomName).toBe(expected);
	});

	it.each([
		['kept', true, true],
		['regenerated', false, true],
		['absent', false, false],
	] as const)('ids are %s', async (profileIds, same, present) => {
		const { pbx, client } = await setUp({ profileIds });
		const before = await readProfiles(client);
		expect(before.every((one) => 'Id' in one)).toBe(present);
		await client.write('PATCH', dummyPath(pbx), { ForwardingProfiles: before });
		const after = await readProfiles(client);
		expect(after).toHaveLength(5);
		if (present) expect(after[0]?.Id === before[0]?.Id).toBe(same);
	});

	it.each([
		['replaceLoses', ['Away']],
		['kept', ['Available', 'Away', 'Out of office', 'Custom 1', 'Custom 2']],
	] as const)('a list of one profile: %s', async (multipleProfilesMissing, names) => {
		const { pbx, client } = await setUp({ multipleProfilesMissing });
		const away = (await readProfiles(client)).filter((one) => one.Name === 'Away');
		await client.write('PATCH', dummyPath(pbx), { ForwardingProfiles: away });
		expect((await readProfiles(client)).map((one) => one.Name)).toEqual(names);
	});

	it('matches a profile without a name by its Id, and refuses one without both', async () => {
		const { pbx, client } = await setUp({});
		const [first] = await readProfiles(client);
		const write = (profile: object) =>
			client.write('PATCH', dummyPath(pbx), { ForwardingProfiles: [profile] });
		expect((await write({ CustomName: 'x' })).status).toBe(400);
		expect((await write({ Id: first?.Id, CustomName: 'x' })).status).toBe(204);
		expect(pbx.world.user('999').ForwardingProfiles[0]).toMatchObject({
			Name: 'Available',
			CustomName: 'x',
			AvailableRoute: null,
		});
	});
});
