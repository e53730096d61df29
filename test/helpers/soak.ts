import type { CallEvent } from '../../nodes/shared/callControl';
import type { LegTruth } from '../pbx';
import { visibleLegs } from './agreement';
import type { WatchBench } from './watchBench';

/** Mulberry32: the same sequence for the same seed on every machine. */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const TARGETS = ['800', '800', '101', '102', '103', '830', '820'];
const STEP_MS = 250;
const LEG = /\/participants\/\d+/;
/** A leg that lives longer than two comparisons of the full state, while somebody hears, is always found. */
const FOUND_MS = 110_000;
/** So long around the end of a gap the full state may be read. */
const READING_MS = 5_000;

/** Calls without end at a PBX where everything goes wrong at times; the seed tells all of it. */
export class Soak {
	private readonly random: () => number;
	private calls = 0;
	private restarting: Promise<void> | undefined;

	constructor(
		private readonly bench: WatchBench,
		seed: number,
	) {
		this.random = randomFrom(seed);
		const { behaviours } = bench.pbx.world;
		for (let i = 0; i < 40; i++) {
			const hangupAfterMs = 1_000 + Math.round(this.random() * 40_000);
			behaviours[numberOf(i)] = {
				outcome: 'answer',
				ringMs: 300,
				answerAfterMs: 2_000,
				hangupAfterMs,
			};
		}
		behaviours[numberOf(7)] = { outcome: 'busy', ringMs: 0, answerAfterMs: 0 };
		behaviours[numberOf(8)] = { outcome: 'reject', ringMs: 500, answerAfterMs: 0 };
	}

	/** Places so many calls, then lets all end and everything recover. */
	async run(calls: number): Promise<void> {
		while (this.calls < calls) {
			for (let i = this.pick(4); i > 0; i--) this.call();
			this.misfortune();
			await this.bench.advance(STEP_MS);
		}
		await this.restarting;
		const { pbx } = this.bench;
		pbx.faults.clear();
		await this.bench.advance(5_000);
		for (const { callid } of pbx.calls.list()) pbx.calls.hangUp(callid);
		pbx.sockets.drop();
		await this.bench.advance(120_000);
	}

	private call(): void {
		const { calls, world } = this.bench.pbx;
		this.calls++;
		const from = numberOf(this.pick(40));
		const outcomes = ['answer', 'answer', 'answer', 'noanswer', 'busy', 'voicemail'] as const;
		const phone = `10${1 + this.pick(3)}`;
		world.behaviours[phone] = {
			outcome: outcomes[this.pick(outcomes.length)] ?? 'answer',
			ringMs: this.pick(800),
			answerAfterMs: this.pick(6_000),
			hangupAfterMs: 1_000 + this.pick(30_000),
		};
		const kind = this.random();
		if (kind < 0.7) {
			const to = TARGETS[this.pick(TARGETS.length)] ?? '800';
			calls.inbound({ from, to, patienceMs: 1_000 + this.pick(20_000) });
		} else if (kind < 0.85) calls.userDials(phone, from);
		else calls.internal({ from: phone, to: phone === '101' ? '102' : '101' });
		this.somebodyActs();
	}

	private somebodyActs(): void {
		const { calls } = this.bench.pbx;
		const live = calls.list();
		const call = live[this.pick(live.length)];
		const dice = this.random();
		if (call && dice < 0.3) calls.hangUp(call.callid);
		else if (call && dice < 0.32) calls.endUnseen(call.callid);
		const isTalk =
			call?.legs.length === 2 && call.legs.every(({ status }) => status === 'Connected');
		const phone = isTalk ? call.legs.find(({ dn }) => /^10[12]$/.test(dn)) : undefined;
		if (phone && calls.list().some(({ callid }) => callid === call?.callid) && dice > 0.6) {
			calls.transferByUser({ from: phone.id, to: '103', attended: dice > 0.8 });
		}
		// Without an end of the longest ones the PBX would only fill up.
		for (const old of live.slice(0, Math.max(0, live.length - 200))) calls.hangUp(old.callid);
	}

