import { ProtocolError } from '../../../../nodes/shared/transport';
import { dateLiteral, Filter, type Row, type Xapi } from '../../../../nodes/shared/xapi';
import { defaultWorld } from '../../../pbx';
import { readArguments } from '../../../pbx/odata/functions';
import { segments } from '../../../pbx/odata/segments';
import { failureOf } from '../transport/bench';
import { replies, serve } from '../transport/testServer';
import { rawUrls, xapiOf, xapiTo } from './xapiBench';

const USER = { select: ['Id', 'Number', 'LastName'], orderBy: 'Number' };

async function numbersOf(rows: AsyncIterable<Row>): Promise<string[]> {
	const numbers: string[] = [];
	for await (const row of rows) numbers.push(row.text('Number') ?? '?');
	return numbers;
}

describe('names that break addresses', () => {
	it.each([
		"O'Brien",
		"''",
		'Müller & Söhne',
		'#1 Praxis',
		'100 % Arzt',
		'A+B',
		'a/b\\c',
		'a?b=c;d',
		'%41%27',
		'Пётр 山田',
		'😀',
		"') or 1 eq 1 or ('",
		"x') or contains(LastName,'",
		' blank ',
	])('%s finds that user and no other', async (name) => {
		const { pbx, xapi } = await xapiOf();
		pbx.world.user('101').LastName = name;

		for (const filter of [Filter.eq('LastName', name), Filter.contains('LastName', name)]) {
			const rows = await xapi.page('Users', { ...USER, filter });
			expect(rows.map((row) => row.text('LastName'))).toEqual([name]);
		}
	});
});

describe('a list', () => {
	it('of 250 users comes in three requests, nothing lost or doubled', async () => {
		const { pbx, xapi } = await xapiOf({ world: defaultWorld({ users: 250 }) });

		const numbers = await numbersOf(xapi.all('Users', USER));

		expect(numbers).toEqual(pbx.world.users.map((user) => user.Number).sort());
		expect(rawUrls(pbx)).toEqual([
			'/xapi/v1/Users?$select=Id,Number,LastName&$orderby=Number&$top=100',
			'/xapi/v1/Users?$select=Id,Number,LastName&$orderby=Number&$top=100&$skip=100',
			'/xapi/v1/Users?$select=Id,Number,LastName&$orderby=Number&$top=100&$skip=200',
		]);
	});

	it.each([
		[99, 1],
		[100, 2],
		[101, 2],
	])('of %d users ends after %d requests', async (users, requests) => {
		const { pbx, xapi } = await xapiOf({ world: defaultWorld({ users }) });
		expect(await numbersOf(xapi.all('Users', USER))).toHaveLength(users);
		expect(rawUrls(pbx)).toHaveLength(requests);
	});

	it.each([
		[0, 0],
		[1, 1],
		[100, 1],
		[150, 2],
	])('is read up to a limit of %d with %d requests', async (limit, requests) => {
		const { pbx, xapi } = await xapiOf({ world: defaultWorld({ users: 250 }) });
		expect(await numbersOf(xapi.all('Users', USER, limit))).toHaveLength(limit);
		expect(rawUrls(pbx)).toHaveLength(requests);
	});

	it('is not read on when nobody wants more', async () => {
		const { pbx, xapi } = await xapiOf({ world: defaultWorld({ users: 250 }) });
		for await (const row of xapi.all('Users', USER)) {
			expect(row.text('Number')).toBe('100');
			break;
		}
		expect(rawUrls(pbx)).toHaveLength(1);
	});

	it.each([undefined, 500])('is asked for with a size that 3CX takes: %p', async (top) => {
		const { pbx, xapi } = await xapiOf({ world: defaultWorld({ users: 250 }) });
		expect(await xapi.page('Users', { ...USER, top })).toHaveLength(100);
		expect(rawUrls(pbx)[0]).toContain('$top=100');
	});

	it.each([[undefined], [[]], [{ value: null }], [{ value: 'x' }], [{}], [null]])(
		'is never taken from %j',
		async (body) => {
			const server = await serve((request, response) => {
				const token = { access_token: 'abc', expires_in: 60 };
				replies({ body: request.url === '/connect/token' ? token : (body ?? '') })(
					request,
					response,
				);
			});
			const error = await failureOf(xapiTo(server.origin).page('Users', USER));
			expect(error).toBeInstanceOf(ProtocolError);
			expect(error).toMatchObject({
				message: expect.stringContaining('sent no list for Users') as string,
			});
		},
	);
});

describe('one thing', () => {
	it('is read by its key, and only what was asked for', async () => {
		const { pbx, xapi } = await xapiOf();
		const { Id } = pbx.world.user('999');
		const row = await xapi.single(`Users(${Id})`, { select: ['Number', 'Mobile'] });
		expect(row.text('Number')).toBe('999');
		expect(row.text('AuthPassword')).toBeUndefined();
	});

	it('is read when there is only one of it', async () => {
		const { xapi } = await xapiOf();
		const row = await xapi.single('SystemStatus', { select: ['FQDN', 'Version'] });
		expect(row.text('FQDN')).toBe('praxis.my3cx.de');
	});

	it.each([[''], [[]], ['null']])('is never made up from %j', async (body) => {
		const server = await serve((request, response) => {
			const token = { access_token: 'abc', expires_in: 60 };
			replies({ body: request.url === '/connect/token' ? token : body })(request, response);
		});
		const error = await failureOf(xapiTo(server.origin).single('SystemStatus', { select: ['Id'] }));
		expect(error).toMatchObject({
			message: expect.stringContaining('sent nothing for SystemStatus') as string,
		});
	});
});

describe('a function', () => {
	it('without parameters is called with its brackets', async () => {
		const { pbx, xapi } = await xapiOf();
		const rows = await xapi.call('ReportInboundRules/Pbx.GetInboundRulesData', []);
		expect(rows).toHaveLength(pbx.world.inboundRules.length);
	});

	it('has its parameters in order, quoted by type, dates bare with plain colons', async () => {
		const server = await serve((request, response) => {
			const token = { access_token: 'abc', expires_in: 60 };
			const body = request.url === '/connect/token' ? token : { value: [{ Id: 1 }] };
			replies({ body })(request, response);
		});
		const queue = "A & B's / 100 %,(#)+😀";
		const rows = await callReport(xapiTo(server.origin), queue);

		expect(rows.map((row) => row.integer('Id'))).toEqual([1]);
		const { url = '' } = server.seen[1] ?? {};
		expect(url).toContain('from=2026-11-22T18:00:00Z,');
		// The simulator reads calls as strictly as the PBX: every name, in order, by type.
		const call = segments(url.replace('/xapi/v1/ReportX/', ''))?.[0];
		expect(call).toBeDefined();
		if (call === undefined) return;
		expect(
			readArguments(call, [
				['from', 'datetime'],
				['queue', 'string'],
				['type', 'int'],
				['hide', 'bool'],
			]),
		).toEqual({ from: '2026-11-22T18:00:00Z', queue, type: '0', hide: 'true' });
	});

	async function callReport(xapi: Xapi, queue: string): Promise<Row[]> {
		return await xapi.call('ReportX/Pbx.GetX', [
			['from', { bare: dateLiteral(new Date('2026-11-22T18:00:00.500Z')) }],
			['queue', queue],
			['type', 0],
			['hide', true],
		]);
	}
});
