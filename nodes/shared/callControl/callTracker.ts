import type { CallEvent, CallEventType } from './callEvent';
import { EndedLegs } from './endedLegs';
import { digitEvents, endEvent, eventOf, storyOf } from './legEvents';
import {
	hasGoneBack,
	isPassedOn,
	isSameLeg,
	isVoicemail,
	keyOf,
	legKey,
	newLeg,
	partyOf,
	timesOf,
	type Leg,
} from './legs';
import type { Participant } from './participant';
import { UndecidedEnds } from './undecidedEnds';

/** Keys pressed on a leg that is not known yet wait for it; more than that is noise. */
const MOST_KEYS = 64;
const MOST_LEGS_WITH_KEYS = 100;

/** Of a leg that was never seen: remembered as gone, but one that shows up under its ID is told. */
const NO_CALL = -1;

/** How the full state is compared with what is known. */
export interface Comparison {
	/** There was no connection before: the PBX may have been restarted, and its IDs started over. */
	afterBreak: boolean;
	/** Legs that frames have told about while the state was read: frames are newer. */
	newer: (key: string) => boolean;
}

/**
 * Legs in, events out. Pure: no requests, no timers; all instants (`at`, ms since 1970) are handed in.
 *
 * Whatever is repeated, lost or reordered, each leg is told as started once, answered at most once and ended once
 * (design promise 2). When in doubt whether a leg is a new one, it is told.
 */
export class CallTracker {
	private readonly legs = new Map<string, Leg>();
	private readonly ended = new EndedLegs();
	private readonly undecided = new UndecidedEnds();
	private readonly keys = new Map<string, string>();

	/** The legs known now. */
	participants(): Participant[] {
		return [...this.legs.values()].map(({ participant }) => participant);
	}

	participant(dn: string, participantId: number): Participant | undefined {
		return this.legs.get(legKey(dn, participantId))?.participant;
	}

	/** Whether the leg was said to be gone, not long ago. */
	hasEnded(dn: string, participantId: number): boolean {
		return this.ended.has(legKey(dn, participantId));
	}

	/** When {@link settle} has something to do; undefined when nothing waits. */
	get due(): number | undefined {
		return this.undecided.due;
	}

	/** How much is remembered. */
	get size(): { legs: number; ended: number; undecided: number; keys: number } {
		const { legs, ended, undecided, keys } = this;
		return { legs: legs.size, ended: ended.size, undecided: undecided.size, keys: keys.size };
	}

	/** A leg as 3CX shows it now. `compared`: found by comparing, not told by 3CX at its time. */
	seen(participant: Participant, at: number, compared = false): CallEvent[] {
		const key = keyOf(participant);
		const known = this.legs.get(key);
		// A late frame or a stale reply: within one run of the PBX an ID is never given again.
		if (!known && this.ended.recall(key, participant.callid, at)) return [];
		const leg = known ?? newLeg(participant, at);
		this.legs.set(key, leg);
		leg.participant = participant;
		leg.dialled ||= participant.status === 'Dialing';
		const events = [
			...(known ? [] : [eventOf(leg, 'started', at, compared)]),
			...this.progress(leg, at, compared),
			...this.waitingKeys(key, leg, at),
		];
		return [...events, ...this.settle(at)];
	}

	/** A leg that is gone. */
	gone(dn: string, participantId: number, at: number, compared = false): CallEvent[] {
		const key = legKey(dn, participantId);
		this.keys.delete(key);
		const leg = this.legs.get(key);
		if (!leg) {
			if (!this.ended.has(key)) this.ended.add(key, NO_CALL, at);
			return [];
		}
		this.legs.delete(key);
		this.ended.add(key, leg.participant.callid, at);
		const end = { leg, at, compared };
		const rangOnly = leg.rang && !leg.dialled && leg.answeredAt === undefined;
		if (!rangOnly) return [endEvent({ ...end, elsewhere: false }), ...this.settle(at)];
		this.undecided.add(end);
		return this.settle(at);
	}

	/** Keys pressed: one event each. */
	pressed(dn: string, participantId: number, digits: string, at: number): CallEvent[] {
		const key = legKey(dn, participantId);
		const leg = this.legs.get(key);
		if (leg) return digitEvents(leg, digits, at);
		if (!this.ended.has(key) && (this.keys.has(key) || this.keys.size < MOST_LEGS_WITH_KEYS)) {
			this.keys.set(key, `${this.keys.get(key) ?? ''}${digits}`.slice(0, MOST_KEYS));
		}
		return [];
	}

	/** The full state: what differs from what was known is told, marked as found after a gap. */
	compare(state: readonly Participant[], at: number, how: Comparison): CallEvent[] {
		const present = new Set(state.map(keyOf));
		const restarted = how.afterBreak && this.isAnotherRun(state);
		const events: CallEvent[] = [];
		for (const [key, { participant }] of [...this.legs]) {
			if (how.newer(key) || (present.has(key) && !restarted)) continue;
			events.push(...this.gone(participant.dn, participant.id, at, true));
		}
		if (restarted) events.push(...this.undecided.giveUp().map(endEvent));
		if (how.afterBreak) {
			this.ended.clear();
			this.keys.clear();
		}
		this.ended.forget(at);
		for (const participant of state) {
			if (!how.newer(keyOf(participant))) events.push(...this.seen(participant, at, true));
		}
		return events;
	}

	/** Tells the ends that have waited for their meaning, as far as it is known by now. */
	settle(at: number): CallEvent[] {
		return this.undecided.decide(this.legs.values(), at).map(endEvent);
	}

	/** The live legs once more, for a listener that came late. */
	replay(): CallEvent[] {
		return [...this.legs.values()].flatMap(storyOf);
	}

	private progress(leg: Leg, at: number, compared: boolean): CallEvent[] {
		const { participant } = leg;
		const events: CallEvent[] = [];
		const tell = (type: CallEventType, more?: Partial<CallEvent>) =>
			events.push(eventOf(leg, type, at, compared, more));
		if (participant.status === 'Ringing' && !leg.rang && leg.answeredAt === undefined) {
			leg.rang = true;
			tell('ringing');
		}
		if (participant.status !== 'Connected') return events;
		const party = partyOf(participant);
		if (leg.answeredAt === undefined) {
			leg.answeredAt = at;
			leg.party = { ...party, referredBy: '' };
			const voicemail = isVoicemail(participant) ? ({ outcome: 'voicemail' } as const) : {};
			tell('answered', { ringMs: timesOf(leg, at).ringMs, ...voicemail });
		}
		leg.onlyVoicemail &&= isVoicemail(participant);
		if (isPassedOn(leg.party, party)) tell('transferred');
		leg.party = party;
		return events;
	}

	private waitingKeys(key: string, leg: Leg, at: number): CallEvent[] {
		const digits = this.keys.get(key);
		if (digits === undefined) return [];
		this.keys.delete(key);
		return digitEvents(leg, digits, at);
	}

	/**
	 * Whether the PBX has started over: legs under known IDs are others. One that is the same beyond doubt shows that
	 * the others were only passed on while nobody heard; one that is up no more shows that none of them is the same.
	 */
	private isAnotherRun(state: readonly Participant[]): boolean {
		let same = false;
		let other = false;
		for (const participant of state) {
			const leg = this.legs.get(keyOf(participant));
			if (!leg) continue;
			if (hasGoneBack(leg, participant)) return true;
			if (isSameLeg(leg, participant)) same = true;
			else other = true;
		}
		return other && !same;
	}
}
