import type { SimClock } from '../clock';
import type { Switches } from '../switches';
import { behaviourOf } from '../world/behaviour';
import type { World } from '../world/world';
import { stayingLegs, type Call } from './call';
import { isConnected, type Leg, type LegState } from './leg';
import { dnParty, NO_DN, type Party } from './party';
import { Timers } from './timers';
import { Truth } from './truth';

/** Who is told what happens to the legs: the sockets. */
export interface Listener {
	upsert(leg: Leg): void;
	removed(leg: Leg): void;
	keys(leg: Leg, keys: string): void;
}

/** Start values of the counters (pbx-simulator.md §1; arbitrary). */
const FIRST_PARTICIPANT = 25;
const FIRST_CALL = 26;
/** Outside parties count apart, so that the legs a client sees have numbers in a row. */
const FIRST_OUTSIDE = 100_001;

/** What a leg is made of. */
export type LegWishes = { dn: string; party: Party } & Partial<
	Pick<Leg, 'number' | 'deviceId' | 'directControl' | 'attempt'> & LegState
>;

/** All calls of the PBX: makes, changes and ends legs, and tells the sockets and the truth. */
export class Exchange {
	readonly timers: Timers;

	readonly truth = new Truth();

	private readonly calls = new Map<number, Call>();

	private readonly legs = new Map<number, Leg>();

	private nextParticipant = FIRST_PARTICIPANT;

	private nextCall = FIRST_CALL;

	private nextOutside = FIRST_OUTSIDE;

	/** Told of each leg that ends, also of those that end without a word: their audio ends too. */
	onGone: (leg: Leg) => void = () => {};

	/** Set while legs end without a word (`endUnseen`). */
	private isSilent = false;

	constructor(
		readonly world: World,
		readonly switches: Switches,
		readonly clock: SimClock,
		private readonly listener: Listener,
	) {
		this.timers = new Timers(clock);
	}

	/** The live calls, oldest first. */
	list(): Call[] {
		return [...this.calls.values()];
	}

	/** The live call of that number. */
	call(callid: number): Call | undefined {
		return this.calls.get(callid);
	}

	/** The live leg of that participant id. */
	leg(id: number): Leg | undefined {
		return this.legs.get(id);
	}

	/** The live legs of a DN. */
	legsOf(dn: string): Leg[] {
		return [...this.legs.values()].filter((leg) => leg.dn === dn);
	}

	/** A call without legs yet. */
	startCall(from: string, to: string, more: { dialledBy?: string; nextLegid?: number } = {}): Call {
		const now = this.clock.now();
		const call: Call = {
			callid: this.nextCall++,
			startedAt: now,
			changedAt: now,
			answeredAt: null,
			legs: [],
			attempts: new Set(),
			nextLegid: more.nextLegid ?? 1,
			dialledBy: more.dialledBy ?? '',
			from,
			to,
		};
		this.calls.set(call.callid, call);
		this.truth.callStarted(call);
		return call;
	}

	/** A new leg; `tell` is left to the caller, since a makecall's leg is there before its first frame. */
	addLeg(call: Call, wishes: LegWishes): Leg {
		const device = this.world.findUser(wishes.dn)?.devices[0];
		const now = this.clock.now();
		const leg: Leg = {
			id: wishes.number ? this.nextOutside++ : this.nextParticipant++,
			legid: call.nextLegid++,
			dn: wishes.dn,
			number: wishes.number ?? '',
			deviceId: wishes.deviceId ?? device?.deviceId ?? '',
			directControl: wishes.directControl ?? device?.directControl ?? false,
			startedAt: now,
			connectedAt: wishes.status === 'Connected' ? now : null,
			holds: [],
			call,
			state: {
				status: wishes.status ?? 'Ringing',
				party: wishes.party,
				originatedBy: wishes.originatedBy ?? NO_DN,
				referredBy: wishes.referredBy ?? NO_DN,
				onBehalfOf: wishes.onBehalfOf ?? NO_DN,
			},
			past: null,
			attempt: wishes.attempt ?? null,
			pickUp: null,
			told: false,
			leaving: false,
			gone: false,
			keys: '',
		};
		call.legs.push(leg);
		this.legs.set(leg.id, leg);
		this.truth.legStarted(leg, now);
		if (isConnected(leg)) this.truth.legAnswered(leg, now);
		return leg;
	}

	/** Sends an Upsert, and repeats it as switched (T6). */
	tell(leg: Leg): void {
		if (leg.gone) return;
		this.listener.upsert(leg);
		const isFirst = !leg.told;
		leg.told = true;
		const { upsertRepeats } = this.switches;
		if (upsertRepeats === 'extra') this.timers.after(20, () => this.repeat(leg));
		if (upsertRepeats === 'periodic' && isFirst) this.keepTelling(leg);
	}

	/** Changes a leg and says so. */
	change(leg: Leg, changes: Partial<LegState>): void {
		if (leg.gone) return;
		leg.past = leg.state;
		leg.state = { ...leg.state, ...changes };
		const now = this.clock.now();
		leg.call.changedAt = now;
		if (isConnected(leg)) {
			leg.connectedAt ??= now;
			this.truth.legAnswered(leg, now);
		}
		this.tell(leg);
	}

