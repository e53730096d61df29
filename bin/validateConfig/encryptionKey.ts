import { statSync } from 'node:fs';
import { keyByEnvironment, keyInFolder, settingsFile } from '../encryptionKey';
import type { Report } from '../report';
import type { Environment } from '../terminal';

const KEEP =
	'Keep a copy apart from this machine: no backup of credentials can be read without it.';

/** Whether there is a key for the credentials, one and the same everywhere. */
export function checkEncryptionKey(report: Report, env: Environment, n8nFolder: string): void {
	const file = settingsFile(n8nFolder);
	const given = keyByEnvironment(env);
	const stored = keyInFolder(n8nFolder);
	const problem = given.problem ?? stored.problem;
	if (problem !== undefined) {
		report.fail(
			`Encryption key: ${problem}`,
			'n8n does not start like this. Correct it, or restore it from a backup.',
		);
	} else if (given.key !== undefined && stored.key !== undefined && given.key !== stored.key) {
		report.fail(
			`N8N_ENCRYPTION_KEY is not the key in ${file}`,
			'n8n does not start like this. Set the key that the credentials were stored with.',
		);
	} else if (env.EXECUTIONS_MODE === 'queue' && given.key === undefined) {
		report.fail(
			'N8N_ENCRYPTION_KEY is not set, and n8n runs in queue mode',
			'Set the same key for main, webhook processes and workers, or the workers cannot read the credentials.',
		);
	} else if (given.key !== undefined) {
		report.ok('The encryption key is set by the environment');
		report.detail(KEEP);
	} else if (stored.key !== undefined) {
		report.ok(`The encryption key is in ${file}`);
		report.detail(KEEP);
	} else {
		report.warn(
			'There is no encryption key yet',
			`n8n makes one at its first start, in ${file}. ${KEEP}`,
		);
	}
	if (stored.key !== undefined && isOpen(file)) {
		report.warn(
			`Others on this machine can read ${file}`,
			`The key is in it. Run: chmod 600 "${file}"`,
		);
	}
}

function isOpen(file: string): boolean {
	return process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
}
