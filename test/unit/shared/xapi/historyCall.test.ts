import {
	groupCalls,
	readHistory,
	readHistoryLeg,
	Row,
	type HistoryCall,
	type HistoryLeg,
} from '../../../../nodes/shared/xapi';
import { xapiOf } from './xapiBench';

const NOW = Date.UTC(2026, 2, 2, 10);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CALLER = '+491711234567';

/** A leg as 3CX tells it: the fields of a row, its time in ms since 1970. */
function leg(at: number, fields: Record<string, unknown>): HistoryLeg {
	const row = {
		CdrId: `${at} ${JSON.stringify(fields)}`,
		StartTime: new Date(at).toISOString(),
		Direction: 'Inbound',
		CallType: 'Extension',
		Status: 'Unanswered',
		SourceDn: '10000',
		SourceCallerId: CALLER,
		DestinationDn: '101',
		...fields,
	};
	return readHistoryLeg(Row.of(row), false);
}

/** Newest first, a page after the other. */
async function* inOrder(legs: readonly HistoryLeg[], size = 200): AsyncGenerator<HistoryLeg[]> {
	const sorted = [...legs].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
	for (let from = 0; from < sorted.length; from += size) yield sorted.slice(from, from + size);
}

async function calls(...legs: HistoryLeg[]): Promise<HistoryCall[]> {
	const found: HistoryCall[] = [];
	for await (const page of groupCalls(inOrder(legs))) found.push(...page);
	return found;
}

const keys = (found: HistoryCall[]) => found.map(({ key, legs }) => `${key} ${legs.length}`);

/** So many calls of one leg, one a second, the last of them at `to`. */
function others(count: number, to: number): HistoryLeg[] {
	return Array.from({ length: count }, (_, i) =>
		leg(to - i * 1000, { CallHistoryId: `other ${i}` }),
	);
}

describe('Legs of the call history as calls (xapi.md §3.2)', () => {
	it('belong to one call by CallHistoryId, also where calls are interleaved, newest call first', async () => {
		const found = await calls(
			leg(NOW, { CallHistoryId: 'a', CallType: 'Queue' }),
			leg(NOW + 1000, { CallHistoryId: 'b', CallType: 'Queue' }),
			leg(NOW + 2000, { CallHistoryId: 'a' }),
			leg(NOW + 3000, { CallHistoryId: 'b' }),
			leg(NOW + 4000, { CallHistoryId: 'a' }),
		);
		expect(keys(found)).toEqual(['a 3', 'b 2']);
		expect(found.map(({ legs }) => legs.map(({ startedAt }) => startedAt))).toEqual([
			[NOW, NOW + 2000, NOW + 4000],
			[NOW + 1000, NOW + 3000],
		]);
	});

	it('of joined calls belong to their root: MainCallHistoryId goes before CallHistoryId', async () => {
		const found = await calls(
			leg(NOW, { CallHistoryId: 'root', MainCallHistoryId: 'root' }),
			leg(NOW + 1000, { CallHistoryId: 'consultation', MainCallHistoryId: 'root' }),
			leg(NOW + 2000, { CallHistoryId: 'other', MainCallHistoryId: '' }),
		);
		expect(keys(found)).toEqual(['other 1', 'root 2']);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['by the number of their call', { CallId: 42 }, 'call 42 2'],
		['by the number, where keys are null', { CallHistoryId: null, CallId: 42 }, 'call 42 2'],
	])('without keys (before Update 6) belong together %s', async (_how, fields, key) => {
		expect(keys(await calls(leg(NOW, fields), leg(NOW + 1000, fields)))).toEqual([key]);
	});

	it('without any key stand for themselves: CallId is 0 in many rows', async () => {
		const found = await calls(
			leg(NOW, { CallId: 0 }),
			leg(NOW + 1000, { CallId: 0 }),
			leg(NOW, {}),
		);
		expect(found.map(({ legs }) => legs.length)).toEqual([1, 1, 1]);
		expect(new Set(found.map(({ key }) => key)).size).toBe(3);
	});

	it('without CdrId (before Update 6) are told apart by what they are', async () => {
		const old = { CdrId: undefined, SegmentId: 1 };
		const found = await calls(leg(NOW, old), leg(NOW, { ...old, SegmentId: 2 }));
		expect(new Set(found.map(({ key }) => key)).size).toBe(2);
	});

	it('bear rows without a time, and rubbish', async () => {
		const timeless = { StartTime: undefined, CallHistoryId: 'x' };
		const found = await calls(leg(NOW, timeless), readHistoryLeg(Row.of('rubbish'), false));
		expect(found.map(({ startedAt }) => startedAt)).toEqual([undefined, undefined]);
	});

	it('are one call with hundreds of others between them, up to four hours from leg to leg', async () => {
		const long = [0, 3, 6].map((hours) => leg(NOW - hours * HOUR, { CallHistoryId: 'long' }));
		const found = await calls(
			...long,
			...others(1000, NOW - HOUR),
			...others(1000, NOW - 4 * HOUR).map((one) => ({ ...one, callKey: `early ${one.id}` })),
		);
		expect(keys(found.filter(({ key }) => key === 'long'))).toEqual(['long 3']);
		expect(found).toHaveLength(2001);
	});

	it('are handed on while later ones are still read, and not read on when nobody wants more', async () => {
		let read = 0;
		async function* endless() {
			for (;;) {
				yield Array.from({ length: 200 }, () => {
					const one = leg(NOW - read * MINUTE, { CallHistoryId: String(read >> 1) });
					read++;
					return one;
				});
			}
		}
		const found: HistoryCall[] = [];
		for await (const page of groupCalls(endless())) {
			found.push(...page);
			if (found.length >= 100) break;
		}
		expect(keys(found)).toEqual(found.map((_, i) => `${i} 2`));
		// Four hours of legs are held, and a look is taken after each page.
		expect(read).toBeLessThanOrEqual(200 + 240 + 200);
	});
});

