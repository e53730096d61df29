import { XapiFailure } from '../../pbx/odata/errors';
import { readArguments, type Parameter } from '../../pbx/odata/functions';
import { segments } from '../../pbx/odata/segments';
import { login, start } from './client';

const PARAMETERS: Parameter[] = [
	['from', 'datetime'],
	['queue', 'string'],
	['type', 'int'],
	['hide', 'bool'],
];

function call(args: string): Record<string, string> | number {
	const [segment] = segments(`Pbx.Get${args}`) ?? [];
	if (!segment) return 0;
	try {
		return readArguments(segment, PARAMETERS);
	} catch (error) {
		if (error instanceof XapiFailure) return error.status;
		throw error;
	}
}

describe('function calls', () => {
	it('reads all parameters in order', () => {
		expect(call("(from=2026-01-01T00:00:00Z,queue='a,''b/c''',type=0,hide=true)")).toEqual({
			from: '2026-01-01T00:00:00Z',
			queue: "a,'b/c'",
			type: '0',
			hide: 'true',
		});
	});

	it('takes an encoded slash and an empty text', () => {
		const path = "(from=2026-01-01T00:00:00Z,queue='America%2FChicago',type=1,hide=false)";
		expect(call(path)).toMatchObject({ queue: 'America/Chicago' });
		expect(call("(from=2026-01-01T00:00:00Z,queue='',type=1,hide=false)")).toMatchObject({
			queue: '',
		});
	});

	it.each([
		['one left out', "(from=2026-01-01T00:00:00Z,queue='',type=1)", 404],
		['another order', "(queue='',from=2026-01-01T00:00:00Z,type=1,hide=true)", 404],
		['a wrong name', "(from=2026-01-01T00:00:00Z,queues='',type=1,hide=true)", 404],
		['a text without quotes', '(from=2026-01-01T00:00:00Z,queue=820,type=1,hide=true)', 404],
		['a quoted number', "(from=2026-01-01T00:00:00Z,queue='',type='1',hide=true)", 404],
		['no brackets', '', 404],
		['a bad date', "(from=yesterday,queue='',type=1,hide=true)", 500],
		['an impossible date', "(from=2026-13-41T00:00:00Z,queue='',type=1,hide=true)", 500],
	])('refuses %s', (_what, args, status) => {
		expect(call(args)).toBe(status);
	});

	it('wants the brackets and has no list behind a report', async () => {
		const client = await login(await start());
		const path = 'ReportInboundRules/Pbx.GetInboundRulesData';
		expect((await client.xapi(`${path}()`)).status).toBe(200);
		expect((await client.xapi(path)).status).toBe(404);
		expect((await client.xapi(`${path}(x=1)`)).status).toBe(404);
		expect((await client.xapi('ReportInboundRules')).status).toBe(404);
		expect((await client.write('POST', `${path}()`)).status).toBe(405);
	});

	it('serves the functions of the system', async () => {
		const pbx = await start();
		const client = await login(pbx);
		expect((await client.xapi('SystemStatus/Pbx.SystemHealthStatus()')).json.Trunks).toBe(true);
		for (const trunk of pbx.world.trunks) trunk.IsOnline = false;
		expect((await client.xapi('SystemStatus/Pbx.SystemHealthStatus()')).json.Trunks).toBe(false);
		const parameters = await client.xapi('Defs/Pbx.GetSystemParameters()');
		expect(parameters.json).toMatchObject({ Custom1Name: 'Mittag', Version: '20.0.10.1234' });
		expect((await client.xapi('Defs/TimeZones')).json.value).toContainEqual(
			expect.objectContaining({ Id: '51', IanaName: 'Europe/Berlin' }),
		);
	});
});
