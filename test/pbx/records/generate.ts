import { displayName } from '../world/users';
import type { World } from '../world/world';
import { guid, PLAIN, type Segment, type SegmentParty } from './segment';

/** A large history; the same options and world give the same rows. */
export interface HistoryWishes {
	/** At least so many rows; the last call is whole. */
	rows: number;
	/** 1 when left out. */
	seed?: number;
	/** First and last moment, in ms since 1970. */
	from: number;
	to: number;
}

/** Most rows of one call, as a power of two: a row is named by its call and its place in it. */
export const MOST_ROWS = 8;

/** Ids of generated recordings begin here. */
export const FIRST_RECORDING = 100_000;

type Random = () => number;

/** Makes the calls of a history one by one, each from nothing but the seed and its number. */
export class CallMaker {
	private readonly people: SegmentParty[];

	private readonly trunk: SegmentParty;

	private readonly queues: SegmentParty[];

	private readonly groups: SegmentParty[];

	private calls = 1;

	constructor(
		world: World,
		private readonly wishes: HistoryWishes,
	) {
		this.people = world.users.map((user) => ({
			dn: user.Number,
			type: 'Extension' as const,
			number: user.Number,
			name: displayName(user),
		}));
		const party = (dn: { Number: string; Name: string }, type: SegmentParty['type']) => ({
			dn: dn.Number,
			type,
			number: dn.Number,
			name: dn.Name,
		});
		this.queues = world.queues.map((queue) => party(queue, 'Queue'));
		this.groups = world.ringGroups.map((group) => party(group, 'RingGroup'));
		const [trunk] = world.trunks;
		const [Number = '10000', Name = 'Trunk'] = [trunk?.Number, trunk?.name];
		this.trunk = party({ Number, Name }, 'ExternalLine');
	}

	/** How many calls it takes; from here on they are spread over the whole time. */
	plan(): number {
		let rows = 0;
		let calls = 0;
		while (rows < this.wishes.rows) rows += this.call(calls++).length;
		this.calls = calls;
		return calls;
	}

	/** The rows of one call, in the order of their beginning. */
	call(number: number): Segment[] {
		const random = mulberry((this.wishes.seed ?? 1) * 7_919 + number);
		const { from, to } = this.wishes;
		const start = Math.floor(from + ((number + random()) * (to - from)) / this.calls);
		const kind = random();
		const rows = this.shape(kind, random);
		const callKey = guid(start, number + 1);
		let at = start;
		return rows.slice(0, MOST_ROWS).map((row, index) => {
			const recordingId = row.recordingId === null ? null : recordingIdOf(number, index);
			const segment = { ...row, start: at, recordingId, index: index + 1 };
			// Agents ring while the caller waits; everything else comes after what was before.
			if (row.kind === 'leg' && (row.via === '' || row.answered)) at += row.ringMs + row.talkMs;
			return { ...segment, callid: 0, callKey, mainKey: callKey };
		});
	}

	private shape(kind: number, random: Random): Row[] {
		const person = pick(this.people, random);
		const outside = this.outside(random);
		const ringMs = span(random, 2, 25);
		const talkMs = span(random, 10, 900);
		if (kind < 0.3) return [leg(outside, person, 'Inbound', ringMs, talkMs, random)];
		if (kind < 0.42) return [leg(outside, person, 'Inbound', span(random, 10, 60), 0, random)];
		if (kind < 0.64) return this.queueCall(outside, random);
		if (kind < 0.7) return this.groupCall(outside, random);
		if (kind < 0.76) {
			const first = leg(outside, person, 'Inbound', ringMs, talkMs, random);
			return [first, leg(outside, pick(this.people, random), 'Inbound', ringMs, talkMs, random)];
		}
		if (kind < 0.93) {
			const isTaken = random() < 0.8;
			return [leg(person, outside, 'Outbound', ringMs, isTaken ? talkMs : 0, random)];
		}
		return [leg(person, pick(this.people, random), 'Internal', ringMs, talkMs, random)];
	}

	private queueCall(caller: SegmentParty, random: Random): Row[] {
		if (this.queues.length === 0) return this.groupCall(caller, random);
		const queue = pick(this.queues, random);
		const agents = [pick(this.people, random), pick(this.people, random)];
		const isTaken = random() < 0.78;
		const waitMs = span(random, 3, isTaken ? 120 : 240);
		const via = queue.dn;
		const callback = !isTaken && random() < 0.2 ? (random() < 0.5 ? 'made' : 'failed') : 'none';
		const row: Row = {
			...PLAIN,
			kind: 'queue',
			source: caller,
			destination: queue,
			direction: 'Inbound Queue',
			status: 'Waiting',
			answered: true,
			ringMs: waitMs,
			talkMs: 0,
			attempts: agents.length,
			answeredBy: isTaken ? (agents[1]?.dn ?? '') : '',
			callback,
		};
		return [
			row,
			...agents.map((agent, i) => {
				const talkMs = isTaken && i === 1 ? span(random, 20, 1200) : 0;
				return { ...leg(caller, agent, 'Inbound Queue', waitMs, talkMs, random), via };
			}),
		];
	}

	private groupCall(caller: SegmentParty, random: Random): Row[] {
		const group = this.groups[0];
		const member = pick(this.people, random);
		const ringMs = span(random, 2, 20);
		const talkMs = random() < 0.7 ? span(random, 10, 600) : 0;
		const answering = { ...leg(caller, member, 'Inbound', ringMs, talkMs, random) };
		if (!group) return [answering];
		const row: Row = {
			...leg(caller, group, 'Inbound', ringMs, 0, random),
			kind: 'ringGroup',
			status: 'Redirected',
		};
		return [row, { ...answering, via: group.dn }];
	}

	private outside(random: Random): SegmentParty {
		const number = `+4930${String(1_000_000 + Math.floor(random() * 9_000)).padStart(7, '0')}`;
		return { ...this.trunk, number };
	}
}

type Row = Omit<Segment, 'callid' | 'callKey' | 'mainKey' | 'index' | 'start'>;

/** The Id of the recording of a row, from which the row can be found again. */
function recordingIdOf(call: number, index: number): number {
	return FIRST_RECORDING + call * MOST_ROWS + index;
}

function leg(
	source: SegmentParty,
	destination: SegmentParty,
	direction: Segment['direction'],
	ringMs: number,
	talkMs: number,
	random: Random,
): Row {
	const answered = talkMs > 0;
	// 1 in 10 of the calls that were taken is recorded; the Id is set with the row's place.
	const recordingId = answered && random() < 0.1 ? 0 : null;
	const status = answered ? 'Answered' : 'Unanswered';
	return {
		...PLAIN,
		source,
		destination,
		direction,
		status,
		answered,
		ringMs,
		talkMs,
		recordingId,
	};
}

function pick<T>(list: readonly T[], random: Random): T {
	const found = list[Math.floor(random() * list.length)];
	if (found === undefined) throw new Error('A history needs users');
	return found;
}

function span(random: Random, fromSeconds: number, toSeconds: number): number {
	return Math.round((fromSeconds + random() * (toSeconds - fromSeconds)) * 1000);
}

/** Small, fast and the same everywhere (mulberry32, public domain). */
function mulberry(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
