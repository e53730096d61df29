import { isConnected, type Leg } from '../calls/leg';
import { dnParty } from '../calls/party';
import type { SimulatedPbx } from '../pbx';

/** A leg that somebody holds at the web phone, as the page shows it. */
export interface LineFacts {
	line: number;
	/** `caller`: dialled here. `answered`: taken off here. */
	role: 'caller' | 'answered';
	/** The number or DN that the person is. */
	who: string;
	/** What was dialled; empty for a call taken off. */
	dialled: string;
	status: 'Dialing' | 'Ringing' | 'Connected' | 'ended';
	with: { number: string; name: string };
	/** When the status began, by the clock of the PBX. */
	since: number;
	/** Why it ended: a word of the truth, or `here` when this phone hung up. */
	why: string | null;
	/** Route point legs that it talked to: their audio can be had as WAV. */
	heard: number[];
	/** Keys and voice go this way. */
	isActive: boolean;
}

/** A leg that the web phone holds. */
export class Line {
	private status: LineFacts['status'];

	private since: number;

	private heard: number[] = [];

	private isHungUpHere = false;

	constructor(
		private readonly pbx: SimulatedPbx,
		readonly number: number,
		readonly leg: Leg,
		private readonly role: LineFacts['role'],
		private readonly dialled = '',
	) {
		this.status = leg.state.status;
		this.since = pbx.clock.now();
	}

	/** True when the leg is gone. */
	get isOver(): boolean {
		return this.leg.gone;
	}

	/** The leg of a route point that it talks to: what a workflow plays goes there. */
	get routePointLeg(): Leg | null {
		const { leg, pbx } = this;
		if (leg.gone || !isConnected(leg)) return null;
		const isRoutePoint = (one: Leg) => dnParty(pbx.world, one.dn).type === 'Wroutepoint';
		return leg.call.legs.find((one) => isConnected(one) && isRoutePoint(one)) ?? null;
	}

	/** Looks what became of the leg. */
	look(): void {
		const status = this.leg.gone ? 'ended' : this.leg.state.status;
		if (status !== this.status) {
			this.status = status;
			this.since = this.pbx.clock.now();
		}
		const other = this.routePointLeg;
		if (other && !this.heard.includes(other.id)) this.heard.push(other.id);
	}

	/** Hangs up, if there is anything to hang up. */
	hangUp(): void {
		if (this.leg.gone) return;
		this.isHungUpHere = true;
		this.pbx.exchange.remove(this.leg, 'hungUp');
	}

	facts(active: Line | null): LineFacts {
		const { leg, role, dialled, status, since, heard } = this;
		const { number, dn, name } = leg.state.party;
		return {
			line: this.number,
			role,
			who: leg.number || leg.dn,
			dialled,
			status,
			with: { number: number || dn, name },
			since,
			why: status === 'ended' ? this.why() : null,
			heard,
			isActive: this === active,
		};
	}

	private why(): string {
		if (this.isHungUpHere) return 'here';
		const calls = this.pbx.exchange.truth.calls();
		// Ids start over with a restart: the newest is meant.
		for (let i = calls.length - 1; i >= 0; i--) {
			const truth = calls[i]?.legs.find((one) => one.id === this.leg.id);
			if (truth) return truth.why ?? 'hungUp';
		}
		return 'hungUp';
	}
}
