import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Files that the snippets import. They only have to exist: the rule looks at where an import leads. */
const TREE = [
	'nodes/ThreeCxUpdateOnCallForwarding/update.operation.ts',
	'nodes/ThreeCxUpdateOnCallForwarding/plan/pickShift.ts',
	'nodes/ThreeCxOther/own.ts',
	'nodes/shared/transport/http.ts',
	'nodes/shared/xapi/users.ts',
	'nodes/shared/callControl/tracker.ts',
	'nodes/shared/audio/wav.ts',
	'nodes/shared/media/speech.ts',
	'nodes/shared/phone/normalise.ts',
	'nodes/shared/n8n/connection.ts',
	'credentials/ThreeCxCallControlApi.credentials.ts',
	'bin/report.ts',
	'test/pbx/pbx.ts',
	'test/helpers/context.ts',
];

const PATHS = 'import-x/no-restricted-paths';
const IMPORTS = 'no-restricted-imports';
const GLOBALS = '@n8n/community-nodes/no-restricted-globals';
const COMMUNITY = '@n8n/community-nodes/no-restricted-imports';

/** The rules that guard a boundary; others (unused names, style) are not this test's business. */
const BOUNDARY_RULES = new Set([
	PATHS,
	IMPORTS,
	GLOBALS,
	COMMUNITY,
	'no-restricted-globals',
	'@typescript-eslint/no-explicit-any',
	'max-lines',
]);

interface Case {
	name: string;
	file: string;
	code: string;
	/** The one boundary rule that must speak; none for an import that is allowed. */
	rule?: string;
}

/** A snippet that imports `from` for its side effect. */
const imports = (file: string, from: string, rule?: string): Case => ({
	name: `${file.replace(/\/snippet\.ts$/, '')} imports ${from}`,
	file,
	code: `import '${from}';\n`,
	rule,
});

const NODE = 'nodes/ThreeCxUpdateOnCallForwarding';
const SHARED = 'nodes/shared';
const LOW_LAYERS = ['callControl', 'xapi', 'audio', 'media', 'phone'];

const forbidden: Case[] = [
	imports(`${SHARED}/transport/snippet.ts`, 'n8n-workflow', IMPORTS),
	imports(`${SHARED}/transport/snippet.ts`, '../xapi/users', PATHS),
	imports(`${SHARED}/transport/snippet.ts`, '../n8n/connection', PATHS),
	...LOW_LAYERS.flatMap((layer) => [
		imports(`${SHARED}/${layer}/snippet.ts`, 'n8n-workflow', IMPORTS),
		imports(`${SHARED}/${layer}/snippet.ts`, 'axios', IMPORTS),
		imports(`${SHARED}/${layer}/snippet.ts`, '../n8n/connection', PATHS),
		imports(
			`${SHARED}/${layer}/snippet.ts`,
			'../../ThreeCxUpdateOnCallForwarding/update.operation',
			PATHS,
		),
	]),
	imports(`${SHARED}/xapi/snippet.ts`, '../callControl/tracker', PATHS),
	imports(`${SHARED}/media/snippet.ts`, '../xapi/users', PATHS),
	imports(`${SHARED}/audio/snippet.ts`, '../media/speech', PATHS),
	imports(`${SHARED}/callControl/snippet.ts`, '../media/speech', PATHS),
	imports(`${SHARED}/n8n/snippet.ts`, 'axios', IMPORTS),
	imports(
		`${SHARED}/n8n/snippet.ts`,
		'../../ThreeCxUpdateOnCallForwarding/update.operation',
		PATHS,
	),
	imports(`${NODE}/snippet.ts`, 'axios', IMPORTS),
	imports(`${NODE}/snippet.ts`, 'ws', IMPORTS),
	imports(`${NODE}/snippet.ts`, 'node:https', IMPORTS),
	imports(`${NODE}/snippet.ts`, 'axios/lib/core/Axios.js', IMPORTS),
	imports(`${NODE}/snippet.ts`, '../ThreeCxOther/own', PATHS),
	imports(`${NODE}/snippet.ts`, '../../test/helpers/context', PATHS),
	imports(`${NODE}/plan/snippet.ts`, 'n8n-workflow', IMPORTS),
	imports(`${NODE}/plan/snippet.ts`, 'axios', IMPORTS),
	imports(`${NODE}/forwarding/snippet.ts`, 'n8n-workflow', IMPORTS),
	imports(`${NODE}/snippet.ts`, '../../bin/report', PATHS),
	imports('credentials/snippet.ts', 'axios', IMPORTS),
	imports('credentials/snippet.ts', '../test/pbx/pbx', PATHS),
	imports('bin/snippet.ts', 'axios', IMPORTS),
	imports('bin/snippet.ts', 'n8n-workflow', IMPORTS),
	imports('bin/snippet.ts', '../nodes/shared/n8n/connection', PATHS),
	imports('bin/snippet.ts', '../test/helpers/context', PATHS),
	imports('test/pbx/snippet.ts', '../../nodes/shared/transport/http', PATHS),
	imports('test/pbx/snippet.ts', '../../credentials/ThreeCxCallControlApi.credentials', PATHS),
	{
		name: 'a node reads process.env',
		file: `${NODE}/snippet.ts`,
		code: 'export const a = process.env.N8N_3CX_TIMEOUT;\n',
		rule: GLOBALS,
	},
	{
		name: 'shared/n8n reads process.env',
		file: `${SHARED}/n8n/snippet.ts`,
		code: 'export const a = process.env.N8N_3CX_TIMEOUT;\n',
		rule: GLOBALS,
	},
	{
		name: 'a node sets a timer',
		file: `${NODE}/snippet.ts`,
		code: 'setTimeout(() => undefined, 5);\n',
		rule: GLOBALS,
	},
	{
		name: 'xapi sets a timer',
		file: `${SHARED}/xapi/snippet.ts`,
		code: 'setTimeout(() => undefined, 5);\n',
		rule: GLOBALS,
	},
	{
		name: 'a node fetches by itself',
		file: `${NODE}/snippet.ts`,
		code: "void fetch('https://pbx.example.com');\n",
		rule: 'no-restricted-globals',
	},
	...['callControl', 'transport'].map((layer) => ({
		name: `${layer} encodes a part of an address by itself`,
		file: `${SHARED}/${layer}/snippet.ts`,
		code: "export const path = `/${encodeURIComponent('800')}`;\n",
		rule: 'no-restricted-globals',
	})),
	{
		name: 'any is written out',
		file: `${SHARED}/xapi/snippet.ts`,
		code: 'export const a: any = 1;\n',
		rule: '@typescript-eslint/no-explicit-any',
	},
	{
		name: 'a file of more than 300 lines',
		file: `${SHARED}/xapi/snippet.ts`,
		code: `${'// line\n'.repeat(301)}export const a = 1;\n`,
		rule: 'max-lines',
	},
];

