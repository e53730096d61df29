import type { Call } from './call';
import type { Leg } from './leg';
import type { Party } from './party';

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
	/** Destination it was rung for: itself, a queue, a ring group; empty for the one who calls. */
	via: string;
	/** The other side when it began. */
	party: Party;
	startedAt: number;
	answeredAt: number | null;
	endedAt: number | null;
	/** Why it ended, in one word: `hungUp`, `answeredElsewhere`, `noAnswer`, `busy`, `restart`… */
	why: string | null;
}

/** A caller in a queue. */
export interface WaitTruth {
	queue: string;
	/** Who waits. */
	party: Party;
	startedAt: number;
	endedAt: number | null;
	/** Agent that took it. */
	answeredBy: string | null;
	why: string | null;
}

/** A destination at which nothing ever rang: busy, unreachable, no such number. */
export interface TryTruth {
	destination: string;
	party: Party;
	startedAt: number;
	endedAt: number;
	why: string;
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
	waits: WaitTruth[];
	tries: TryTruth[];
}

/** Enough for a soak; the oldest go beyond it. */
const LIMIT = 50_000;

/** Writes down what happens to every call and leg: the yardstick for what a client reports. */
export class Truth {
	private records: CallTruth[] = [];

	private run = 1;

	private readonly live = new Map<Call, CallTruth>();

	private readonly liveLegs = new Map<Leg, LegTruth>();

	/** Told of each call that is over: the call log. */
	onCallEnded: (call: CallTruth) => void = () => {};

	/** All calls so far, oldest first. */
	calls(): CallTruth[] {
		return this.records;
	}

	/** Calls that are going on. */
	liveCalls(): CallTruth[] {
		return [...this.live.values()];
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
			waits: [],
			tries: [],
		};
		this.records.push(record);
		if (this.records.length > LIMIT * 1.1) this.records = this.records.slice(-LIMIT);
		this.live.set(call, record);
	}

	legStarted(leg: Leg, at: number): void {
		const { id, legid, dn, number, call, state } = leg;
		const record: LegTruth = {
			id,
			legid,
			callid: call.callid,
			dn,
			number,
			via: '',
			party: state.party,
			startedAt: at,
			answeredAt: null,
			endedAt: null,
			why: null,
		};
		this.live.get(call)?.legs.push(record);
		this.liveLegs.set(leg, record);
	}

	/** What the leg was rung for. */
	legRungFor(leg: Leg, via: string): void {
		const record = this.liveLegs.get(leg);
		if (record) record.via = via;
	}

	/** The queue that a live call waits in now, if any. */
	waitOf(call: Call): WaitTruth | undefined {
		return this.live.get(call)?.waits.find((wait) => wait.endedAt === null);
	}

	waitStarted(call: Call, queue: string, party: Party, at: number): WaitTruth {
		const wait = { queue, party, startedAt: at, endedAt: null, answeredBy: null, why: null };
		this.live.get(call)?.waits.push(wait);
		return wait;
	}

	waitEnded(wait: WaitTruth | null, at: number, answeredBy: string | null, why: string): void {
		if (wait?.endedAt !== null) return;
		Object.assign(wait, { endedAt: at, answeredBy, why });
	}

	/** A destination was tried and nothing rang. */
	tried(call: Call, attempt: TryTruth): void {
		this.live.get(call)?.tries.push(attempt);
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
		this.live.delete(call);
		if (!record) return;
		Object.assign(record, { endedAt: at, why });
		for (const wait of record.waits) this.waitEnded(wait, at, null, why);
		this.onCallEnded(record);
	}

	/** The PBX starts over: what comes now belongs to another run. */
	nextRun(): void {
		this.run++;
	}
}