	/** Moves a leg to another call (switch `transferCallid: new`). */
	move(leg: Leg, call: Call): void {
		leg.call.legs = leg.call.legs.filter((one) => one !== leg);
		leg.call = call;
		call.legs.push(leg);
	}

	/** Takes a ringing leg off; false when it does not ring any more. */
	pickUp(leg: Leg): boolean {
		if (leg.gone || leg.state.status !== 'Ringing') return false;
		if (!leg.pickUp) return leg.attempt?.take(leg) ?? false;
		leg.pickUp();
		return true;
	}

	/** Somebody took the call. */
	answered(call: Call): void {
		call.answeredAt ??= this.clock.now();
		this.truth.callAnswered(call, call.answeredAt);
	}

	/** Takes a leg out and ends what cannot go on without it. */
	remove(leg: Leg, why: string): void {
		if (leg.gone) return;
		leg.gone = true;
		const { call, attempt } = leg;
		call.legs = call.legs.filter((one) => one !== leg);
		call.changedAt = this.clock.now();
		this.legs.delete(leg.id);
		this.truth.legEnded(leg, this.clock.now(), why);
		this.onGone(leg);
		if (!this.isSilent) this.listener.removed(leg);
		attempt?.legGone(leg, why);
		for (const other of [...call.attempts]) if (other.isFor(leg)) other.cancel(why);
		this.settle(call, why);
	}

	/** Ends a call: every leg goes. */
	end(call: Call, why: string): void {
		if (!this.calls.delete(call.callid)) return;
		for (const attempt of [...call.attempts]) attempt.cancel(why);
		for (const leg of [...call.legs]) this.remove(leg, why);
		this.truth.callEnded(call, this.clock.now(), why);
	}

	/** Ends a call without a frame, as one that ends while the socket is down. */
	endUnseen(call: Call): void {
		this.isSilent = true;
		try {
			this.end(call, 'endedUnseen');
		} finally {
			this.isSilent = false;
		}
	}

	/** Ends a call in which nobody is left to talk to: one alone is not a call (pbx-simulator.md §6.3). */
	settle(call: Call, why: string): void {
		if (!this.calls.has(call.callid)) return;
		const attempts = [...call.attempts];
		const active = stayingLegs(call).filter((leg) => leg.state.status !== 'Ringing');
		if (active.length > 1 || (active.length > 0 && attempts.length > 0)) return;
		// A transfer with a call number of its own: the one who waits is in the other call (T24).
		if (attempts.some((attempt) => attempt.owner.call !== call)) return;
		this.end(call, why);
	}

	/** Keys pressed towards a leg of a route point; sent one by one, or gathered (T8). */
	press(leg: Leg, keys: string): void {
		if (this.switches.dtmf === 'single') {
			for (const key of keys) this.listener.keys(leg, key);
			return;
		}
		const isFirst = leg.keys === '';
		leg.keys += keys;
		if (!isFirst) return;
		this.timers.after(300, () => {
			if (!leg.gone) this.listener.keys(leg, leg.keys);
			leg.keys = '';
		});
	}

	/** What a party does by itself once it talks: keys, and hanging up. */
	actAfterAnswer(leg: Leg): void {
		const { sendsDtmf, hangupAfterMs } = behaviourOf(this.world, leg.number || leg.dn);
		if (sendsDtmf) this.timers.after(500, () => this.pressInCall(leg, sendsDtmf));
		if (hangupAfterMs !== undefined) {
			this.timers.after(hangupAfterMs, () => this.remove(leg, 'hungUp'));
		}
	}

	/** Keys that a party presses reach the route points in its call; DTMF is for no others (§7). */
	pressInCall(leg: Leg, keys: string): void {
		const isRoutePoint = (one: Leg) => dnParty(this.world, one.dn).type === 'Wroutepoint';
		const hears = isRoutePoint(leg) ? [leg] : leg.call.legs.filter(isRoutePoint);
		for (const one of hears) if (isConnected(one)) this.press(one, keys);
	}

	/** The PBX starts over: calls are gone without a word, and the ids begin anew. */
	reset(): void {
		this.timers.clear();
		for (const call of this.list()) {
			this.isSilent = true;
			this.end(call, 'restart');
		}
		this.isSilent = false;
		this.timers.clear();
		this.nextParticipant = FIRST_PARTICIPANT;
		this.nextCall = FIRST_CALL;
		this.nextOutside = FIRST_OUTSIDE;
		this.truth.nextRun();
	}

	private repeat(leg: Leg): void {
		if (!leg.gone) this.listener.upsert(leg);
	}

	private keepTelling(leg: Leg): void {
		this.timers.after(750, () => {
			if (leg.gone || this.switches.upsertRepeats !== 'periodic') return;
			this.listener.upsert(leg);
			this.keepTelling(leg);
		});
	}
}
