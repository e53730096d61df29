import type { Participant } from '../shared/callControl';
import type { ActiveCall } from '../shared/xapi';
import type { EventType } from './eventTypes';
import {
	isLegOf,
	isSameCall,
	looksLikeLegOf,
	restoredPolled,
	storedPolled,
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
	outcome?: 'answered' | 'missed' | 'noAnswer' | 'unknown';
	afterGap: boolean;
}

/** Calls that are told by push as well. */
export interface PushedView {
	search(
		fits: (leg: Participant) => boolean,
	): { correlationId: string; isOver: boolean } | undefined;
	covers(dn: string): boolean;
}

type More = Partial<Omit<PollEvent, 'type' | 'known' | 'call' | 'at' | 'afterGap'>>;

const MOST = 500;
/** Of one call; more are passed through one call only by a machine. */
const MOST_PARTIES = 20;

/** What push tells of the extensions that it covers. */
const AT_EXTENSIONS: readonly EventType[] = [
	'call_ringing',
	'call_answered',
	'call_missed',
	'call_transferred',
];

/**
 * Lists of the live calls in, events out. Pure. What comes and goes between two lists is not seen: a call that was
 * taken and ended in between looks like one that nobody took.
 */
export class PolledCalls {
	private readonly calls = new Map<number, PolledCall>();
	private events: PollEvent[] = [];
	private at = 0;
	private afterGap = false;
	/** Numbers of calls and legs were seen to be the same. */
	private idsAgree = false;

	constructor(
		private readonly store: Record<string, unknown>,
		/** What the other source tells. */
		private readonly pushed: PushedView = { search: () => undefined, covers: () => false },
	) {
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
		for (const known of [...this.calls.values()]) {
			const call = live.get(known.id);
			if (call && isSameCall(known, call)) continue;
			this.calls.delete(known.id);
			if (known.call) this.gone(known, known.call);
		}
		for (const call of calls) this.change(this.calls.get(call.id) ?? this.begin(call), call);
		this.store.polled = [...this.calls.values()].slice(-MOST).map(storedPolled);
		return this.events;
	}

	get size(): number {
		return this.calls.size;
	}

	/** The call that polling saw and that this leg is part of. */
	find(leg: Participant): PolledCall | undefined {
		return [...this.calls.values()].find(({ call }) => call !== undefined && this.fits(call, leg));
	}

	holds(correlationId: string): boolean {
		return [...this.calls.values()].some(
			(known) => known.call !== undefined && known.correlationId === correlationId,
		);
	}

	private fits(call: ActiveCall, leg: Participant): boolean {
		if (isLegOf(call, leg)) {
			this.idsAgree = true;
			return true;
		}
		return !this.idsAgree && looksLikeLegOf(call, leg);
	}

	private begin(call: ActiveCall): PolledCall {
		const { id, fromNumber, direction } = call;
		const other = this.pushed.search((leg) => this.fits(call, leg));
		const known: PolledCall = {
			id,
			correlationId: other?.correlationId ?? `${id}-${this.at.toString(36)}p`,
			startedAt: this.at,
			from: fromNumber,
			parties: [],
			direction,
			queue: '',
			rang: [],
			answeredBy: [],
			extension: '',
			parked: false,
			isEndTold: other?.isOver ?? false,
			call,
		};
		this.calls.set(id, known);
		if (!other) this.tell('call_started', known, call, { extension: call.extensions[0] ?? '' });
		return known;
	}

	private change(known: PolledCall, call: ActiveCall): void {
		known.call = call;
		if (call.fromNumber !== '') known.from = call.fromNumber;
		known.parties = [...new Set([...known.parties, call.fromNumber, call.toNumber])].slice(
			-MOST_PARTIES,
		);
		const wasParked = known.parked;
		known.parked = call.state === 'parked';
		if (known.parked && !wasParked) this.tell('call_parked', known, call);
		switch (call.state) {
			case 'waiting':
				return this.waits(known, call);
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

	private waits(known: PolledCall, call: ActiveCall): void {
		known.queueUntil = undefined;
		if (known.queue === call.queue) return;
		this.leavesQueue('queue_call_abandoned', known, call);
		known.queue = call.queue;
		known.queueSince = this.at;
		this.tell('queue_call_waiting', known, call);
	}

	/** While a queue rings an agent the call may show the agent (xapi.md §3.1): it still waits. */
	private rings(known: PolledCall, call: ActiveCall): void {
		for (const extension of call.ringing) {
			if (known.rang.includes(extension)) continue;
			known.rang.push(extension);
			this.tell('call_ringing', known, call, { extension });
		}
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
		outcome?: PollEvent['outcome'],
	): void {
		const { queue, queueSince, queueUntil, startedAt } = known;
		if (queue === '') return;
		const waitMs = (queueUntil ?? this.at) - (queueSince ?? startedAt);
		this.tell(how, known, call, { extension, queue, waitMs, outcome });
		Object.assign(known, { queue: '', queueSince: undefined, queueUntil: undefined });
	}

	private gone(known: PolledCall, call: ActiveCall): void {
		const { startedAt, answeredAt, rang } = known;
		const extension = known.extension || (rang.at(-1) ?? call.extensions[0] ?? '');
		const upAt = answeredAt ?? this.at;
		const times = {
			ringMs: upAt - startedAt,
			talkMs: this.at - upAt,
			totalMs: this.at - startedAt,
		};
		const outcome = outcomeOf(known);
		const { queue } = known;
		this.leavesQueue('queue_call_abandoned', known, call, '', outcome);
		if (outcome === 'missed') {
			this.tell('call_missed', known, call, { extension, queue, ...times, outcome });
		}
		// Legs that are still up end it.
		const live = this.pushed.search((leg) => this.fits(call, leg));
		if (known.isEndTold || (live && !live.isOver)) return;
		this.tell('call_ended', known, call, { extension, queue, ...times, outcome });
	}

	private tell(type: EventType, known: PolledCall, call: ActiveCall, more: More = {}): void {
		const { at, afterGap, pushed } = this;
		const extension = more.extension ?? '';
		if (AT_EXTENSIONS.includes(type) && pushed.covers(extension)) return;
		const queue = known.queue || call.queue;
		const told = { type, at, known: { ...known }, call, extension: '', queue, afterGap, ...more };
		this.events.push(told);
	}
}

function outcomeOf({ answeredAt, queue, rang, direction }: PolledCall): PollEvent['outcome'] {
	if (answeredAt !== undefined) return 'answered';
	if (queue !== '' || (rang.length > 0 && direction !== 'outbound')) return 'missed';
	return direction === 'outbound' ? 'noAnswer' : 'unknown';
}
