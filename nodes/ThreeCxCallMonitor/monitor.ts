import {
	callIdOf,
	type CallEvent,
	type CallWatch,
	type LiveWatch,
	type Participant,
} from '../shared/callControl';
import { isDialling } from '../shared/callControl/legs';
import type { Clock } from '../shared/transport';
import type { CallBook, Entry } from './callBook';
import type { EventType } from './eventTypes';
import { betterOutcome, isLive, type KnownCall, type KnownLeg } from './knownCall';
import {
	connectionItem,
	filtered,
	monitorItem,
	type MonitorItem,
	type Telling,
} from './monitorItem';
import type { MonitorSettings } from './settings';

/** Calls that are told by polling as well: the correlation of the one that a leg is part of. */
export interface PolledView {
	find(leg: Participant, lostAt?: number): string | undefined;
}

export interface MonitorDeps {
	watch: CallWatch & Pick<LiveWatch, 'dns'>;
	settings: MonitorSettings;
	book: CallBook;
	clock: Clock;
	/** What polling sees, if there is that source too. */
	polled?: PolledView;
	/** @param leg where it happened; none for the connection */
	emit(item: MonitorItem, leg?: KnownLeg): void;
}

/** A call that is passed on may be without a leg for a moment. */
const END_MS = 1_000;
/** Some legs are read one by one after the full state. */
const FULL_STATE_MS = 5_000;

/**
 * Tells what happens to calls: started and ended once for each call, ringing, answered, missed and taken elsewhere once
 * for each extension.
 */
export class Monitor {
	private stop: (() => void) | undefined;
	private readonly closing = new AbortController();
	private stopWaiting = () => {};
	/** Ends that are told in a moment, by call. */
	private readonly ends = new Map<KnownCall, () => void>();
	private lostAt: number | undefined;
	private isLost = false;
	/** Keeps apart what happens twice in a millisecond. */
	private count = 0;

	constructor(private readonly deps: MonitorDeps) {}

	start(): void {
		const { watch, book, clock } = this.deps;
		this.stop = watch.listen((event) => this.handle(event));
		if (book.size === 0) return;
		const endUnseen = () => {
			const calls = book.unseen();
			for (const call of calls) this.endUnseen(call);
			if (calls.length > 0) book.save();
		};
		watch.ready(this.closing.signal).then(
			() => (this.stopWaiting = clock.later(FULL_STATE_MS, endUnseen)),
			// Nobody listens any more, or the user must mend something: that is told elsewhere.
			() => {},
		);
	}

	/** Ends the listening and all waits; twice does no harm. */
	close(): void {
		this.closing.abort();
		this.stopWaiting();
		this.stop?.();
		this.stop = undefined;
		for (const callOff of this.ends.values()) callOff();
		this.ends.clear();
	}

	/** Whether a leg of the call is there, or its end is told in a moment. */
	isLive(correlationId: string): boolean {
		const call = this.deps.book.call(correlationId);
		return call !== undefined && (this.ends.has(call) || call.legs.some(isLive));
	}

	/** Whether what happens at this extension is told here. */
	covers(dn: string): boolean {
		return !this.isLost && this.deps.watch.dns().some((watched) => watched.dn === dn);
	}

	private handle(event: CallEvent): void {
		const { book, polled, settings } = this.deps;
		const { participant, type } = event;
		if (!participant) return this.connection(event);
		const { extensions } = settings;
		if (extensions.length > 0 && !extensions.includes(event.dn)) return;
		const entry =
			type === 'started'
				? book.enter(participant, event.at, polled?.find(participant, this.lostAt))
				: book.find(participant);
		if (!entry) return;
		const { leg } = entry;
		leg.participant = participant;
		leg.caller = participant.partyCallerId;
		leg.callid = participant.callid;
		leg.dialled ||= isDialling(participant);
		// One that dials does not know yet whom it will reach; one that rings knows who calls.
		if (!leg.dialled) entry.call.direction ??= event.direction;
		this.take(event, entry);
	}

	private take(event: CallEvent, entry: Entry): void {
		switch (event.type) {
			case 'started':
				return this.begin(event, entry);
			case 'ringing':
				return this.tellOnce('call_ringing', event, entry);
			case 'answered':
				return this.answered(event, entry);
			case 'transferred':
				return this.tell('call_transferred', event, entry, this.moment(event.at));
			case 'digit':
				return this.tell('dtmf_received', event, entry, this.moment(event.at));
			case 'missed':
				this.tellOnce('call_missed', event, entry);
				return this.leave(event, entry);
			case 'ended':
				if (event.outcome === 'answeredElsewhere') {
					this.tellOnce('call_answered_elsewhere', event, entry);
				}
				return this.leave(event, entry);
		}
	}

