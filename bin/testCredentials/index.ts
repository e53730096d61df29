import { parseSettings, PbxConnection, systemClock } from '../../nodes/shared/transport';
import { UsageError, type Command, type Given } from '../command';
import { Report } from '../report';
import type { Terminal } from '../terminal';
import { checkAccess } from './access';
import { mayMint } from './consent';
import { readLogin } from './login';
import { NODE_KEYS, type NodeKey } from './nodeReads';

const HELP = `n8n-nodes-3cx test-credentials [options]

Says what an API client of 3CX may do: token, licence, Call Control and its extensions, and what each node reads.
Nothing is written to the PBX, and no call is made.

  --server URL             the PBX; N8N_3CX_DEFAULT_SERVER when left out, else it is asked for
  --client-id ID           asked for when left out
  --extension DN           the route point, as in the credential; the client ID when left out
  --on-call-extension DN   the user of the on-call push; N8N_3CX_DEFAULT_EXTENSION when left out, else 999
  --nodes LIST             which nodes are wanted, of ${NODE_KEYS.join(',')}; all when left out
  --ignore-ssl-issues      as the switch of that name in the credential
  --yes                    do not ask before a token is minted

The secret is taken from N8N_3CX_CLIENT_SECRET, else it is asked for without showing it. It is never an argument:
those are seen by everybody on the machine.
Each line is OK, WARN or FAIL; the exit code is 1 after a FAIL, else 0.`;

async function run(given: Given, terminal: Terminal): Promise<number> {
	const { settings } = parseSettings(terminal.env);
	const nodes = nodesOf(given);
	const login = await readLogin(given, terminal, settings);
	if (!(await mayMint(given, terminal, login))) return 1;
	const report = new Report((line) => terminal.print(line));
	// Capturing is for n8n: this run would write into its file.
	const connection = new PbxConnection(
		login.address,
		{ ...settings, captureFile: undefined },
		systemClock,
	);
	try {
		await checkAccess(report, connection, { login, settings, nodes });
	} finally {
		connection.close();
	}
	return report.close();
}

function nodesOf(given: Given): readonly NodeKey[] {
	const wanted = given
		.text('nodes')
		?.split(',')
		.map((name) => name.trim());
	if (wanted === undefined) return NODE_KEYS;
	const strange = wanted.find((name) => !NODE_KEYS.some((key) => key === name));
	if (strange !== undefined) {
		throw new UsageError(`"--nodes" knows ${NODE_KEYS.join(', ')}, not "${strange}".`);
	}
	return NODE_KEYS.filter((key) => wanted.includes(key));
}

/** Says what an API client may do. */
export const testCredentials: Command = {
	name: 'test-credentials',
	summary: 'says what an API client of 3CX may do; reads only',
	help: HELP,
	options: {
		server: { type: 'string' },
		'client-id': { type: 'string' },
		extension: { type: 'string' },
		'on-call-extension': { type: 'string' },
		nodes: { type: 'string' },
		'ignore-ssl-issues': { type: 'boolean' },
		yes: { type: 'boolean', short: 'y' },
	},
	run,
};
