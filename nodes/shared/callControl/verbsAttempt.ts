import { asThreeCxError, HttpError, maskDigits, type ThreeCxError } from '../transport';
import type { CallControl } from './callControl';
import { CallStateError } from './callControlErrors';
import { waitForLeg, type WaitDeps } from './legPoll';
import type { Participant } from './participant';
import { isConnected, type DiversionReason } from './verbs';

/** How a call is sent on. */
export type TransferVerb = 'routeto' | 'transferto' | 'divert';

export interface TransferOrder {
	destination: string;
	/** `auto`: by the state of the call. */
	verb: TransferVerb | 'auto';
	/** How long the destination may take, in seconds. */
	timeout: number;
	reason?: DiversionReason;
	/** The destination takes every call at once: a queue, a digital receptionist, voicemail. */
	takesAtOnce: boolean;
}

/** The call was sent on. */
export interface Transferred {
	verb: TransferVerb;
	/** The destination was seen with the call; false where the client may not look there, or it still rings (divert). */
	confirmed: boolean;
}

/** Nobody took the call: it is where it was, and may be sent elsewhere. */
export class NotTakenError extends CallStateError {}

/** What is learnt of a PBX while transferring, for the next time. */
export interface TransferHabits {
	/** It was seen to answer only when the outcome was known: then a quick answer is an outcome too. */
	replyTells: boolean;
}

export interface TransferDeps extends WaitDeps {
	callControl: CallControl;
	ownDn: string;
	habits: TransferHabits;
}

/** No person takes a call faster: a reply within it means that 3CX does not wait for the outcome (switch T7). */
const FASTER_THAN_PEOPLE_MS = 700;
/** Our leg may stay for some seconds after the call was taken (switch T7b). */
const LEAVING_MS = 6_000;

/** One try with one verb. */
export class Attempt {
	/** Whether the client may see the calls of the destination. */
	private mayLook = true;

	constructor(
		private readonly deps: TransferDeps,
		private readonly leg: Participant,
		private readonly order: TransferOrder,
		private readonly verb: TransferVerb,
	) {}

	async run(): Promise<Transferred> {
		const { clock } = this.deps;
		const startedAt = clock.now();
		const lost = await this.send();
		const tookMs = clock.now() - startedAt;
		if (this.verb === 'divert') {
			if (lost && (await this.stillThere())) throw lost;
			return { verb: this.verb, confirmed: false };
		}
		const { habits } = this.deps;
		if (lost === undefined && tookMs >= FASTER_THAN_PEOPLE_MS) habits.replyTells = true;
		if (lost === undefined && (habits.replyTells || this.order.takesAtOnce)) {
			return await this.taken();
		}
		const restMs = this.order.timeout * 1000 - tookMs;
		return await this.watch(Math.max(0, restMs) + LEAVING_MS, lost);
	}

	/** @returns why the reply was lost, if it was */
	private async send(): Promise<ThreeCxError | undefined> {
		const { destination, timeout, reason } = this.order;
		try {
			const result = await this.deps.callControl.act(
				this.leg.dn,
				this.leg.id,
				this.verb,
				{ destination, timeout, reason },
				{
					doing: `transfer the call to ${maskDigits(destination)}`,
					hint: 'The destination is busy, did not answer, does not exist, or may not be called from there. The call is still where it was.',
				},
			);
			if (result.accepted) return undefined;
			throw this.notTaken(result.reasonText);
		} catch (error) {
			const problem = asThreeCxError(error);
			if (problem instanceof HttpError && problem.status === 422) throw await this.refused(problem);
			// The effect of a request whose reply was lost is seen in the call.
			if (problem.retryable) return problem;
			throw problem;
		}
	}

	/** The reply said that it is done: the official example then leaves the call, and so do we. */
	private async taken(): Promise<Transferred> {
		// Where it is not sure that the reply tells, a moment for those whom the call must still reach.
		const patienceMs = this.deps.habits.replyTells ? 0 : LEAVING_MS;
		if ((await this.waitGone(patienceMs)) !== 'gone') await this.leave();
		return { verb: this.verb, confirmed: true };
	}

	/** The reply said nothing about the outcome: the legs do. */
	private async watch(ms: number, lost: ThreeCxError | undefined): Promise<Transferred> {
		const until = this.deps.clock.now() + ms;
		for (;;) {
			const step = Math.min(1_000, Math.max(0, until - this.deps.clock.now()));
			if ((await this.waitGone(step)) === 'gone') {
				return { verb: this.verb, confirmed: await this.isThere() };
			}
			if (await this.isThere()) {
				await this.leave();
				return { verb: this.verb, confirmed: true };
			}
			if (this.deps.clock.now() >= until) break;
		}
		if (lost) throw lost;
		throw this.notTaken('nobody took it in time');
	}

	private async waitGone(ms: number): Promise<'gone' | 'there'> {
		const waited = await waitForLeg(this.deps, this.leg, () => false, ms);
		return waited.kind === 'gone' ? 'gone' : 'there';
	}

	/** Whether the destination is seen with this call; false also where the client may not look. */
	private async isThere(): Promise<boolean> {
		if (!this.mayLook) return false;
		const { callid, dn: ours, partyCallerId } = this.leg;
		const dns = await this.deps.callControl.dns();
		const there = dns.find(({ dn }) => dn === this.order.destination);
		if (!there) {
			this.mayLook = false;
			return false;
		}
		return there.participants.some(
			(leg) =>
				isConnected(leg) &&
				// A transfer may give the call another number (switch T24).
				(leg.callid === callid ||
					leg.referredByDn === ours ||
					(partyCallerId !== '' && leg.partyCallerId === partyCallerId)),
		);
	}

	private async leave(): Promise<void> {
		if (this.verb === 'routeto') await this.deps.callControl.drop(this.leg.dn, this.leg.id);
	}

	private async stillThere(): Promise<boolean> {
		const { dn, id } = this.leg;
		return (await this.deps.callControl.participant(dn, id)) !== undefined;
	}

	private async refused(problem: HttpError): Promise<ThreeCxError> {
		if (!(await this.stillThere())) {
			return new CallStateError(
				`The call ended before ${maskDigits(this.order.destination)} took it`,
				{ cause: problem },
			);
		}
		if (this.verb === 'divert') return problem;
		this.deps.habits.replyTells = true;
		return this.notTaken('', problem);
	}

	private notTaken(reason: string, cause?: HttpError): NotTakenError {
		const to = maskDigits(this.order.destination);
		const message =
			cause?.message ?? `Nobody at ${to} took the call${reason === '' ? '' : `: ${reason}`}`;
		return new NotTakenError(message, {
			hint: cause?.hint ?? 'The call is still where it was.',
			cause,
		});
	}
}
