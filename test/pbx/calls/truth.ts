import type { Call } from './call';
import type { Leg } from './leg';

/** What really happened to a leg, whatever a client was told of it. Times by the clock of the PBX. */
export interface LegTruth {
	/** Participant id. */
	id: number;
	legid: number;
	/** Call number it had first; `transferCallid: new` moves a leg to another call. */
	callid: number;
	dn: string;
	/** Outside number, for a party on a trunk. */
	number: string;
	startedAt: number;
	answeredAt: number | null;
	endedAt: number | null;
	/** Why it ended, in one word: `hungUp`, `answeredElsewhere`, `noAnswer`, `busy`, `restart`… */
	why: string | null;
}

/** What really happened to a call. */
export interface CallTruth {
	callid: number;
	/** Which run of the PBX, counting from 1: numbers start over with a restart. */
	run: number;
	from: string;
	to: string;
	startedAt: number;
	/** When somebody (or a machine) took it. */
	answeredAt: number | null;
	endedAt: number | null;
	why: string | null;
	legs: LegTruth[];
}

/** Enough for a soak; the oldest go beyond it. */
const LIMIT = 50_000;

/** Writes down what happens to every call and leg: the yardstick for what a client reports. */
export class Truth {
	private records: CallTruth[] = [];

	private run = 1;

	private readonly live = new Map<Call, CallTruth>();

	private readonly liveLegs = new Map<Leg, LegTruth>();

	/** All calls so far, oldest first. */
	calls(): CallTruth[] {
		return this.records;
	}

	callStarted(call: Call): void {
		const { callid, from, to, startedAt } = call;
		const record: CallTruth = {
			callid,
			run: this.run,
			from,
			to,
			startedAt,
			answeredAt: null,
			endedAt: null,
			why: null,
			legs: [],
		};
		this.records.push(record);
		if (this.records.length > LIMIT * 1.1) this.records = this.records.slice(-LIMIT);
		this.live.set(call, record);
	}

	legStarted(leg: Leg, at: number): void {
		const { id, legid, dn, number, call } = leg;
		const record: LegTruth = {
			id,
			legid,
			callid: call.callid,
			dn,
			number,
			startedAt: at,
			answeredAt: null,
			endedAt: null,
			why: null,
		};
		this.live.get(call)?.legs.push(record);
		this.liveLegs.set(leg, record);
	}

	legAnswered(leg: Leg, at: number): void {
		const record = this.liveLegs.get(leg);
		if (record) record.answeredAt ??= at;
	}

	legEnded(leg: Leg, at: number, why: string): void {
		const record = this.liveLegs.get(leg);
		if (record) Object.assign(record, { endedAt: at, why });
		this.liveLegs.delete(leg);
	}

	callAnswered(call: Call, at: number): void {
		const record = this.live.get(call);
		if (record) record.answeredAt ??= at;
	}

	callEnded(call: Call, at: number, why: string): void {
		const record = this.live.get(call);
		if (record) Object.assign(record, { endedAt: at, why });
		this.live.delete(call);
	}

	/** The PBX starts over: what comes now belongs to another run. */
	nextRun(): void {
		this.run++;
	}
}
