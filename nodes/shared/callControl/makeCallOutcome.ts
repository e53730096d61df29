import { abortError, asThreeCxError, type ThreeCxError } from '../transport';
import type { CallControl } from './callControl';
import { CallStateError } from './callControlErrors';
import { callIdOf } from './callEvent';
import { isVoicemail } from './legs';
import { waitForLeg, type WaitDeps, type Waited } from './legPoll';
import { legOfNewCall } from './makeCallMatch';
import type { Placed } from './makeCall';
import {
	isRingingThere,
	type CallOutcome,
	type Followed,
	type FollowOrder,
} from './makeCallResult';
import type { Participant } from './participant';
import { isConnected } from './verbs';

type Dialling = Extract<Placed, { kind: 'dialling' }>;

/** 3CX gives up by itself at the time limit that it was told; the removal then takes a moment. */
const LIMIT_MARGIN_MS = 5_000;
/** An end so near to the time limit is the time limit. */
const LIMIT_BLUR_MS = 2_000;

/**
 * Follows a call that was just dialled.
 *
 * @throws CancelledError when the execution is stopped; the call is dropped then
 */
export async function followCall(
	deps: WaitDeps & { callControl: CallControl },
	call: Dialling,
	order: FollowOrder,
): Promise<Followed> {
	const follower = new Follower(deps, call, order);
	try {
		return await follower.run();
	} catch (error) {
		const problem = asThreeCxError(error);
		if (deps.signal?.aborted !== true) throw lostSight(call.leg, problem);
		await follower.drop();
		throw problem;
	}
}

function lostSight({ callid, id }: Participant, cause: ThreeCxError): CallStateError {
	return new CallStateError(
		`The call ${callIdOf(callid, id)} was made, but what became of it is not known: ${cause.message}`,
		{ hint: `It may still be up. ${cause.hint ?? ''}`.trim(), cause },
	);
}

class Follower {
	private leg: Participant;

	constructor(
		private readonly deps: WaitDeps & { callControl: CallControl },
		private readonly call: Dialling,
		private readonly order: FollowOrder,
	) {
		this.leg = call.leg;
	}

	async run(): Promise<Followed> {
		const { waitFor, timeoutMs } = this.order;
		// A stop while it was being dialled: nobody wants the call any more.
		if (this.deps.signal?.aborted) throw abortError();
		if (waitFor === 'nothing') return this.so('dialing', '', false);

		const wanted = waitFor === 'ringing' ? isRingingThere : isConnected;
		const waited = await this.wait(wanted, this.left(timeoutMs));
		if (waited.kind === 'gone') return this.notAnswered();
		const leg = waited.kind === 'late' ? await this.answeredAtLast() : waited.leg;
		if (!leg) {
			await this.drop();
			return this.so('noAnswer', 'Nobody answered in time; the call was ended', true);
		}
		if (!isConnected(leg)) return this.so('ringing', '', false);

		const answeredAt = this.deps.clock.now();
		const ringMs = answeredAt - this.call.at;
		const answer = this.answer(leg);
		if (waitFor !== 'ended') return { ...answer, ringMs };
		const end = await this.wait(() => false, this.order.longestMs);
		const talkMs = this.deps.clock.now() - answeredAt;
		return end.kind === 'gone'
			? { ...answer, leg: this.leg, ended: true, ringMs, talkMs }
			: { ...answer, leg: this.leg, reason: 'It goes on beyond the longest wait', ringMs, talkMs };
	}

	async drop(): Promise<void> {
		const { callControl } = this.deps;
		const { dn, id, callid } = this.leg;
		await callControl.drop(dn, id);
		if (!this.call.byExtension) return;
		// The other phones of the extension that ring for it have legs of their own.
		const legs = await callControl.participants(dn);
		for (const leg of legs) if (leg.callid === callid) await callControl.drop(dn, leg.id);
	}

	private async wait(wanted: (leg: Participant) => boolean, ms: number): Promise<Waited> {
		const until = this.deps.clock.now() + ms;
		for (;;) {
			const waited = await waitForLeg(
				this.deps,
				this.leg,
				(leg) => {
					this.leg = leg;
					return wanted(leg);
				},
				until - this.deps.clock.now(),
			);
			if (waited.kind !== 'gone') return waited;
			const other = await this.otherLeg();
			if (!other) return waited;
			this.leg = other;
		}
	}

	/** Where the whole extension rang, the leg of the phone that picked up takes the place of the first one. */
	private async otherLeg(): Promise<Participant | undefined> {
		if (!this.call.byExtension) return undefined;
		const legs = await this.deps.callControl.participants(this.leg.dn);
		const ofCall = legs.filter(
			({ id, callid }) => callid === this.leg.callid && id !== this.leg.id,
		);
		return legOfNewCall(ofCall, this.order.destination);
	}

	private answer(leg: Participant): Followed {
		this.leg = leg;
		return isVoicemail(leg) && this.order.destination !== leg.partyDn
			? this.so('voicemail', 'The voicemail of the PBX took the call', false)
			: this.so('answered', '', false);
	}

	/** 3CX removes the leg and tells no cause (call-control-api.md §7.3): only the time speaks. */
	private notAnswered(): Followed {
		const ringMs = this.deps.clock.now() - this.call.at;
		const timedOut = ringMs >= this.order.timeoutMs - LIMIT_BLUR_MS;
		const there = isRingingThere(this.leg);
		const outcome = timedOut
			? this.so('noAnswer', 'Nobody answered in time', true)
			: there
				? this.so(
						'rejected',
						'Ended before anybody answered: refused or busy, 3CX does not tell which',
						true,
					)
				: this.so(
						'failed',
						'Ended before it rang: no such number, no outbound rule for it, busy, or the own phone did not pick up; 3CX does not tell which',
						true,
					);
		return { ...outcome, ringMs };
	}

	private so(result: CallOutcome, reason: string, ended: boolean): Followed {
		return { result, reason, leg: this.leg, ended };
	}

	/** The call may have been found late, and be answered by then: some time is left always. */
	private left(limitMs: number): number {
		return Math.max(0, limitMs - (this.deps.clock.now() - this.call.at)) + LIMIT_MARGIN_MS;
	}

	/** One that answers in the last moment must not be cut off. */
	private async answeredAtLast(): Promise<Participant | undefined> {
		const leg = await this.deps.callControl.participant(this.leg.dn, this.leg.id);
		return leg && isConnected(leg) ? leg : undefined;
	}
}