describe('Calls that lie across a border of what is read', () => {
	/** Calls through the queue, each with a leg at the queue and one at an agent later. */
	async function logOf(starts: readonly number[], switches = {}) {
		const { pbx, xapi } = await xapiOf({ switches });
		for (const start of starts) {
			const to = { to: '102', queue: '820' };
			pbx.records.addCall({ ...to, start, from: CALLER, ringMs: 40_000, talkMs: 1000 });
		}
		const wishes = { from: NOW - 3 * DAY, to: NOW, raw: false, now: NOW + DAY };
		const found: HistoryCall[] = [];
		for await (const page of groupCalls(readHistory(xapi, wishes))) found.push(...page);
		return { found, rows: pbx.records.size, requests: pbx.journal.count({ path: '/xapi/v1' }) };
	}

	it.each([
		['pages of 500', {}],
		['pages of 100', { reportTopLimit: 100 as const }],
	])('are whole, each once: %s', async (_name, switches) => {
		// One every twenty seconds, so that legs of three calls are always mixed.
		const starts = Array.from({ length: 700 }, (_, i) => NOW - HOUR - i * 20_000);
		const { found, rows } = await logOf(starts, switches);
		expect(found).toHaveLength(700);
		expect(found.flatMap(({ legs }) => legs)).toHaveLength(rows);
		expect(new Set(found.map(({ legs }) => legs.length)).size).toBe(1);
		expect(rows).toBeGreaterThan(1000);
	});

	it('are whole across the border of two days', async () => {
		const borders = [1, 2].map((day) => NOW - day * DAY);
		// The agent has it after the border, the queue before.
		const { found } = await logOf(borders.map((border) => border - 20_000));
		expect(found).toHaveLength(2);
		for (const [i, call] of found.entries()) {
			const border = borders[i] ?? 0;
			expect(call.legs.some(({ startedAt = 0 }) => startedAt < border)).toBe(true);
			expect(call.legs.length).toBeGreaterThan(1);
			expect(call.outcome).toBe('answered');
		}
	});
});

