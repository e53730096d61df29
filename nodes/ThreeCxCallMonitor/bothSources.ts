import type { EventType } from './eventTypes';
import type { MonitorItem } from './monitorItem';
import { laterEnd } from './laterEnd';
import {
	hasTold,
	restoredTold,
	takeMatch,
	type Teller,
	type ToldCall,
	type ToldEvent,
} from './toldCall';

/** What polling tells, and the extensions of the call. */
export interface PolledTelling {
	item: MonitorItem;
	extensions: readonly string[];
}

/** A list of the live calls. */
export interface Look {
	/** When it was asked for, and when the one before was. In ms since 1970. */
	since: number;
	before: number;
	/** Correlations of the calls in it. */
	live: ReadonlySet<string>;
}

export interface BothSourcesDeps {
	/** The workflow's static data. */
	store: Record<string, unknown>;
	/** Whether push tells what happens at this extension. */
	covers(dn: string): boolean;
	/** Whether push still has a leg of the call: then it ends it. */
	isLive(correlationId: string): boolean;
	emit(item: MonitorItem): void;
}

/** What both sources tell at the extension where it happens. */
const AT_EXTENSIONS: readonly EventType[] = ['call_answered', 'call_ringing', 'call_transferred'];
/** What comes late of a call that is over is known as its own for so long. */
const KEPT_MS = 120_000;
/** So long the list may be unreadable before push alone is believed. */
const BLIND_MS = 120_000;
/** A call of which nothing is heard for so long has ended while n8n was down. */
const LONGEST_MS = 24 * 3_600_000;
const MOST = 500;

/**
 * Makes one story of what push and polling tell of the same calls: each thing once, by the source that tells it first.
 * Push is the faster one, so polling waits for it where push covers the extension. The end is told when a list of the
 * live calls shows that the call does not go on where push sees nothing; push knows its times better.
 */
export class BothSources {
	private readonly calls = new Map<string, ToldCall>();
	private lastLook: Pick<Look, 'since' | 'before'> = { since: 0, before: 0 };

	constructor(private readonly deps: BothSourcesDeps) {
		const { both } = deps.store;
		for (const value of Array.isArray(both) ? (both as unknown[]) : []) {
			const call = restoredTold(value);
			if (call) this.calls.set(call.correlationId, call);
		}
	}

	/** @param isDialled told of the leg that began the call: that it is up means that somebody took the call */
	pushed(item: MonitorItem, isDialled: boolean): void {
		const call = this.callOf(item);
		const { eventType: type, extension } = item;
		if (type === 'call_started') return this.start(call, item);
		if (type === 'call_ended') return this.end(call, item);
		const isGap = item.data.afterGap === true;
		const isSame = (one: ToldEvent) =>
			one.type === type &&
			(type === 'call_answered'
				? isDialled || one.extension === extension
				: isGap && (type !== 'call_ringing' || one.extension === extension));
		if (takeMatch(call, 'polling', isSame)) return this.save();
		this.tell(call, item, 'push', isDialled ? '' : extension);
	}

	/** What a list has come to, in order. */
	looked(tellings: readonly PolledTelling[], look: Look): void {
		this.lastLook = look;
		for (const call of this.calls.values()) {
			this.tellWaiting(call, (item) => this.isKnown(call, item, look));
		}
		for (const telling of tellings) this.polled(telling, look);
		for (const call of this.calls.values()) this.settle(call, look);
		this.forget(look.since);
		this.save();
	}

	/** The list cannot be read: what waits for it does not wait for ever. `at` in ms since 1970. */
	cannotLook(at: number): void {
		const isOld = ({ timestamp }: MonitorItem) => Date.parse(timestamp) < at - BLIND_MS;
		for (const call of this.calls.values()) {
			if (call.waiting.some(isOld)) this.tellWaiting(call, () => false);
			if (call.end && isOld(call.end)) this.tellEnd(call, this.lastLook);
		}
		this.save();
	}

	private polled({ item, extensions }: PolledTelling, look: Look): void {
		const call = this.callOf(item);
		const { eventType: type } = item;
		if (type === 'call_started') return this.start(call, item);
		if (type === 'call_ended') {
			call.polledEnd = item;
			if (!this.deps.isLive(item.correlationId)) this.tellEnd(call, look);
			return;
		}
		if (this.isKnown(call, item, look)) return;
		const isOfPush =
			AT_EXTENSIONS.includes(type) &&
			look.live.has(item.correlationId) &&
			extensions.some((dn) => this.deps.covers(dn));
		if (isOfPush) call.waiting.push(item);
		else this.tell(call, item, 'polling');
	}

