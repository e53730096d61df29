import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../report';
import { differences, readExport, type Exported } from './exported';
import { lastLines, type N8nCli, type N8nPlace } from './n8nCli';
import { copyDatabase, randomKey, type Source } from './source';

const KEEP_KEY =
	'Without the key a backup of credentials is worth nothing: keep a copy of N8N_ENCRYPTION_KEY apart from the backup.';
const IN_CLEAR =
	'Such a file (--decrypted) holds every secret in clear: only for moving to another key, and deleted at once.';
const NOT_IN_IT =
	'Not in an export: this package itself, users, executions, data tables. Imported workflows have to be published again.';

/** What is tried, and with what. */
export interface Trial {
	cli: N8nCli;
	/** Folder for everything that comes and goes. */
	work: string;
	source: Source;
	version: string;
}

/** Folders of files as `--backup` writes them. */
interface Backup {
	workflows: string;
	credentials: string;
	inClear: string;
}

/** Exports, imports elsewhere, and compares, with the same key, with another one, and in clear. */
export async function roundTrip(report: Report, trial: Trial): Promise<void> {
	const { cli, work, source, version } = trial;
	const backup = await exportAll(cli, source, join(work, 'backup'));
	const before = {
		workflows: readExport(backup.workflows, 'workflow'),
		credentials: readExport(backup.inClear, 'credential'),
	};
	const encrypted = readExport(backup.credentials, 'credential');
	const found = `${counted(before.workflows, 'workflow')} and ${counted(encrypted, 'credential')}`;
	if (before.workflows.length === 0 && encrypted.length === 0) {
		report.fail(
			`n8n ${version} exports nothing from ${source.title}`,
			'Name the right folder with --folder.',
		);
		return;
	}
	report.ok(`n8n ${version} exports ${found} from ${source.title}`);
	if (before.credentials.length < encrypted.length) {
		report.fail(
			'The credentials cannot be read with this encryption key',
			`It is not the one they were stored with. ${KEEP_KEY}`,
		);
		return;
	}
	const trials = [restored(trial, backup, before)];
	if (encrypted.length > 0) {
		trials.push(otherKey(trial), movedInClear(trial, backup, before.credentials));
	}
	// Done side by side, told one after another.
	for (const tell of await Promise.all(trials)) tell(report);
	report.section(NOT_IN_IT);
}

/** What has come out of a trial. */
type Telling = (report: Report) => void;

async function exportAll(cli: N8nCli, source: Source, folder: string): Promise<Backup> {
	const backup = {
		workflows: join(folder, 'workflows'),
		credentials: join(folder, 'credentials'),
		inClear: join(folder, 'in-clear'),
	};
	for (const path of Object.values(backup)) mkdirSync(path, { recursive: true });
	// One after another: the first may have to bring the copy of the database up to this n8n.
	await cli.run(source, 'export:workflow', '--backup', `--output=${backup.workflows}`);
	await cli.run(source, 'export:credentials', '--backup', `--output=${backup.credentials}`);
	await cli.run(
		source,
		'export:credentials',
		'--backup',
		'--decrypted',
		`--output=${backup.inClear}`,
	);
	return backup;
}

/** A fresh n8n with the same key has the same afterwards. */
async function restored(
	{ cli, work, source }: Trial,
	backup: Backup,
	before: { workflows: Exported[]; credentials: Exported[] },
): Promise<Telling> {
	const fresh = freshPlace(work, 'same-key', source.key);
	let said = '';
	if (before.credentials.length > 0) {
		said += await cli.run(
			fresh,
			'import:credentials',
			'--separate',
			`--input=${backup.credentials}`,
		);
	}
	if (before.workflows.length > 0) {
		said += await cli.run(fresh, 'import:workflow', '--separate', `--input=${backup.workflows}`);
	}
	const after = { workflows: join(work, 'restored-workflows'), inClear: join(work, 'restored') };
	for (const path of Object.values(after)) mkdirSync(path);
	await Promise.all([
		cli.run(fresh, 'export:workflow', '--backup', `--output=${after.workflows}`),
		cli.run(fresh, 'export:credentials', '--backup', '--decrypted', `--output=${after.inClear}`),
	]);
	const wrong = [
		...differences(before.workflows, readExport(after.workflows, 'workflow')),
		...differences(before.credentials, readExport(after.inClear, 'credential')),
	];
	return (report) => {
		if (wrong.length === 0) {
			report.ok(
				'A fresh n8n with the same encryption key takes them all: nothing is lost or changed',
			);
			return;
		}
		report.fail(`After the restore ${listed(wrong)}`, lastLines(said, source.key));
	};
}

/** A copy of the database under another key: the credentials must not open. */
async function otherKey({ cli, work, source }: Trial): Promise<Telling> {
	const place = freshPlace(work, 'other-key', randomKey());
	copyDatabase(join(source.folder, '.n8n'), join(place.folder, '.n8n'));
	const output = join(work, 'other-key-export');
	mkdirSync(output);
	await cli.run(place, 'export:credentials', '--backup', '--decrypted', `--output=${output}`);
	const read = readExport(output, 'credential');
	return (report) => {
		if (read.length > 0) {
			report.fail('n8n has read credentials with a key that is not theirs', 'Report this to n8n.');
			return;
		}
		report.ok('With another encryption key n8n cannot read the credentials, as it must be');
		report.detail(KEEP_KEY);
	};
}

/** What was exported in clear can be taken to an n8n with another key. */
async function movedInClear(
	{ cli, work }: Trial,
	{ inClear }: Backup,
	before: Exported[],
): Promise<Telling> {
	const place = freshPlace(work, 'moved', randomKey());
	const output = join(work, 'moved-export');
	mkdirSync(output);
	await cli.run(place, 'import:credentials', '--separate', `--input=${inClear}`);
	await cli.run(place, 'export:credentials', '--backup', '--decrypted', `--output=${output}`);
	const wrong = differences(before, readExport(output, 'credential'));
	return (report) => {
		if (wrong.length > 0) {
			report.fail(`Taken in clear to an n8n with another key ${listed(wrong)}`);
			return;
		}
		report.ok('Exported in clear, the credentials can be taken to an n8n with another key');
		report.detail(IN_CLEAR);
	};
}

/** The first few, for a sentence. */
function listed(wrong: string[]): string {
	const more = wrong.length > 5 ? `; ${wrong.length - 5} more` : '';
	return `it is not as before: ${wrong.slice(0, 5).join('; ')}${more}`;
}

function freshPlace(work: string, name: string, key: string): N8nPlace {
	const folder = join(work, name);
	mkdirSync(folder);
	return { folder, key };
}

function counted({ length }: Exported[], what: string): string {
	return `${length} ${what}${length === 1 ? '' : 's'}`;
}
