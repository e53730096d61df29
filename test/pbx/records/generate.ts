import { displayName } from '../world/users';
import type { World } from '../world/world';
import { guid, type Segment, type SegmentParty } from './segment';

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

	/**
	 * Goes through the calls until there are rows enough; from then on they are spread over the whole
	 * time. Tells the rows with their beginnings.
	 */
	plan(): Array<{ start: number; ref: number; isRecorded: boolean }> {
		const rows: Array<{ start: number; ref: number; isRecorded: boolean }> = [];
		const moments: number[] = [];
		let calls = 0;
		while (rows.length < this.wishes.rows) {
			this.call(calls, (row, moment, index) => {
				moments.push(moment);
				const isRecorded = row.recordingId !== null;
				rows.push({ start: row.start, ref: calls * MOST_ROWS + index, isRecorded });
			});
			calls++;
		}
		// So far the beginnings count from that of the call; how many calls there are is known now.
		this.calls = calls;
		rows.forEach((row, i) => {
			row.start += this.momentOf(moments[i] ?? 0);
		});
		return rows;
	}

	/** The rows of one call, in the order of their beginning. */
	rows(number: number): Segment[] {
		return this.call(number, (row, moment) => {
			const start = this.momentOf(moment);
			row.start += start;
			row.callKey = guid(start, number + 1);
			row.mainKey = row.callKey;
		});
	}

	/** `each` gets the rows with beginnings that count from that of the call. */
	private call(
		number: number,
		each: (row: Segment, moment: number, index: number) => void,
	): Segment[] {
		const random = mulberry((this.wishes.seed ?? 1) * 7_919 + number);
		const moment = number + random();
		const rows = this.shape(random(), random);
		let at = 0;
		rows.forEach((row, index) => {
			row.start = at;
			row.index = index + 1;
			if (row.recordingId !== null) row.recordingId = recordingIdOf(number, index);
			// Agents ring while the caller waits; everything else comes after what was before.
			if (row.kind === 'leg' && (row.via === '' || row.answered)) at += row.ringMs + row.talkMs;
			each(row, moment, index);
		});
		return rows;
	}

	private momentOf(moment: number): number {
		const { from, to } = this.wishes;
		return Math.floor(from + (moment * (to - from)) / this.calls);
	}

	private shape(kind: number, random: Random): Segment[] {
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

	private queueCall(caller: SegmentParty, random: Random): Segment[] {
		if (this.queues.length === 0) return this.groupCall(caller, random);
		const queue = pick(this.queues, random);
		const agents = [pick(this.people, random), pick(this.people, random)];
		const isTaken = random() < 0.78;
		const waitMs = span(random, 3, isTaken ? 120 : 240);
		const callback = !isTaken && random() < 0.2 ? (random() < 0.5 ? 'made' : 'failed') : 'none';
		const row = leg(caller, queue, 'Inbound Queue', waitMs, 0, random);
		row.kind = 'queue';
		row.status = 'Waiting';
		row.answered = true;
		row.attempts = agents.length;
		row.answeredBy = isTaken ? (agents[1]?.dn ?? '') : '';
		row.callback = callback;
		const rows = agents.map((agent, i) => {
			const talkMs = isTaken && i === 1 ? span(random, 20, 1200) : 0;
			const rung = leg(caller, agent, 'Inbound Queue', waitMs, talkMs, random);
			rung.via = queue.dn;
			return rung;
		});
		return [row, ...rows];
	}

	private groupCall(caller: SegmentParty, random: Random): Segment[] {
		const group = this.groups[0];
		const member = pick(this.people, random);
		const ringMs = span(random, 2, 20);
		const talkMs = random() < 0.7 ? span(random, 10, 600) : 0;
		const answering = leg(caller, member, 'Inbound', ringMs, talkMs, random);
		if (!group) return [answering];
		const row = leg(caller, group, 'Inbound', ringMs, 0, random);
		row.kind = 'ringGroup';
		row.status = 'Redirected';
		answering.via = group.dn;
		return [row, answering];
	}

	private outside(random: Random): SegmentParty {
		const number = `+4930${String(1_000_000 + Math.floor(random() * 9_000)).padStart(7, '0')}`;
		return { ...this.trunk, number };
	}
}

/** The Id of the recording of a row, from which the row can be found again. */
function recordingIdOf(call: number, index: number): number {
	return FIRST_RECORDING + call * MOST_ROWS + index;
}

/** All properties in one literal: there are hundreds of thousands of these. */
function leg(
	source: SegmentParty,
	destination: SegmentParty,
	direction: Segment['direction'],
	ringMs: number,
	talkMs: number,
	random: Random,
): Segment {
	const answered = talkMs > 0;
	return {
		callid: 0,
		callKey: '',
		mainKey: '',
		index: 1,
		kind: 'leg',
		start: 0,
		ringMs,
		talkMs,
		source,
		destination,
		direction,
		status: answered ? 'Answered' : 'Unanswered',
		answered,
		via: '',
		answeredBy: '',
		attempts: 0,
		did: '',
		reason: '',
		// 1 in 10 of the calls that were taken is recorded; the Id is set with the row's place.
		recordingId: answered && random() < 0.1 ? 0 : null,
		callback: 'none',
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