	private tellWaiting(call: ToldCall, isKnown: (item: MonitorItem) => boolean): void {
		for (const item of call.waiting.splice(0)) {
			if (!isKnown(item)) this.tell(call, item, 'polling');
		}
	}

	private start(call: ToldCall, item: MonitorItem): void {
		// It is there again before anybody was told that it was gone.
		call.end = undefined;
		call.polledEnd = undefined;
		if (call.endedAt !== undefined) {
			call.endedAt = undefined;
			call.told = [];
		} else if (hasTold(call, 'call_started')) return this.save();
		call.round++;
		this.tell(call, numbered(item, call.round), sourceOf(item));
	}

	private end(call: ToldCall, item: MonitorItem): void {
		if (call.endedAt !== undefined) return;
		call.end = item;
		if (call.polledEnd) this.tellEnd(call, this.lastLook);
		else this.save();
	}

	/** A list that was asked for after the end: the call goes on elsewhere, or it is over. */
	private settle(call: ToldCall, look: Look): void {
		if (!call.end || Date.parse(call.end.timestamp) >= look.since) return;
		if (look.live.has(call.correlationId)) call.end = undefined;
		else this.tellEnd(call, look);
	}

	/** Whether push has told what polling sees. */
	private isKnown(
		call: ToldCall,
		{ eventType: type, extension }: MonitorItem,
		look: Look,
	): boolean {
		switch (type) {
			case 'call_ringing':
				return takeMatch(call, 'push', (one) => one.type === type && one.extension === extension);
			case 'call_answered':
				return takeMatch(
					call,
					'push',
					(one) => one.type === type && ['', extension].includes(one.extension),
				);
			case 'call_transferred':
				return takeMatch(call, 'push', (one) => one.type === type && one.at >= look.before);
			case 'call_missed':
				// Polling may not have seen that somebody took it.
				return hasTold(call, 'call_missed', 'push') || hasTold(call, 'call_answered');
			default:
				return false;
		}
	}

	private tellEnd(call: ToldCall, { since, before }: Pick<Look, 'since' | 'before'>): void {
		const item = laterEnd(call.end, call.polledEnd, since - before);
		call.end = undefined;
		call.polledEnd = undefined;
		if (!item || call.endedAt !== undefined) return;
		call.endedAt = Date.parse(item.timestamp);
		this.tell(call, numbered(item, call.round), sourceOf(item));
	}

	private tell(call: ToldCall, item: MonitorItem, by: Teller, extension = item.extension): void {
		const { eventId: id, eventType: type, timestamp } = item;
		// A leg that was passed on while n8n was down is not known again, but it is the same.
		if (call.told.some((one) => one.id === id)) return;
		call.told.push({ id, type, extension, by, at: Date.parse(timestamp), isMatched: false });
		// Before it is told: n8n saves what is there when the workflow starts.
		this.save();
		this.deps.emit(item);
	}

	private callOf({ correlationId }: MonitorItem): ToldCall {
		const known = this.calls.get(correlationId);
		if (known) return known;
		const call = { correlationId, round: 0, told: [], waiting: [] };
		this.calls.set(correlationId, call);
		return call;
	}

	private forget(now: number): void {
		for (const { correlationId, endedAt, told } of this.calls.values()) {
			const until = endedAt === undefined ? (told.at(-1)?.at ?? 0) + LONGEST_MS : endedAt + KEPT_MS;
			if (until < now) this.calls.delete(correlationId);
		}
		for (const oldest of this.calls.keys()) {
			if (this.calls.size <= MOST) break;
			this.calls.delete(oldest);
		}
	}

	private save(): void {
		this.deps.store.both = [...this.calls.values()];
	}
}

function sourceOf({ data }: MonitorItem): Teller {
	return data.source === 'push' ? 'push' : 'polling';
}

/** Starts and ends are counted for both sources together. */
function numbered(item: MonitorItem, round: number): MonitorItem {
	return { ...item, eventId: `${item.correlationId}/${item.eventType}/${round}` };
}
