import type { Leg } from './legs';

/** A leg that stopped ringing unanswered. */
export interface RingEnd {
	leg: Leg;
	/** When it stopped, ms since 1970. */
	at: number;
	compared: boolean;
}

/** An end whose meaning is known. */
export interface DecidedEnd extends RingEnd {
	/** Another leg of the call took it. */
	elsewhere: boolean;
}

/** How long another phone of the group may take to be seen as the one who took the call. */
const WAIT_MS = 1_000;

/**
 * Legs that stopped ringing while others of the same call still ring: missed, or taken by one of those?
 * The frame that tells who took the call may come after those that tell who stopped ringing, so this waits a moment.
 */
export class UndecidedEnds {
	private ends: RingEnd[] = [];

	get size(): number {
		return this.ends.length;
	}

	/** When the oldest has waited long enough; undefined when none waits. */
	get due(): number | undefined {
		const [first] = this.ends;
		return first && first.at + WAIT_MS;
	}

	add(end: RingEnd): void {
		this.ends.push(end);
	}

	/** Takes out what can be told by now. `legs` are the live ones. */
	decide(legs: Iterable<Leg>, at: number): DecidedEnd[] {
		if (this.ends.length === 0) return [];
		const live = [...legs];
		const told: DecidedEnd[] = [];
		this.ends = this.ends.filter((end) => {
			const others = live.filter((leg) => isSameCall(leg, end.leg));
			const elsewhere = others.some((leg) => hasTaken(leg, end.leg));
			const wait = !elsewhere && at < end.at + WAIT_MS && others.some(isOpen);
			if (!wait) told.push({ ...end, elsewhere });
			return wait;
		});
		return told;
	}

	/** Takes all out as not taken elsewhere: nothing that follows belongs to them. */
	giveUp(): DecidedEnd[] {
		const told = this.ends.map((end) => ({ ...end, elsewhere: false }));
		this.ends = [];
		return told;
	}
}

/** A call number of 0 is none. */
function isSameCall(a: Leg, b: Leg): boolean {
	return a.participant.callid === b.participant.callid && a.participant.callid !== 0;
}

function isOpen({ answeredAt }: Leg): boolean {
	return answeredAt === undefined;
}

/** A queue or route point that was connected before the phone rang has not taken the call from it. */
function hasTaken(other: Leg, ringing: Leg): boolean {
	const { answeredAt, onlyVoicemail } = other;
	return answeredAt !== undefined && answeredAt >= ringing.startedAt && !onlyVoicemail;
}
