import { existsSync } from 'node:fs';
import { problemsOf } from './checkExchange';
import { XapiSpec } from './spec';
import type { Exchanged } from './wireTap';

const file = process.env.XAPI_SPEC ?? '';
const spec = existsSync(file) ? new XapiSpec(file) : null;

const LIST = { '@odata.context': 'x', value: [] };
const PERIOD = 'startDt=2026-03-02T00:00:00Z,endDt=2026-03-03T00:00:00Z';
const SLA = 'ReportStatisticSla/Pbx.GetStatisticSlaData';

function exchange(method: string, path: string, more: Partial<Exchanged> = {}): Exchanged {
	return {
		method,
		url: `/xapi/v1/${path}`,
		sent: undefined,
		status: 200,
		contentType: 'application/json',
		reply: LIST,
		...more,
	};
}

const WRONG: Array<[what: string, exchanged: Exchanged, words: RegExp]> = [
	['a set that does not exist', exchange('GET', 'CallLogs?$select=Id'), /no such path/],
	['a method that is not offered', exchange('PUT', 'Users(3)'), /no such path/],
	[
		'parameters in another order',
		exchange('GET', `${SLA}(${PERIOD},queueDnStr='',waitInterval='')`),
		/no such path/,
	],
	[
		'a parameter that is left out',
		exchange('GET', `${SLA}(queueDnStr='',${PERIOD})`),
		/no such path/,
	],
	[
		'a text without quotes',
		exchange('GET', `${SLA}(queueDnStr=820,${PERIOD},waitInterval='')`),
		/queueDnStr=820 is no string/,
	],
	[
		'a date in quotes',
		exchange(
			'GET',
			`${SLA}(queueDnStr='',startDt='2026-03-02',endDt=2026-03-03T00:00:00Z,waitInterval='')`,
		),
		/startDt='2026-03-02' is no date-time/,
	],
	['a number in quotes', exchange('PATCH', "Users('3')", { sent: {} }), /is no int32/],
	[
		'an option that is not declared',
		exchange('GET', 'Defs?$top=1&$select=Id'),
		/\$top is not decl/,
	],
	['a field that does not exist', exchange('GET', 'Users?$select=Id,Cell'), /names Cell/],
	['an order that does not exist', exchange('GET', 'Users?$select=Id&$orderby=Cell'), /names Cell/],
	[
		'a filter on what does not exist',
		exchange('GET', "Users?$select=Id&$filter=contains(tolower(Cell),'a Mobile b')"),
		/names Cell/,
	],
	[
		'a number compared as a text',
		exchange('GET', "ActiveCalls?$select=Id&$filter=Id eq '42'"),
		/Id is compared with '42'/,
	],
	[
		'a word that an enumeration has not',
		exchange('GET', "Peers?$select=Id&$filter=Type eq 'Wqueue'"),
		/no word of Type/,
	],
	[
		'a field inside that does not exist',
		exchange('GET', 'Users?$select=Id&$expand=Groups($select=Nope)'),
		/names Nope/,
	],
	['a secret', exchange('GET', 'Users?$select=Id,AuthPassword'), /secret column AuthPassword/],
	['a secret inside', exchange('GET', 'MyUser?$select=Id&$expand=Phones'), /secret column Phones/],
	['a row of a user without a choice', exchange('GET', 'Users'), /no \$select/],
	[
		'a secret in the reply',
		exchange('GET', 'Users?$select=Id', { reply: { ...LIST, value: [{ Id: 1, VMPIN: '1' }] } }),
		/the reply has the secret column VMPIN/,
	],
	[
		'a body with what does not exist',
		exchange('PATCH', 'Users(3)', { sent: { Cell: '1' }, status: 204, reply: undefined }),
		/the body must NOT have additional/,
	],
	[
		'a body with another type',
		exchange('PATCH', 'Users(3)', { sent: { Mobile: 1 }, status: 204, reply: undefined }),
		/the body\/Mobile must be/,
	],
	[
		'a body where there is none',
		exchange('POST', 'ActiveCalls(3)/Pbx.DropCall', { sent: {}, status: 204, reply: undefined }),
		/a body is sent/,
	],
	[
		'a reply of another type',
		exchange('GET', 'Users?$select=Id', { reply: { value: [{ Id: 'x' }] } }),
		/the reply\/value\/0\/Id must be/,
	],
	[
		'a reply with less than was asked for',
		exchange('GET', 'Users?$select=Id,Number', { reply: { value: [{ Id: 1 }] } }),
		/a row has Id and not Id,Number/,
	],
	[
		'an error in another form',
		exchange('GET', 'Users?$select=Id', { status: 400, reply: { error: 'no' } }),
		/the reply\/error must be object/,
	],
];

const RIGHT: Exchanged[] = [
	exchange('GET', `${SLA}(queueDnStr='8''2%2F0',${PERIOD},waitInterval='0:00:0')?$top=500&$skip=1`),
	exchange('GET', "Users?$select=Id&$filter=(Number eq '9''9') and (Id ge 4)&$orderby=Id desc"),
	exchange('GET', 'Recordings?$select=Id&$filter=StartTime ge 2026-03-02T00:00:00Z&$top=100'),
	exchange('PATCH', 'Users(3)', { sent: { Mobile: '1' }, status: 204, reply: undefined }),
	exchange('POST', 'ActiveCalls(3)/Pbx.DropCall', { status: 204, reply: undefined }),
	exchange('GET', 'Users?$select=Id', { status: 403, reply: undefined }),
];

describe('the comparison with the OpenAPI file of 3CX', () => {
	if (!spec) {
		it('was not tried: XAPI_SPEC names no file', () => {
			process.stdout.write(
				'Comparison with OpenAPI skipped: set XAPI_SPEC to a 3CX OpenAPI file\n',
			);
			expect(spec).toBeNull();
		});
		return;
	}

	it.each(WRONG)('notices %s', (_what, exchanged, words) => {
		expect(problemsOf(spec, exchanged).join('\n')).toMatch(words);
	});

	it.each(RIGHT)('is content with $method $url', (exchanged) => {
		expect(problemsOf(spec, exchanged)).toEqual([]);
	});
});
