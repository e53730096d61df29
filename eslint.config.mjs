import { readdirSync } from 'node:fs';
import { config } from '@n8n/node-cli/eslint';

/** Packages that only nodes/shared/transport may import (design: one transport for all nodes). */
const TRANSPORT_ONLY = [
	'axios',
	'ws',
	'http',
	'https',
	'net',
	'tls',
	'node:http',
	'node:https',
	'node:net',
	'node:tls',
	'http2',
	'node:http2',
	'undici',
];

/** Nor a part of them. */
const TRANSPORT_ONLY_PATTERNS = ['axios/*', 'ws/*'];

/** The same for what needs no import. */
const TRANSPORT_ONLY_GLOBALS = ['fetch', 'WebSocket', 'XMLHttpRequest'];

/** One place knows how a text gets into an address. */
const ENCODERS = ['encodeURIComponent', 'encodeURI', 'escape'].map((name) => ({
	name,
	message: 'Use urlPart or urlValue of nodes/shared/transport/urlPart.ts.',
}));

/** Nothing below shared/n8n may know n8n. */
const N8N = ['n8n-workflow', 'n8n-core'];

const NODES = readdirSync(new URL('nodes', import.meta.url)).filter((name) => name !== 'shared');

/** Imports point one way: node → shared/n8n → media → callControl, xapi, audio → transport. `target` must not reach `from`. */
const zones = [
	{
		target: './nodes/shared/transport',
		from: ['./nodes'],
		except: ['./shared/transport'],
		message: 'The transport is the lowest layer: hand in what it needs.',
	},
	...['callControl', 'xapi', 'audio', 'phone', 'pattern'].map((layer) => ({
		target: `./nodes/shared/${layer}`,
		from: ['./nodes'],
		except: ['./shared/transport', `./shared/${layer}`],
		message: `${layer} may import itself and the transport only.`,
	})),
	{
		target: './nodes/shared/media',
		from: ['./nodes'],
		except: ['./shared/media', './shared/callControl', './shared/audio', './shared/transport'],
		message: 'media puts calls and audio together, and knows nothing above them.',
	},
	{
		target: './nodes/shared',
		from: ['./nodes'],
		except: ['./shared'],
		message: 'Shared code knows no node.',
	},
	...NODES.map((node) => ({
		target: `./nodes/${node}`,
		from: ['./nodes'],
		except: ['./shared', `./${node}`],
		message: 'Nodes share code through nodes/shared only.',
	})),
	{
		target: './test/pbx',
		from: ['./nodes', './credentials'],
		message:
			'The simulator shares no code with the nodes, or a misunderstanding would test itself green.',
	},
	{
		target: ['./nodes', './credentials', './bin'],
		from: './test',
		message: 'Product code does not import tests.',
	},
	{
		target: ['./nodes', './credentials'],
		from: './bin',
		message: 'The commands for a terminal use the nodes, not the other way round.',
	},
	{
		target: './bin',
		from: ['./nodes/shared/n8n', './credentials'],
		message: 'The commands for a terminal run without n8n: use what lies below shared/n8n.',
	},
];

/** @type {import('eslint').Linter.Config[]} */
export default [
	...config,
	{
		// Working copies and build output of tools, never ours.
		ignores: ['coverage/**', '.build/**'],
	},
	{
		files: ['**/*.ts'],
		rules: {
			'import-x/no-restricted-paths': ['error', { zones }],
			'@typescript-eslint/no-explicit-any': 'error',
			'max-lines': ['error', { max: 300 }],
		},
	},
	{
		// Only the transport speaks HTTP or WebSocket.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		ignores: ['nodes/shared/transport/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ paths: TRANSPORT_ONLY, patterns: TRANSPORT_ONLY_PATTERNS },
			],
			'no-restricted-globals': ['error', ...TRANSPORT_ONLY_GLOBALS, ...ENCODERS],
		},
	},
	{
		files: ['nodes/shared/transport/**/*.ts'],
		ignores: ['nodes/shared/transport/urlPart.ts'],
		rules: { 'no-restricted-globals': ['error', ...ENCODERS] },
	},
	{
		// Clock, logger and token source are handed in: n8n stays outside the transport …
		files: ['nodes/shared/transport/**/*.ts'],
		rules: { 'no-restricted-imports': ['error', { paths: N8N }] },
	},
	{
		// … outside the layers above it, and outside the pure parts of a node.
		files: [
			'nodes/shared/{callControl,xapi,audio,media,phone,pattern}/**/*.ts',
			'nodes/ThreeCx*/{plan,forwarding,inbound}/**/*.ts',
		],
		rules: {
			'no-restricted-imports': [
				'error',
				{ paths: [...N8N, ...TRANSPORT_ONLY], patterns: TRANSPORT_ONLY_PATTERNS },
			],
		},
	},
	{
		// axios, ws, timers and process.env live here, and only here.
		files: ['nodes/shared/transport/**/*.ts'],
		rules: {
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-restricted-globals': 'off',
		},
	},
	{
		// Parsing phone numbers, matching patterns, decoding audio and expanding calendars are not our trade: libraries do it, behind these folders.
		files: [
			'nodes/shared/{phone,pattern,audio}/**/*.ts',
			'nodes/ThreeCxUpdateOnCallForwarding/plan/calendar/*.ts',
		],
		rules: { '@n8n/community-nodes/no-restricted-imports': 'off' },
	},
	{
		// The label belongs to the user, the word Trigger in the type name to n8n (design §1); file and class follow the label.
		files: ['nodes/ThreeCxCall{Receiver,Monitor}/*.node.ts'],
		rules: { 'n8n-nodes-base/node-filename-against-convention': 'off' },
	},
	{
		// Tests run in plain Node: servers, timers, environment, a program's output.
		files: ['test/**/*.ts'],
		rules: {
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'no-console': 'off',
		},
	},
	{
		// The commands for a terminal are a program of their own: environment, files, other programs, output.
		files: ['bin/**/*.ts'],
		rules: {
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			// The PBX is reached by the transport alone, and n8n is not there to be imported.
			'no-restricted-imports': [
				'error',
				{ paths: [...TRANSPORT_ONLY, ...N8N], patterns: TRANSPORT_ONLY_PATTERNS },
			],
			'no-restricted-globals': ['error', ...TRANSPORT_ONLY_GLOBALS, ...ENCODERS],
		},
	},
	{
		// axios, ws, luxon and a phone number library are run-time dependencies by decision: self-hosted n8n only.
		files: ['package.json'],
		rules: { '@n8n/community-nodes/no-runtime-dependencies': 'off' },
	},
];
