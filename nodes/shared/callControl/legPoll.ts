import { abortError, asThreeCxError, ThreeCxError, type Clock } from '../transport';
import type { CallControl } from './callControl';
import type { Participant } from './participant';
import type { CallWatch } from './watch';

/** The part of the live view that the actions need: waiting for a leg. */
export type LegWatch = Pick<CallWatch, 'until'>;

/**
 * Waits for a leg by asking again and again, at first every half second, after ten minutes every 5 s: so late, at the
 * most, is the end of a long call known.
 *
 * Not by the live watch, even where its socket is open in this process: if 3CX serves the newest socket of a client
 * only (switch T25), that socket may be deaf for some seconds at any time, and in queue mode the process that executes
 * has none. A GET tells the truth in every case.
 */
export class LegPoll implements LegWatch {
	constructor(
		private readonly callControl: CallControl,
		private readonly clock: Clock,
	) {}

	async until(
		dn: string,
		participantId: number,
		wanted: (leg: Participant) => boolean,
		signal: AbortSignal,
	): Promise<Participant | undefined> {
		const began = this.clock.now();
		for (;;) {
			if (signal.aborted) throw abortError();
			const leg = await unlessStopped(this.look(dn, participantId), signal);
			if (leg === 'gone') return undefined;
			if (leg !== 'unknown' && wanted(leg)) return leg;
			await this.clock.sleep(paceAfter(this.clock.now() - began), signal);
		}
	}

	private async look(dn: string, id: number): Promise<Participant | 'gone' | 'unknown'> {
		try {
			return (await this.callControl.participant(dn, id)) ?? 'gone';
		} catch (error) {
			// A PBX that cannot be reached for a while says nothing about the call.
			if (error instanceof ThreeCxError && error.retryable) return 'unknown';
			throw asThreeCxError(error);
		}
	}
}

/** A call of hours must not cost a request every half second. @param ms how long the wait lasts already */
function paceAfter(ms: number): number {
	if (ms < 60_000) return 500;
	return ms < 600_000 ? 2_000 : 5_000;
}

/** How a wait for a leg ended. */
export type Waited =
	| { kind: 'reached'; leg: Participant }
	| { kind: 'gone' }
	/** The time is over; the leg is still there, as far as is known. */
	| { kind: 'late' };

/** What waiting needs. */
export interface WaitDeps {
	legs: LegWatch;
	clock: Clock;
	/** Fires when the execution is stopped. */
	signal: AbortSignal | undefined;
}

/** Waits for a leg, at most `ms`. @throws CancelledError when the execution is stopped */
export async function waitForLeg(
	{ legs, clock, signal }: WaitDeps,
	leg: { dn: string; id: number },
	wanted: (leg: Participant) => boolean,
	ms: number,
): Promise<Waited> {
	if (signal?.aborted) throw abortError();
	const limit = new AbortController();
	const callOff = clock.later(Math.max(0, ms), () => limit.abort());
	const either = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
	try {
		const found = await legs.until(leg.dn, leg.id, wanted, either);
		return found ? { kind: 'reached', leg: found } : { kind: 'gone' };
	} catch (error) {
		if (limit.signal.aborted && signal?.aborted !== true) return { kind: 'late' };
		throw asThreeCxError(error);
	} finally {
		callOff();
	}
}

/** The outcome of `work`, or the end of the wait if that comes first. */
async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	let stop = () => {};
	const stopped = new Promise<never>((_resolve, reject) => {
		stop = () => reject(abortError());
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([work, stopped]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
