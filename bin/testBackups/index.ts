import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, Given } from '../command';
import { findN8n } from '../findN8n';
import { Report } from '../report';
import type { Terminal } from '../terminal';
import { N8nCli } from './n8nCli';
import { roundTrip } from './roundTrip';
import { ownSource, sampleSource } from './source';

const HELP = `n8n-nodes-3cx test-backups [options]

Proves that a backup of workflows and credentials can be restored: exports them with n8n's own commands, imports them
into an n8n that is made for it and thrown away, and compares. Shows what happens without the right encryption key.

  --folder PATH   your own folder .n8n: its database is copied, and only the copy is used; without it a sample is
  --n8n PATH      n8n itself, where it is not in the PATH
  --node PATH     the Node to run n8n with; the one that runs this when left out

The key is taken from N8N_ENCRYPTION_KEY or N8N_ENCRYPTION_KEY_FILE, else from the folder. With --folder the secrets
are for a moment in a temporary folder that only you can read. Best while n8n is at rest.
Each line is OK, WARN or FAIL; the exit code is 1 after a FAIL, else 0.`;

async function run(given: Given, terminal: Terminal): Promise<number> {
	const report = new Report((line) => terminal.print(line));
	const path = given.text('n8n');
	const n8n = findN8n(terminal.env, path);
	if (n8n === undefined) {
		report.fail(
			`n8n was not found ${path === undefined ? 'in the PATH' : `at ${path}`}`,
			'Name it with --n8n. Where n8n runs in Docker, run this inside its container.',
		);
		return report.close();
	}
	const work = realpathSync(mkdtempSync(join(tmpdir(), 'n8n-3cx-backup-')));
	const tidy = () => rmSync(work, { recursive: true, force: true, maxRetries: 3 });
	const stop = () => process.exit(130);
	process.once('exit', tidy).once('SIGINT', stop).once('SIGTERM', stop);
	try {
		const cli = new N8nCli(given.text('node') ?? process.execPath, n8n.path, terminal.env);
		const folder = given.text('folder');
		terminal.remark(`n8n ${n8n.version} is started a dozen times; that takes a minute or two.`);
		const source =
			folder === undefined ? await sampleSource(cli, work) : ownSource(folder, work, terminal.env);
		await roundTrip(report, { cli, work, source, version: n8n.version });
	} catch (error) {
		report.broken('Backup', error);
	} finally {
		tidy();
		process.off('exit', tidy).off('SIGINT', stop).off('SIGTERM', stop);
	}
	return report.close();
}

/** Proves that backups can be restored. */
export const testBackups: Command = {
	name: 'test-backups',
	summary: 'proves that exported workflows and credentials can be restored',
	help: HELP,
	options: {
		folder: { type: 'string' },
		n8n: { type: 'string' },
		node: { type: 'string' },
	},
	run,
};