	private misfortune(): void {
		const { sockets, faults, switches } = this.bench.pbx;
		const match = { path: LEG, method: 'GET' };
		const isLive = this.bench.watcher.current?.session.state === 'live';
		// What nobody runs into would only pile up.
		const chance = (share: number) => this.random() < share && isLive && faults.list().length < 5;
		if (chance(0.05)) sockets.dup(1 + this.pick(5));
		if (chance(0.05)) sockets.reorder();
		if (chance(0.02)) sockets.skip(1 + this.pick(3));
		if (chance(0.02)) sockets.late(this.pick(2) * this.pick(900));
		if (chance(0.01)) sockets.drop();
		if (chance(0.005)) sockets.close(1001);
		if (chance(0.0005)) sockets.mute();
		if (chance(0.002)) sockets.deaf();
		if (chance(0.01)) sockets.rejectUpgrade(503);
		if (chance(0.02)) sockets.burst(50);
		if (chance(0.01)) sockets.raw('{"sequence":');
		if (chance(0.03)) faults.add({ match, action: { kind: 'participantGone' } });
		if (chance(0.03)) faults.add({ match, action: { kind: 'staleGet' } });
		if (chance(0.03)) faults.add({ match, action: { kind: 'delay', ms: this.pick(2_000) } });
		if (chance(0.03)) faults.add({ match, action: { kind: 'status', status: 503 } });
		if (chance(0.01)) faults.add({ match, action: { kind: 'resetBefore' } });
		if (chance(0.01)) faults.add({ match, action: { kind: 'truncate' } });
		if (chance(0.005)) this.bench.pbx.mintForeignToken('800');
		if (chance(0.02)) switches.attachedData = chance(0.5) ? 'participant' : 'null';
		if (chance(0.002) && !this.restarting) {
			this.restarting = this.bench.pbx.restart(this.pick(4_000)).finally(() => {
				this.restarting = undefined;
			});
		}
	}

	private pick(below: number): number {
		return Math.floor(this.random() * below);
	}
}

/** What the events of a soak come to. */
export interface SoakReport {
	/** Legs that lived, and stories that were told of them. */
	legs: number;
	stories: number;
	wrong: string[];
}

const ONE =
	/^started( ringing)?( answered)?( transferred)*( ringing)?( transferred)* (ended|missed)$/;

/** Each leg started once, answered at most once, ended once; none that never was, none too many. */
export function soakReport(bench: WatchBench): SoakReport {
	const really = new Map<string, LegTruth[]>();
	for (const leg of visibleLegs(bench)) {
		const key = `${leg.dn}/${leg.id}`;
		really.set(key, [...(really.get(key) ?? []), leg]);
	}
	const told = storiesInTurn(bench.events);
	const wrong: string[] = [];
	for (const [key, stories] of told) {
		for (const story of stories) if (!ONE.test(story)) wrong.push(`${key}: ${story}`);
		const lived = really.get(key)?.length ?? 0;
		if (stories.length > lived) wrong.push(`${key} lived ${lived} times: ${stories.join(' | ')}`);
	}
	const gaps = gapsOf(bench.events);
	for (const [key, legs] of really) {
		const long = legs.filter((leg) => mustBeTold(leg, gaps));
		const stories = told.get(key)?.length ?? 0;
		if (stories < long.length) wrong.push(`${key} was never told`);
	}
	const count = (all: Iterable<readonly unknown[]>) =>
		[...all].reduce((sum, { length }) => sum + length, 0);
	return { legs: count(really.values()), stories: count(told.values()), wrong };
}

interface Gap {
	from: number;
	to: number;
}

/** When nobody heard. */
function gapsOf(events: readonly CallEvent[]): Gap[] {
	const gaps: Gap[] = [];
	for (const { type, at } of events) {
		if (type === 'connectionLost') gaps.push({ from: at, to: Infinity });
		const last = gaps.at(-1);
		if (type === 'connectionRestored' && last) last.to = at;
	}
	return gaps;
}

/** It lived on when a gap ended, or for long without one. */
function mustBeTold({ startedAt, endedAt }: LegTruth, gaps: readonly Gap[]): boolean {
	const end = endedAt ?? startedAt;
	let heardFrom = startedAt;
	for (const { from, to } of gaps) {
		if (to <= heardFrom || from >= end) continue;
		if (from - heardFrom > FOUND_MS) return true;
		if (startedAt < to - READING_MS && end > to + READING_MS) return true;
		heardFrom = to;
	}
	return end - heardFrom > FOUND_MS;
}

/** The stories of each leg; numbers start over with the PBX, so a key may have several. */
function storiesInTurn(events: readonly CallEvent[]): Map<string, string[]> {
	const told = new Map<string, string[]>();
	for (const { type, participant } of events) {
		if (!participant || type === 'digit') continue;
		const key = `${participant.dn}/${participant.id}`;
		const stories = told.get(key) ?? [];
		const last = stories.at(-1);
		if (last === undefined || /(ended|missed)$/.test(last)) stories.push(type);
		else stories[stories.length - 1] = `${last} ${type}`;
		told.set(key, stories);
	}
	return told;
}

function numberOf(index: number): string {
	return `+4917100000${String(index).padStart(2, '0')}`;
}
