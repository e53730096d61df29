import { ReadyRecordings } from '../../../nodes/ThreeCxCallMonitor/readyRecordings';
import { readRecording, Row, type Recording } from '../../../nodes/shared/xapi';

const NOW = Date.UTC(2026, 10, 24, 8);
const START = '2026-11-24T07:50:00Z';
const END = '2026-11-24T07:51:30.4Z';
const place = { id: 9, at: NOW };

function recording(
	Id: number,
	EndTime: string | null,
	more: Record<string, unknown> = {},
): Recording {
	const sides = {
		FromDn: '10000',
		FromCallerNumber: '+491711234567',
		FromDisplayName: 'Hans Huber',
		FromDidNumber: '',
		ToDn: '101',
		ToCallerNumber: '101',
		ToDisplayName: 'Mustermann, Max',
		ToDidNumber: '+4930123456',
	};
	const found = readRecording(
		Row.of({
			Id,
			StartTime: START,
			EndTime,
			CallType: 'InboundExternal',
			RecordingUrl: `101/${Id}.wav`,
			...sides,
			...more,
		}),
	);
	if (!found) throw new Error('No recording');
	return found;
}

describe('Recordings, look after look', () => {
	const look = (ready: ReadyRecordings, at: number, ...recordings: Recording[]) =>
		ready.seen({ recordings, place, isBehind: false }, NOW + at, false);

	it('tell one that is over', () => {
		expect(look(new ReadyRecordings({}), 0, recording(7, END))).toMatchObject([
			{
				type: 'recording_ready',
				extension: '101',
				happenedAt: Date.parse(END),
				data: {
					recordingId: 7,
					startedAt: '2026-11-24T07:50:00.000Z',
					endedAt: '2026-11-24T07:51:30.400Z',
					durationSeconds: 90,
					direction: 'inbound',
					fromNumber: '+491711234567',
					fromName: 'Hans Huber',
					toNumber: '101',
					toName: 'Mustermann, Max',
					extension: '101',
					did: '+4930123456',
					path: '101/7.wav',
				},
			},
		]);
	});

	it.each([[null], ['0001-01-01T00:00:00Z']])('wait for the end of one whose end is %j', (none) => {
		const ready = new ReadyRecordings({});
		expect(look(ready, 0, recording(7, none), recording(8, END))).toHaveLength(1);
		expect(ready.running).toEqual([7]);
		expect(look(ready, 60_000, recording(7, none))).toEqual([]);
		expect(look(ready, 120_000, recording(7, END))).toMatchObject([{ data: { recordingId: 7 } }]);
		expect(ready.running).toEqual([]);
	});

	it('are known again after a restart of n8n', () => {
		const store = {};
		look(new ReadyRecordings(store), 0, recording(7, null));
		const kept = JSON.parse(JSON.stringify(store)) as Record<string, unknown>;
		const ready = new ReadyRecordings(kept);
		expect([ready.running, ready.place]).toEqual([[7], place]);
		const read = { recordings: [recording(7, END)], place, isBehind: false };
		expect(ready.seen(read, NOW, true)).toMatchObject([{ afterGap: true }]);
		for (const runningRecordings of [
			'x',
			[1, null, { id: 7 }, { id: '7', startedAt: 1, seenAt: 1 }],
		]) {
			expect(new ReadyRecordings({ runningRecordings }).running).toEqual([]);
		}
	});

	it('are not taken for another one that has the same Id now', () => {
		const ready = new ReadyRecordings({});
		look(ready, 0, recording(7, null));
		const other = recording(7, END, { StartTime: '2026-11-24T07:51:00Z' });
		expect(look(ready, 1, other)).toEqual([]);
		expect(ready.running).toEqual([]);
		look(ready, 2, recording(7, null));
		// Read by its Id, and once more among the new ones.
		expect(look(ready, 3, other, other)).toHaveLength(1);
	});

	it('are given up when they never end, and kept within a limit', () => {
		const ready = new ReadyRecordings({});
		look(ready, 0, recording(7, null));
		look(ready, 25 * 3_600_000);
		expect(ready.running).toEqual([]);
		look(ready, 0, ...Array.from({ length: 300 }, (_, i) => recording(100 + i, null)));
		expect(ready.running).toHaveLength(200);
		expect(ready.running).toContain(399);
	});

	it('have the same name whenever they are told', () => {
		const [one, other, later] = [END, END, END].map((end, i) => {
			const StartTime = i === 2 ? '2026-11-24T07:50:01Z' : START;
			return look(new ReadyRecordings({}), i, recording(7, end, { StartTime }))[0]?.correlationId;
		});
		expect(one).toBe(other);
		expect(later).not.toBe(one);
	});

	it('of outgoing and internal calls are of who calls', () => {
		const sides = { FromDn: '101', FromCallerNumber: '', ToDn: '10000', ToCallerNumber: '0171' };
		const out = recording(7, END, { CallType: 'OutboundExternal', ...sides });
		expect(look(new ReadyRecordings({}), 0, out)).toMatchObject([
			{ extension: '101', data: { direction: 'outbound', fromNumber: '101', toNumber: '0171' } },
		]);
	});
});
