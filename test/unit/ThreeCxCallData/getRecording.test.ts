import { CALLER, DataBench, MINUTE, MONDAY } from './dataBench';

const SOUND = Buffer.alloc(16_000, 1);

async function recorded(more = {}, options = {}) {
	const bench = await DataBench.start(options);
	const start = MONDAY - 10 * MINUTE;
	const wishes = { start, from: CALLER, to: '101', ringMs: 1000, talkMs: 1000, pcm: SOUND };
	const id = bench.pbx.records.addRecording({ ...wishes, ...more });
	return { bench, id };
}

describe('Get Recording', () => {
	it('gives the file as it is, with its name and type', async () => {
		const { bench, id } = await recorded();
		const [item, ...others] = await bench.run('getRecording', { recordingId: String(id) });
		expect(others).toEqual([]);
		expect(item?.json).toMatchObject({
			recordingId: id,
			direction: 'inbound',
			fromNumber: CALLER,
			extension: '101',
			archived: false,
		});
		const { data = '', fileName, mimeType } = item?.binary?.data ?? {};
		expect(mimeType).toBe('audio/wav');
		expect(fileName).toMatch(/^[^/\\]+\.wav$/);
		const file = Buffer.from(data, 'base64');
		expect(file.subarray(0, 4).toString()).toBe('RIFF');
		expect(file.includes(SOUND)).toBe(true);
		expect(item?.pairedItem).toEqual({ item: 0 });
	});

	it('goes from the call history on by its recordingId', async () => {
		const { bench, id } = await recorded();
		const [call] = await bench.items('getCallHistory');
		expect(call?.recordingId).toBe(id);
		const recordingId = ({ recordingId: one }: Record<string, unknown>) => Number(one);
		const items = call ? [call] : [];
		const [item] = await bench.run('getRecording', { recordingId }, { items });
		expect(item?.json.recordingId).toBe(id);
	});

	it('names the file and its field as wished; without a download there is none', async () => {
		const { bench, id } = await recorded();
		const parameters = { recordingId: id, binaryPropertyName: 'sound', options: { fileName: 'a' } };
		const [item] = await bench.run('getRecording', parameters);
		expect(item?.binary?.sound?.fileName).toBe('a.wav');
		const [bare] = await bench.run('getRecording', { recordingId: id, download: false });
		expect(bare?.binary).toBeUndefined();
		expect(bench.urls('DownloadRecording')).toHaveLength(1);
	});

	it.each([
		[{ missing: true }, 'deleted'],
		[{ archived: true }, 'archive'],
	])('says of a file that is not there why: %j', async (more, hint) => {
		const { bench, id } = await recorded(more, { switches: { archivedRecording: 'missing' } });
		const refusal = await bench.refusal('getRecording', { recordingId: id });
		expect(refusal.message).toContain(`no file for recording ${id}`);
		expect(refusal.description).toContain(hint);
	});

	it.each(['', 'x', '-1', "1' or 1 eq 1"])('refuses %p', async (recordingId) => {
		const bench = await DataBench.start();
		const { message } = await bench.refusal('getRecording', { recordingId });
		expect(message).toContain('"Recording"');
	});

	it('says that the role System Owner is missing', async () => {
		const { bench, id } = await recorded();
		const { description } = await bench.refusal(
			'getRecording',
			{ recordingId: id },
			{ clientId: 'admin' },
		);
		expect(description).toContain('System Owner');
	});

	it('renews a token that is over between the look and the download', async () => {
		const { bench, id } = await recorded();
		bench.pbx.faults.add({
			match: { path: /DownloadRecording/ },
			action: { kind: 'status', status: 401 },
		});
		const [item] = await bench.run('getRecording', { recordingId: id });
		expect(item?.binary?.data?.mimeType).toBe('audio/wav');
	});
});
