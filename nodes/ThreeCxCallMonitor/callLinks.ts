import type { ActiveCall } from '../shared/xapi';
import type { KnownCall } from './knownCall';
import { isOutside, matchOf, type LegLook, type PolledCall } from './polledCall';

/** A leg of a call that push tells, or has told not long ago. */
export interface PushedLeg {
	correlationId: string;
	leg: LegLook;
	/** 3CX shows it now; otherwise it is remembered. */
	isLive: boolean;
}

/** Calls that are told by push as well. */
export interface PushedView {
	legs(): readonly PushedLeg[];
	/** What is known of it; undefined when it is not told by push. */
	find(correlationId: string): PushedCall | undefined;
}

/** What push knows of a call. Instants are ms since 1970. */
export type PushedCall = Pick<
	KnownCall,
	'startedAt' | 'answeredAt' | 'takenBy' | 'takenAt' | 'endedAt' | 'outcome'
>;

export const NO_PUSH: PushedView = {
	legs: () => [],
	find: () => undefined,
};

/**
 * Which calls of push and polling are the same. That the numbers of both are the same is likely and not proven
 * (xapi.md §5); where they are not, only what can be nothing else is taken as the same: when in doubt a call is told.
 */
export class CallLinks {
	constructor(
		/** The workflow's static data. */
		private readonly store: Record<string, unknown>,
	) {}

	/** The call of push that an active call is. `taken`: those that are known to be others. */
	pushedOf(
		call: ActiveCall,
		legs: readonly PushedLeg[],
		taken: ReadonlySet<string>,
	): string | undefined {
		const free = legs.filter(({ correlationId }) => !taken.has(correlationId));
		const same = free.findLast(({ leg, isLive }) => this.isSame(call, leg, isLive));
		if (same || this.idsAgree) return same?.correlationId;
		const alike = free.filter(({ leg, isLive }) => isLive && matchOf(call, leg) === 'looks');
		const [one, ...others] = new Set(alike.map(({ correlationId }) => correlationId));
		return others.length === 0 ? one : undefined;
	}

	/**
	 * The call of polling that a new leg is part of, by its number only: the list is some seconds old, and who hangs up
	 * and calls again would be taken for the same.
	 *
	 * @param lostAt when push was lost last: what the list told before may be of another run of the PBX
	 */
	polledOf(
		leg: LegLook,
		calls: Iterable<PolledCall>,
		lostAt: number | undefined,
	): PolledCall | undefined {
		for (const known of calls) {
			const { call, seenAt = 0 } = known;
			if (!call || (seenAt < (lostAt ?? 0) && !isOutside(call.fromNumber))) continue;
			if (this.isSame(call, leg, true)) return known;
		}
		return undefined;
	}

	/** Numbers of calls and legs were seen to be the same. */
	private get idsAgree(): boolean {
		return this.store.idsAgree === true;
	}

	private isSame(call: ActiveCall, leg: LegLook, isLive: boolean): boolean {
		const match = matchOf(call, leg);
		if (match === 'id' && isLive) this.store.idsAgree = true;
		return match === 'id' || (match === 'idOnly' && this.idsAgree);
	}
}