describe('What a call comes to', () => {
	const queue = { CallHistoryId: 'q', CallType: 'Queue', DestinationDn: '820' };

	async function one(...legs: HistoryLeg[]): Promise<HistoryCall> {
		const [call] = await calls(...legs);
		if (!call) throw new Error('No call');
		return call;
	}

	it('is abandoned where only the queue has answered: Answered, but Waiting (xapi.md §3.2)', async () => {
		const waiting = { ...queue, Answered: true, Status: 'Waiting', TalkingDuration: 'PT1M' };
		const call = await one(leg(NOW, waiting), leg(NOW + 1000, { CallHistoryId: 'q' }));
		expect(call).toMatchObject({ outcome: 'abandoned', answeredBy: '', talked: 0, queue: '820' });
	});

	it('is answered by the extension whose leg has the status Answered (xapi.md §3.2)', async () => {
		const answered = { Status: 'Answered', Answered: true, TalkingDuration: 'PT1M12.577027S' };
		const call = await one(
			leg(NOW, { ...queue, Answered: true, Status: 'Waiting' }),
			leg(NOW + 5000, { CallHistoryId: 'q', Status: 'Redirected' }),
			leg(NOW + 20_000, {
				CallHistoryId: 'q',
				...answered,
				DestinationDn: '102',
				RingingDuration: 'PT4S',
			}),
		);
		expect(call).toMatchObject({
			outcome: 'answered',
			answeredBy: '102',
			waited: 24,
			talked: 72.6,
			from: CALLER,
			to: '820',
			// Begin, ringing and talking make the end (xapi.md §3.2, inferred).
			endedAt: NOW + 20_000 + 4_000 + 72_600,
		});
	});

	it('is missed where a menu has answered by itself', async () => {
		const menu = { CallType: 'Digital Receptionist', Status: 'Answered', Answered: true };
		expect((await one(leg(NOW, menu))).outcome).toBe('missed');
	});

	it.each([
		['Inbound', 'inbound', CALLER, '101'],
		['Inbound Queue', 'inbound', CALLER, '101'],
		['Internal', 'internal', '10000', '101'],
	])('of the direction %s is %s (xapi.md §3.2)', async (Direction, direction, from, to) => {
		expect(await one(leg(NOW, { Direction }))).toMatchObject({ direction, from, to });
	});

	it.each(['Outbound', undefined])(
		'outbound is the mirror of inbound: the number stands with the destination (direction %p)',
		async (Direction) => {
			const sides = {
				SourceDn: '103',
				SourceCallerId: '',
				DestinationDn: '10000',
				DestinationCallerId: '+4930222',
			};
			expect(await one(leg(NOW, { Direction, ...sides }))).toMatchObject({
				direction: 'outbound',
				from: '103',
				to: '+4930222',
			});
		},
	);

	it.each([
		[{ Recordings: [{ Id: 7 }, { Id: 8 }], SrcRecId: 7 }, [7, 8]],
		[{ SrcRecId: 5, DstRecId: 6 }, [5, 6]],
		[{ SrcRecId: 0, DstRecId: null, RecordingUrl: '9027/a(708).wav' }, []],
	])(
		'has recordings by their IDs, since 20.0.10 in a list, never by the path: %j',
		async (row, ids) => {
			expect((await one(leg(NOW, row))).recordingIds).toEqual(ids);
		},
	);

	it('of a row that leaves out what is null, and is not told apart by its reason', async () => {
		const bare = { SourceCallerId: undefined, Status: undefined, CallType: undefined };
		expect(await one(leg(NOW, { ...bare, Reason: 'Beendet durch 101' }))).toMatchObject({
			outcome: 'missed',
			waited: 0,
			talked: 0,
			recordingIds: [],
		});
	});
});