	private begin(event: CallEvent, entry: Entry): void {
		const { call } = entry;
		this.ends.get(call)?.();
		const isPassedOn = this.ends.delete(call);
		const isBack = call.endedAt !== undefined && !isPassedOn;
		call.endedAt = undefined;
		call.untoldEnd = undefined;
		if (call.round > 0 && !isBack) return;
		call.round++;
		this.tell('call_started', event, entry, String(call.round));
	}

	private answered(event: CallEvent, entry: Entry): void {
		const { call, leg } = entry;
		call.answeredAt ??= event.at;
		call.direction ??= event.direction;
		call.outcome = betterOutcome(call.outcome, event.outcome ?? 'answered');
		// The one who called is up because another one took the call: that one's own leg tells it, if it is seen.
		const isTakenByOther = call.legs.some((other) => isLive(other) && !other.dialled);
		if (leg.dialled && isTakenByOther) {
			call.untaken = event;
			return;
		}
		call.untaken = undefined;
		call.takenBy = leg;
		call.takenAt = event.at;
		this.tellOnce('call_answered', event, entry);
	}

	/** None of those who rang took the call, so somebody did who is not watched: the leg of the one who called tells it. */
	private takenUnseen(call: KnownCall): void {
		const { untaken, legs } = call;
		const live = legs.filter(isLive);
		const [leg] = live;
		if (untaken && leg && live.every(({ dialled }) => dialled)) {
			this.answered(untaken, { call, leg });
		}
	}

	private leave(event: CallEvent, entry: Entry): void {
		const { book, clock } = this.deps;
		const { call } = entry;
		call.outcome = betterOutcome(call.outcome, event.outcome);
		const isLast = book.leave(entry);
		this.takenUnseen(call);
		if (!isLast) return book.save();
		call.endedAt = event.at;
		call.untoldEnd = entry.leg;
		const tell = () => {
			this.ends.delete(call);
			call.untoldEnd = undefined;
			this.ended(event, entry);
		};
		// What was found after a gap may be of a former run of the PBX: nothing that comes belongs to it.
		if (event.afterGap) {
			book.remove(call);
			tell();
		} else this.ends.set(call, clock.later(END_MS, tell));
		book.save();
	}

	private ended(event: CallEvent, entry: Entry): void {
		const { call } = entry;
		const { callid, startedAt, answeredAt, outcome, round, takenBy: leg = entry.leg } = call;
		const { at } = event;
		const callId = leg === entry.leg ? event.callId : callIdOf(callid, leg.id);
		const upAt = answeredAt ?? at;
		const times = {
			ringMs: Math.max(0, upAt - startedAt),
			talkMs: Math.max(0, at - upAt),
			totalMs: Math.max(0, at - startedAt),
		};
		const last = { ...event, callId };
		this.tell('call_ended', last, { call, leg }, String(round), { times, outcome });
	}

	/** It was told before n8n restarted, and is there no more. */
	private endUnseen(call: KnownCall): void {
		const { callid, answeredAt, direction } = call;
		const leg = call.legs.at(-1);
		this.deps.book.remove(call);
		if (!leg) return;
		const event: CallEvent = {
			type: 'ended',
			at: this.deps.clock.now(),
			callId: callIdOf(callid, leg.id),
			dn: leg.dn,
			participant: undefined,
			direction,
			outcome: answeredAt === undefined ? 'unknown' : 'answered',
			afterGap: true,
		};
		call.outcome ??= event.outcome;
		this.ended(event, { call, leg });
	}

	private connection({ type, at }: CallEvent): void {
		if (type !== 'connectionLost' && type !== 'connectionRestored') return;
		const isLost = type === 'connectionLost';
		this.isLost = isLost;
		if (isLost) this.deps.book.forgetEnded();
		this.lostAt = isLost ? at : (this.lostAt ?? at);
		const correlationId = `connection-${this.lostAt.toString(36)}`;
		const name = isLost ? 'connection_lost' : 'connection_restored';
		if (this.deps.settings.wantsType(name)) {
			this.deps.emit(connectionItem(name, at, correlationId));
		}
	}

	/** Things that happen to a leg only once, even if n8n was restarted in between. */
	private tellOnce(type: EventType, event: CallEvent, entry: Entry): void {
		const { leg } = entry;
		if (leg.told.includes(type)) return;
		leg.told.push(type);
		this.tell(type, event, entry, `${leg.dn}.${leg.id}`);
	}

	private tell(
		type: EventType,
		event: CallEvent,
		{ call, leg }: Entry,
		which: string,
		more: Pick<Telling, 'times' | 'outcome'> = {},
	): void {
		const { book, emit, settings } = this.deps;
		const eventId = `${call.correlationId}/${type}/${which}`;
		const telling = { type, eventId, at: event.at, event, call, leg, ...more };
		const item = monitorItem(telling, !settings.simplify);
		// Before it is told: n8n saves what is there when the workflow starts.
		book.save();
		if (settings.wants(filtered(item))) emit(item, leg);
	}

	private moment(at: number): string {
		this.count++;
		return `${at.toString(36)}.${this.count}`;
	}
}
