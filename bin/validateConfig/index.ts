import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { UsageError, type Command, type Given } from '../command';
import { n8nFolder } from '../n8nFolder';
import { Report } from '../report';
import type { Environment, Terminal } from '../terminal';
import { checkEncryptionKey } from './encryptionKey';
import { checkInstallation } from './installation';
import { checkMachine } from './machine';
import { checkPbx } from './pbx';
import { checkTimezone } from './timezone';
import { checkVariables } from './variables';

const HELP = `n8n-nodes-3cx validate-config [options]

Checks this machine and what is set up for the 3CX nodes. Nothing is changed, and nothing is logged in to.

  --server URL          the PBX; N8N_3CX_DEFAULT_SERVER when left out
  --ignore-ssl-issues   as the switch of that name in the credential
  --env-file FILE       lines NAME=VALUE, such as those of Docker Compose or systemd, before the variables of this shell
  --n8n PATH            n8n itself, where it is not in the PATH

Run it as the user that runs n8n, in the same container, with the same variables.
Each line is OK, WARN or FAIL; the exit code is 1 after a FAIL, else 0.`;

async function run(given: Given, terminal: Terminal): Promise<number> {
	const env = environmentOf(given, terminal.env);
	const report = new Report((line) => terminal.print(line));
	const folder = n8nFolder(env);
	checkMachine(report, env, given.text('n8n'));
	checkInstallation(report, env, folder);
	checkEncryptionKey(report, env, folder);
	checkTimezone(report, env);
	const settings = checkVariables(report, env);
	await checkPbx(report, settings, {
		server: given.text('server') ?? settings.defaultServer,
		ignoreSslIssues: given.flag('ignore-ssl-issues'),
	});
	return report.close();
}

/** @throws UsageError when the file cannot be read */
function environmentOf(given: Given, env: Environment): Environment {
	const file = given.text('env-file');
	if (file === undefined) return env;
	try {
		return { ...env, ...parseEnv(readFileSync(file, 'utf8')) };
	} catch {
		throw new UsageError(`The file ${file} ("--env-file") cannot be read.`);
	}
}

/** Checks machine, n8n, variables and the way to the PBX. */
export const validateConfig: Command = {
	name: 'validate-config',
	summary: 'checks this machine, n8n, the variables and the way to the PBX',
	help: HELP,
	options: {
		server: { type: 'string' },
		'ignore-ssl-issues': { type: 'boolean' },
		'env-file': { type: 'string' },
		n8n: { type: 'string' },
	},
	run,
};
