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
		const { id, fromNumber } = call;
		const other = this.pushed.search((leg) => this.fits(call, leg));
		const known: PolledCall = {
			id,
			correlationId: other?.correlationId ?? `${id}-${this.at.toString(36)}p`,
			startedAt: this.at,
			from: fromNumber,
			queue: '',
			rang: [],
			answeredBy: [],
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
				// A menu or a mailbox has it: it waits no more.
				known.queue = '';
		}
	}

	private waits(known: PolledCall, call: ActiveCall): void {
		if (known.queue === call.queue) return;
		known.queue = call.queue;
		known.queueSince = this.at;
		this.tell('queue_call_waiting', known, call);
	}

	/** While a queue rings an agent the call may show the agent (xapi.md §3.1): it still waits. */
	private rings(known: PolledCall, call: ActiveCall): void {
		const { dn, kind } = call.callee;
		if (kind !== 'extension' || known.rang.includes(dn)) return;
		known.rang.push(dn);
		this.tell('call_ringing', known, call, { extension: dn });
	}

	private answered(known: PolledCall, call: ActiveCall): void {
		const { dn, kind } = call.callee;
		if (known.answeredBy.at(-1) === dn) return;
		known.answeredBy.push(dn);
		const extension = kind === 'extension' ? dn : (call.extensions[0] ?? '');
		if (known.answeredAt !== undefined) {
			return this.tell('call_transferred', known, call, { extension });
		}
		known.answeredAt = this.at;
		this.tell('call_answered', known, call, { extension, ringMs: this.at - known.startedAt });
		if (known.queue === '') return;
		const waitMs = this.at - (known.queueSince ?? known.startedAt);
		this.tell('queue_call_answered', known, call, { extension, waitMs });
		known.queue = '';
	}

	private gone(known: PolledCall, call: ActiveCall): void {
		const { startedAt, answeredAt, queue, rang, answeredBy } = known;
		const extension = answeredBy.at(-1) ?? rang.at(-1) ?? call.extensions[0] ?? '';
		const upAt = answeredAt ?? this.at;
		const times = {
			ringMs: upAt - startedAt,
			talkMs: this.at - upAt,
			totalMs: this.at - startedAt,
		};
		const outcome = outcomeOf(known, call);
		if (queue !== '') {
			const waitMs = this.at - (known.queueSince ?? startedAt);
			this.tell('queue_call_abandoned', known, call, { waitMs, outcome });
		}
		if (outcome === 'missed')
			this.tell('call_missed', known, call, { extension, ...times, outcome });
		// Legs that are still up end it.
		const live = this.pushed.search((leg) => this.fits(call, leg));
		if (known.isEndTold || (live && !live.isOver)) return;
		this.tell('call_ended', known, call, { extension, ...times, outcome });
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

function outcomeOf(
	{ answeredAt, queue, rang }: PolledCall,
	call: ActiveCall,
): PollEvent['outcome'] {
	if (answeredAt !== undefined) return 'answered';
	if (queue !== '' || (rang.length > 0 && call.direction !== 'outbound')) return 'missed';
	return call.direction === 'outbound' ? 'noAnswer' : 'unknown';
}