const allowed: Case[] = [
	imports('bin/snippet.ts', '../nodes/shared/transport/http'),
	imports('bin/snippet.ts', 'node:child_process'),
	{
		name: 'a command for a terminal reads process.env',
		file: 'bin/snippet.ts',
		code: 'export const a = process.env.PATH;\n',
	},
	imports(`${SHARED}/transport/snippet.ts`, 'axios'),
	imports(`${SHARED}/transport/snippet.ts`, 'node:https'),
	imports(`${SHARED}/transport/snippet.ts`, './http'),
	...LOW_LAYERS.map((layer) => imports(`${SHARED}/${layer}/snippet.ts`, '../transport/http')),
	imports(`${SHARED}/xapi/snippet.ts`, './users'),
	imports(`${SHARED}/media/snippet.ts`, '../callControl/tracker'),
	imports(`${SHARED}/media/snippet.ts`, '../audio/wav'),
	imports(`${SHARED}/phone/snippet.ts`, 'libphonenumber-js'),
	imports(`${SHARED}/n8n/snippet.ts`, 'n8n-workflow'),
	imports(`${SHARED}/n8n/snippet.ts`, '../xapi/users'),
	imports(`${SHARED}/n8n/snippet.ts`, '../transport/http'),
	imports(`${NODE}/snippet.ts`, 'n8n-workflow'),
	imports(`${NODE}/snippet.ts`, '../shared/n8n/connection'),
	imports(`${NODE}/snippet.ts`, './plan/pickShift'),
	imports(`${NODE}/plan/snippet.ts`, 'luxon'),
	imports(`${NODE}/plan/snippet.ts`, '../../shared/phone/normalise'),
	imports('credentials/snippet.ts', 'n8n-workflow'),
	imports('credentials/snippet.ts', '../nodes/shared/transport/http'),
	imports('test/pbx/snippet.ts', 'node:http'),
	imports('test/helpers/snippet.ts', '../../nodes/shared/transport/http'),
	imports('test/helpers/snippet.ts', '../pbx/pbx'),
	{
		name: 'urlPart of the transport encodes',
		file: `${SHARED}/transport/urlPart.ts`,
		code: "export const path = `/${encodeURIComponent('800')}`;\n",
	},
	{
		name: 'the transport reads process.env and sets timers',
		file: `${SHARED}/transport/snippet.ts`,
		code: 'export const a = process.env.N8N_3CX_TIMEOUT;\nsetTimeout(() => undefined, 5);\n',
	},
];

const root = resolve(__dirname, '../../..');
const cases = [...forbidden, ...allowed];
const spoke = new Map<Case, string[]>();
let folder = '';

beforeAll(() => {
	folder = realpathSync(mkdtempSync(join(tmpdir(), '3cx-lint-')));
	for (const file of TREE) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), 'export const here = 1;\n');
	}
	const output = execFileSync(
		process.execPath,
		[join(__dirname, 'lintSnippets.mjs'), join(root, 'eslint.config.mjs')],
		{
			cwd: folder,
			encoding: 'utf8',
			input: JSON.stringify(cases.map(({ file, code }) => ({ file: join(folder, file), code }))),
		},
	);
	const results: Array<Array<{ rule: string | null; message: string }>> = JSON.parse(output);
	cases.forEach((one, index) => {
		const messages = results[index] ?? [];
		spoke.set(
			one,
			messages.map(({ rule, message }) => rule ?? `not linted: ${message}`),
		);
	});
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the boundary rules said, each once; a parse error counts so that no snippet passes unread. */
function boundaryRules(one: Case): string[] {
	const rules = spoke.get(one) ?? ['not linted'];
	return [...new Set(rules.filter((r) => BOUNDARY_RULES.has(r) || r.startsWith('not linted')))];
}

describe('a boundary crossed is an error', () => {
	test.each(forbidden)('$name', (one) => {
		expect(boundaryRules(one)).toContain(one.rule);
		expect(boundaryRules(one).filter((rule) => rule.startsWith('not linted'))).toEqual([]);
	});
});

describe('what the design allows passes', () => {
	test.each(allowed)('$name', (one) => {
		expect(boundaryRules(one)).toEqual([]);
	});
});
