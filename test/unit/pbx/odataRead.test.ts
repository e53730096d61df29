import { defaultWorld } from '../../pbx';
import { dummyPath, login, rows, start } from './client';

const TOP_SENTENCE =
	"The query specified in the URI is not valid. The limit of '100' for Top query has been " +
	"exceeded. The value from the incoming request is '500'.";

describe('reading lists', () => {
	it('sends context and value, the count only when asked, and never a nextLink', async () => {
		const client = await login(await start({ world: defaultWorld({ users: 120 }) }));
		const plain = await client.xapi('Users?$select=Id&$top=5');
		expect(Object.keys(plain.json)).toEqual(['@odata.context', 'value']);
		const counted = await client.xapi('Users?$select=Id&$top=5&$count=true');
		expect(counted.json['@odata.count']).toBe(120);
		expect(rows(counted)).toHaveLength(5);
	});

	it('tells its build in a header', async () => {
		const client = await login(await start({ version: '20.0.9.7' }));
		expect((await client.xapi('Defs')).headers.get('x-3cx-version')).toBe('20.0.9.7');
		expect((await client.xapi('Nothing')).headers.get('x-3cx-version')).toBe('20.0.9.7');
	});

	it.each(['Users', 'ReportInboundRules/Pbx.GetInboundRulesData()'])(
		'limits $top of %s to 100 in the words of the real one',
		async (path) => {
			const client = await login(await start());
			const answer = await client.xapi(`${path}?$top=500`);
			expect(answer.status).toBe(400);
			expect(answer.json.error?.message).toBe(TOP_SENTENCE);
			expect((await client.xapi(`${path}?$top=100`)).status).toBe(200);
		},
	);

	it.each([100, 50] as const)('gives %d rows when $top is left out', async (size) => {
		const world = defaultWorld({ users: 120 });
		const client = await login(await start({ world, switches: { defaultPageSize: size } }));
		expect(rows(await client.xapi('Users?$select=Id'))).toHaveLength(size);
	});

	it('pages with $top and $skip through all rows once', async () => {
		const client = await login(await start({ world: defaultWorld({ users: 250 }) }));
		const seen: unknown[] = [];
		for (let skip = 0; skip < 300; skip += 100) {
			const path = `Users?$select=Number&$orderby=Number&$top=100&$skip=${skip}`;
			seen.push(...rows(await client.xapi(path)).map((row) => row.Number));
		}
		expect(seen).toHaveLength(250);
		expect(new Set(seen).size).toBe(250);
	});

	it('takes %24top for $top', async () => {
		const client = await login(await start());
		expect(rows(await client.xapi('Users?%24top=2&%24select=Id'))).toHaveLength(2);
	});

	it('orders, also downwards and by two properties', async () => {
		const client = await login(await start());
		const answer = await client.xapi(
			'Users?$select=Number&$orderby=CurrentProfileName,Number desc',
		);
		expect(rows(answer).map((row) => row.Number)).toEqual([
			'999',
			'200',
			'104',
			'103',
			'102',
			'101',
			'100',
		]);
	});

	it.each([
		'$select=Nope',
		"$filter=Nope eq 'x'",
		'$orderby=Nope',
		'$expand=Nope',
		'$expand=Mobile',
		'$expand=Groups($select=Nope)',
		'$expand=ForwardingProfiles($filter=Nope eq 1)',
		'$filter=Number eq',
		"$filter=substringof('9',Number)",
		'$filter=Id eq 29 29',
		"$filter=Id eq '29'",
		'$top=many',
		'$apply=aggregate',
	])('refuses %s with 400 and an ODataError', async (query) => {
		const client = await login(await start());
		const { status, json } = await client.xapi(`Users?${query}`);
		expect(status).toBe(400);
		expect(json.error?.code).toBe('');
		expect(json.error?.message).toContain('The query specified in the URI is not valid.');
	});

	it('shows the base properties first and navigation only when expanded', async () => {
		const client = await login(await start());
		const [user] = rows(await client.xapi("Users?$filter=Number eq '999'"));
		const names = Object.keys(user ?? {});
		expect(names.slice(0, 3)).toEqual(['Number', 'TranscriptionMode', 'Id']);
		expect(names).not.toContain('ForwardingProfiles');
		expect(names).not.toContain('devices');
		expect(names).not.toContain('memberships');
	});

	it('leaks secrets without $select as the real one does', async () => {
		const client = await login(await start());
		const [user] = rows(await client.xapi('Users?$top=1'));
		expect(user).toMatchObject({ AuthPassword: 'sip-secret-100', VMPIN: '77100' });
	});

	it('applies options inside an expand', async () => {
		const client = await login(await start());
		const answer = await client.xapi(
			"Users?$filter=Number eq '999'&$select=Number" +
				"&$expand=ForwardingProfiles($select=Name;$filter=startswith(Name,'Custom');$orderby=Name desc)" +
				',Groups($select=GroupId,Name;$expand=Rights($select=RoleName))',
		);
		expect(rows(answer)).toEqual([
			{
				Number: '999',
				Groups: [{ GroupId: expect.any(Number), Name: 'DEFAULT', Rights: { RoleName: 'users' } }],
				ForwardingProfiles: [{ Name: 'Custom 2' }, { Name: 'Custom 1' }],
			},
		]);
	});

	it('leaves null out of report rows and sends it elsewhere', async () => {
		const client = await login(await start());
		const report = rows(await client.xapi('ReportInboundRules/Pbx.GetInboundRulesData()'));
		expect(report[0]).toMatchObject({ DID: '+4930123456' });
		expect(report[1]).not.toHaveProperty('DID');
		const rules = rows(await client.xapi('InboundRules'));
		expect(rules[1]).toHaveProperty('HolidaysDestination', null);
	});
});

describe('reading one', () => {
	it('finds by Id, by name of the key, and not by anything else', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const { Id } = pbx.world.user('999');
		expect((await client.xapi(`Users(${Id})?$select=Number`)).json.Number).toBe('999');
		expect((await client.xapi(`Users(Id=${Id})`)).status).toBe(200);
		expect((await client.xapi("Users('999')")).status).toBe(404);
		expect((await client.xapi('Users(123456)')).status).toBe(404);
	});

	it('serves navigation under its own path', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const profiles = await client.xapi(`${dummyPath(pbx)}/ForwardingProfiles?$select=Name`);
		expect(rows(profiles).map((row) => row.Name)).toEqual([
			'Available',
			'Away',
			'Out of office',
			'Custom 1',
			'Custom 2',
		]);
		expect(rows(await client.xapi(`${dummyPath(pbx)}/Groups`))).toHaveLength(1);
		expect((await client.xapi(`${dummyPath(pbx)}/Phones`)).status).toBe(404);
	});

	it('sends singletons without value', async () => {
		const client = await login(await start());
		const { json } = await client.xapi('SystemStatus?$select=FQDN,Version');
		expect(json).toEqual({
			'@odata.context': expect.stringContaining('$metadata#SystemStatus'),
			FQDN: 'praxis.my3cx.de',
			Version: '20.0.10.1234',
		});
	});

	it('knows what every number is', async () => {
		const client = await login(await start());
		const type = async (number: string) =>
			(await client.xapi(`Peers(Number='${number}')`)).json.Type;
		expect(await type('999')).toBe('Extension');
		expect(await type('820')).toBe('Queue');
		expect(await type('830')).toBe('RingGroup');
		expect(await type('810')).toBe('IVR');
		expect(await type('800')).toBe('RoutePoint');
		expect(await type('10000')).toBe('ExternalLine');
		expect((await client.xapi('Peers(29)')).status).toBe(404);
	});
});
