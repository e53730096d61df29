import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal, matches } from '../check';
import { createDataTable } from '../dataTable';
import type { Lab } from '../lab';
import { changed, parametersOf } from './changed';
import { ExampleRun } from './exampleRun';
import { startOfYesterday } from './yesterday';

const FILE = 'recording-archive.json';
const PUBLISHED_FOLDER = '/home/node/.n8n-files/3cx-recordings';

/** Nights of the archive: first there is no folder, then one recording cannot be had, then all can. */
export async function recordingArchive(lab: Lab): Promise<void> {
	const folder = join(lab.server.filesFolder, '3cx-recordings');
	const table = await createDataTable(lab.api, 'recording-archive', {
		recording: 'string',
		file: 'string',
		startedAt: 'date',
		archivedAt: 'date',
	});
	const yesterday = await startOfYesterday();
	const published = String(parametersOf(lab.root, FILE, 'Write File').fileName);
	const fileName = published.replace(PUBLISHED_FOLDER, folder);
	const run = await ExampleRun.start(lab, FILE, {
		nodes: { 'Write File': changed(lab.root, FILE, 'Write File', { fileName }) },
	});
	const { pbx } = run;
	const { faults, journal, records } = pbx;
	const at = (hour: number) => yesterday.set({ hour });
	const night = async () => {
		const before = downloads().length;
		const execution = await lab.api.runManually(run.workflowId, 'Every Night');
		return { execution, fetched: downloads().slice(before) };
	};
	const downloads = () =>
		journal
			.requests({ path: /DownloadRecording/ })
			.map(({ url }) => Number(/recId=(\d+)/.exec(url)?.[1]));
	const files = () => readdirSync(folder).sort();
	const soundIn = (name: string) => readFileSync(join(folder, name)).subarray(44);

	const record = (from: string, start: number, pcm?: Buffer) =>
		records.addRecording({ from, to: '101', start, ringMs: 0, talkMs: 2_000, pcm });
	const sound = noise(32_000);
	const first = record('+491712000001', at(9).toMillis(), sound);
	const evil = record('../../+491712000002', at(10).toMillis());
	const lost = record('+491712000003', at(11).toMillis(), noise(8_000));
	record('+491712000004', at(12).minus({ days: 7 }).toMillis());
	records.addCall({ from: '+491712000005', to: '101', start: at(13).toMillis(), talkMs: 2_000 });
	const named = (hour: number, from: string, id: number) =>
		`${at(hour).toFormat("yyyy-LL-dd'_'HH-mm-ss")}_${from}_101_${id}.wav`;
	const two = [named(9, '+491712000001', first), named(10, '+491712000002', evil)];
	const three = [...two, named(11, '+491712000003', lost)];
	try {
		await run.check('keeps nothing for archived that could not be written', async () => {
			const { execution } = await night();
			equal(execution.status, 'error', 'status');
			matches(
				execution.data?.resultData?.error?.message,
				/tried again: 3\. The file or directory does not exist/,
				'error',
			);
			equal(await table.rows(), [], 'rows of the table');
		});

		mkdirSync(folder, { recursive: true });
		await run.check('writes the recordings that can be had, and says which cannot', async () => {
			const fault = faults.add({
				match: { path: new RegExp(`DownloadRecording\\(recId=${lost}\\)`) },
				action: { kind: 'status', status: 404 },
				times: Infinity,
			});
			const { execution } = await night();
			fault.remove();
			equal(execution.status, 'error', 'status');
			matches(
				execution.data?.resultData?.error?.message,
				new RegExp(`tried again: 1\\. .*no file for recording ${lost}\\b`),
				'error',
			);
			equal(files(), two, 'files');
			equal(soundIn(two[0] ?? '').equals(sound), true, 'the sound is the same bit by bit');
			const rows = (await table.rows()).map(({ file }) => file);
			equal(
				rows.sort(),
				two.map((name) => join(folder, name)),
				'rows of the table',
			);
		});

		await run.check('tries the missing one again the next night, and only that one', async () => {
			const { execution, fetched } = await night();
			equal([execution.status, fetched], ['success', [lost]], 'status and what was fetched');
			equal(files(), three, 'files');
			const rows = await table.rows();
			equal(rows.length, 3, 'rows of the table');
			equal(new Set(rows.map(({ recording }) => recording)).size, 3, 'keys of the rows');
		});

		await run.check('fetches nothing when all are in the archive', async () => {
			const { execution, fetched } = await night();
			equal([execution.status, fetched], ['success', []], 'status and what was fetched');
		});
	} finally {
		await run.close();
	}
}

/** Samples that are nowhere the same, so that a shift would be seen. */
function noise(bytes: number): Buffer {
	let value = 1;
	return Buffer.from(
		Array.from({ length: bytes }, () => (value = (value * 75 + 74) % 65_537) & 255),
	);
}
