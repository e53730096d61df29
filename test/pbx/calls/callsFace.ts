import type { CallFacts, LegFacts, PbxCalls } from '../callsApi';
import type { Call } from './call';
import type { Exchange } from './exchange';
import { placeInbound, type InboundWishes } from './inbound';
import { isConnected, type Leg } from './leg';
import { userDials } from './outbound';
import { transferByUser, type UserTransferWishes } from './userTransfer';

/** The verbs of {@link PbxCalls} on an exchange. */
export class CallsFace implements PbxCalls {
	constructor(private readonly exchange: Exchange) {}

	get pendingTimers(): number {
		return this.exchange.timers.size;
	}

	inbound(wishes: InboundWishes): CallFacts {
		return callFacts(placeInbound(this.exchange, wishes));
	}

	internal({ from, to }: { from: string; to: string }): CallFacts {
		return this.userDials(from, to);
	}

	userDials(extension: string, number: string): CallFacts {
		return callFacts(userDials(this.exchange, extension, number));
	}

	answer(where: string | number): LegFacts {
		const leg = this.legs(where).find((one) => one.state.status === 'Ringing');
		if (!leg || !this.exchange.pickUp(leg)) throw new Error(`Nothing rings at ${where}`);
		return legFacts(leg);
	}

	hangUpLeg(participantId: number): void {
		this.exchange.remove(this.leg(participantId), 'hungUp');
	}

	hangUp(callid: number): void {
		this.exchange.end(this.call(callid), 'hungUp');
	}

	press(participantId: number, keys: string): void {
		this.exchange.pressInCall(this.leg(participantId), keys);
	}

	transferByUser(wishes: UserTransferWishes): void {
		const leg = this.legs(wishes.from).find(isConnected);
		if (!leg) throw new Error(`Nobody talks at ${wishes.from}`);
		transferByUser(this.exchange, leg, wishes);
	}

	endUnseen(callid?: number): void {
		const calls = callid === undefined ? this.exchange.list() : [this.call(callid)];
		for (const call of calls) this.exchange.endUnseen(call);
	}

	list(): CallFacts[] {
		return this.exchange.list().map(callFacts);
	}

	whoHas(callid: number): string[] {
		const legs = this.exchange.call(callid)?.legs ?? [];
		return legs
			.filter((leg) => isConnected(leg) && !leg.leaving)
			.map((leg) => leg.number || leg.dn);
	}

	truth() {
		return this.exchange.truth.calls();
	}

	private call(callid: number): Call {
		const call = this.exchange.call(callid);
		if (!call) throw new Error(`There is no call ${callid}`);
		return call;
	}

	private leg(id: number): Leg {
		const leg = this.exchange.leg(id);
		if (!leg) throw new Error(`There is no participant ${id}`);
		return leg;
	}

	/** By participant id, by DN, or by the number of an outside party. */
	private legs(where: string | number): Leg[] {
		if (typeof where === 'number') return [this.leg(where)];
		const all = this.exchange.list().flatMap((call) => call.legs);
		return all.filter((leg) => (leg.number || leg.dn) === where);
	}
}

function callFacts({ callid, from, to, startedAt, answeredAt, legs }: Call): CallFacts {
	return { callid, from, to, startedAt, answeredAt, legs: legs.map(legFacts) };
}

function legFacts({ id, legid, dn, number, state }: Leg): LegFacts {
	return { id, legid, dn, number, status: state.status };
}
