import type { ActiveCall } from '../shared/xapi';
import { CallLinks, NO_PUSH, type PushedView } from './callLinks';
import type { EventType } from './eventTypes';
import { betterOutcome, type Outcome } from './knownCall';
import {
	isSameCall,
	rememberedCall,
	restoredPolled,
	storedPolled,
	type LegLook,
	type PolledCall,
} from './polledCall';

/** What polling found out about a call. Times in ms. */
export interface PollEvent {
	type: EventType;
	at: number;
	known: PolledCall;
	call: ActiveCall;
	/** Who rings or took it; empty where that is not shown. */
	extension: string;
	queue: string;
	ringMs?: number;
	talkMs?: number;
	totalMs?: number;
	waitMs?: number;
	outcome?: Outcome;
	afterGap: boolean;
}

type More = Partial<Omit<PollEvent, 'type' | 'known' | 'call' | 'at' | 'afterGap'>>;

const MOST = 500;
const LONGEST_MS = 24 * 3_600_000;
/** Of one call; more are passed through one call only by a machine. */
const MOST_PARTIES = 20;

/**
 * Lists of the live calls in, events out. Pure. What comes and goes between two lists is not seen: a call that was
 * taken and ended in between looks like one that nobody took.
 */
export class PolledCalls {
	private readonly calls = new Map<number, PolledCall>();
	private events: PollEvent[] = [];
	private at = 0;
	private afterGap = false;
	private readonly links: CallLinks;
	/** A phone was seen to ring for a call that was answered before: by a menu, or by a queue that the list does not show. */
	mayHideQueue = false;

	constructor(
		private readonly store: Record<string, unknown>,
		/** What the other source tells. */
		private readonly pushed: PushedView = NO_PUSH,
	) {
		this.links = new CallLinks(store);
		const { polled } = store;
		for (const value of Array.isArray(polled) ? (polled as unknown[]) : []) {
			const call = restoredPolled(value);
			if (call) this.calls.set(call.id, call);
		}
	}

	/** The calls that are live now; what differs from before is told. */
	seen(calls: readonly ActiveCall[], at: number, afterGap: boolean): PollEvent[] {
		this.events = [];
		this.at = at;
		this.afterGap = afterGap;
		const live = new Map(calls.map((call) => [call.id, call]));
		const taken = new Set<string>();
		for (const known of [...this.calls.values()]) {
			const call = live.get(known.id);
			if (call && (isSameCall(known, call, afterGap) || this.isPushed(known, call))) continue;
			this.calls.delete(known.id);
			taken.add(known.correlationId);
			// What is older ended long ago, while the workflow was off.
			if (known.call || known.startedAt > at - LONGEST_MS) {
				this.gone(known, known.call ?? rememberedCall(known));
			}
		}
		for (const { correlationId } of this.calls.values()) taken.add(correlationId);
		for (const call of calls) this.change(this.calls.get(call.id) ?? this.begin(call, taken), call);
		this.store.polled = [...this.calls.values()].slice(-MOST).map(storedPolled);
		return this.events;
	}

	get size(): number {
		return this.calls.size;
	}

	/** Correlations of the calls that the last list showed. */
	get correlations(): string[] {
		return [...this.calls.values()].flatMap(({ call, correlationId }) =>
			call ? correlationId : [],
		);
	}

	/** Correlation of the call that polling saw and that this leg is part of. */
	find(leg: LegLook, lostAt?: number): string | undefined {
		return this.links.polledOf(leg, this.calls.values(), lostAt)?.correlationId;
	}

	/** Push knows it as the same, though none of those who were seen in it is in it any more. */
	private isPushed({ correlationId }: PolledCall, call: ActiveCall): boolean {
		return (
			!this.afterGap && this.links.pushedOf(call, this.pushed.legs(), new Set()) === correlationId
		);
	}

	/** @param taken correlations of other calls, live or just ended: this one is none of them, and joins them */
	private begin(call: ActiveCall, taken: Set<string>): PolledCall {
		const { id, fromNumber, direction } = call;
		const other = this.links.pushedOf(call, this.pushed.legs(), taken);
		const known: PolledCall = {
			id,
			correlationId: other ?? `${id}-${this.at.toString(36)}p`,
			startedAt: this.at,
			from: fromNumber,
			parties: [],
			direction,
			queue: '',
			rang: [],
			answeredBy: [],
			extension: '',
			parked: false,
		};
		this.calls.set(id, known);
		taken.add(known.correlationId);
		this.tell('call_started', known, call, { extension: call.extensions[0] ?? '' });
		return known;
	}

	private change(known: PolledCall, call: ActiveCall): void {
		known.call = call;
		known.seenAt = this.at;
		this.learn(known);
		if (call.fromNumber !== '') known.from = call.fromNumber;
		known.parties = [...new Set([...known.parties, call.fromNumber, call.toNumber])].slice(
			-MOST_PARTIES,
		);
		const wasParked = known.parked;
		known.parked = call.state === 'parked';
		if (known.parked && !wasParked) this.tell('call_parked', known, call);
		switch (call.state) {
			case 'waiting':
				return this.waits(known, call, call.queue);
			case 'ringing':
				return this.rings(known, call);
			case 'answered':
				return this.answered(known, call);
			case 'inMenu':
			case 'parked':
				// A menu, a mailbox or the parking place has it: it waits no more.
				return this.leavesQueue('queue_call_abandoned', known, call);
			default:
				// Passed on to somebody: it waits no more, and may not have been taken.
				known.queueUntil ??= this.at;
		}
	}

	private waits(known: PolledCall, call: ActiveCall, queue: string): void {
		known.queueUntil = undefined;
		if (known.queue === queue) return;
		this.leavesQueue('queue_call_abandoned', known, call);
		known.queue = queue;
		known.queueSince = this.at;
		this.tell('queue_call_waiting', known, call);
	}

	/** While a queue rings an agent the call may show the agent (xapi.md §3.1): it still waits. */
	private rings(known: PolledCall, call: ActiveCall): void {
		const queue = this.queueOf(known);
		if (queue !== undefined) this.waits(known, call, queue);
		else if (known.queue === '' && known.answeredAt === undefined) {
			// Something has answered it, and a phone rings.
			this.mayHideQueue ||= call.establishedAt !== undefined;
		}
		for (const extension of call.ringing) {
			if (known.rang.includes(extension)) continue;
			known.rang.push(extension);
			this.tell('call_ringing', known, call, { extension });
		}
	}

	/** The queue on whose behalf a phone rings, where push tells it. */
	private queueOf({ correlationId }: PolledCall): string | undefined {
		const rings = this.pushed
			.legs()
			.find(
				({ correlationId: other, leg, isLive }) =>
					other === correlationId && isLive && leg.onBehalfOfType === 'Wqueue',
			);
		return rings?.leg.onBehalfOfDn;
	}

	private answered(known: PolledCall, call: ActiveCall): void {
		const { callee, toNumber } = call;
		const isSame = known.answeredBy.at(-1) === toNumber;
		const isFirst = known.answeredBy.length === 0;
		const extension = callee.kind === 'extension' ? callee.dn : (call.extensions[0] ?? '');
		if (!isSame) {
			known.answeredBy.push(toNumber);
			known.extension = extension;
			known.answeredAt ??= this.at;
			const ringMs = isFirst ? { ringMs: this.at - known.startedAt } : {};
			this.tell('call_answered', known, call, { extension, ...ringMs });
			if (!isFirst) this.tell('call_transferred', known, call, { extension });
		}
		this.leavesQueue('queue_call_answered', known, call, extension);
	}

	/** A wait comes to one end: an agent takes the call, or it leaves the queue in another way. */
	private leavesQueue(
		how: 'queue_call_answered' | 'queue_call_abandoned',
		known: PolledCall,
		call: ActiveCall,
		extension = '',
		outcome?: Outcome,
	): void {
		const { queue, queueSince = known.startedAt, queueUntil = this.at } = known;
		if (queue === '') return;
		// Between two looks an agent may have had it.
		const { takenBy, takenAt = 0 } = this.pushed.find(known.correlationId) ?? {};
		const isTaken = takenBy !== undefined && !takenBy.dialled && takenAt >= queueSince;
		const until = isTaken ? Math.min(takenAt, queueUntil) : queueUntil;
		const type = isTaken ? 'queue_call_answered' : how;
		const more = { extension: isTaken ? takenBy.dn : extension, queue, waitMs: until - queueSince };
		this.tell(type, known, call, { ...more, ...(type === how && { outcome }) });
		Object.assign(known, { queue: '', queueSince: undefined, queueUntil: undefined });
	}

	/** What push knows better: it hears of everything at once, where it hears. */
	private learn(known: PolledCall): void {
		const pushed = this.pushed.find(known.correlationId);
		known.startedAt = earlier(known.startedAt, pushed?.startedAt) ?? known.startedAt;
		// A mailbox is nobody.
		if (pushed?.outcome === 'answered') {
			known.answeredAt = earlier(known.answeredAt, pushed.answeredAt);
		}
	}

	private gone(known: PolledCall, call: ActiveCall): void {
		this.learn(known);
		const pushed = this.pushed.find(known.correlationId);
		const { startedAt, answeredAt, rang, queue, seenAt = 0 } = known;
		// Where push saw it end before it was seen again, that was the end.
		const end = (pushed?.endedAt ?? 0) > seenAt ? (pushed?.endedAt ?? this.at) : this.at;
		const upAt = answeredAt ?? end;
		const times = { ringMs: upAt - startedAt, talkMs: end - upAt, totalMs: end - startedAt };
		const taker = known.extension || (pushed?.takenBy?.dn ?? '');
		const extension = taker || (rang.at(-1) ?? call.extensions[0] ?? '');
		const seen = outcomeOf(known);
		// While nobody looked somebody may have taken it.
		const isSure = !this.afterGap || seen === 'answered';
		const outcome = betterOutcome(isSure ? seen : 'unknown', pushed?.outcome);
		this.leavesQueue('queue_call_abandoned', known, call, '', outcome);
		if (seen === 'missed' && outcome !== 'answered') {
			this.tell('call_missed', known, call, { extension, queue, ...times, outcome });
		}
		this.tell('call_ended', known, call, { extension, queue, ...times, outcome });
	}

	private tell(type: EventType, known: PolledCall, call: ActiveCall, more: More = {}): void {
		const { at, afterGap } = this;
		const queue = known.queue || call.queue;
		const told = { type, at, known: { ...known }, call, extension: '', queue, afterGap, ...more };
		this.events.push(told);
	}
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
	return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

function outcomeOf({ answeredAt, queue, rang, direction }: PolledCall): Outcome {
	if (answeredAt !== undefined) return 'answered';
	if (queue !== '' || (rang.length > 0 && direction !== 'outbound')) return 'missed';
	return direction === 'outbound' ? 'noAnswer' : 'unknown';
}
