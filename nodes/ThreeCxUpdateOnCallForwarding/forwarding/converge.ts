import { asThreeCxError, HttpError, ThreeCxError, type Clock } from '../../shared/transport';
import type { Xapi } from '../../shared/xapi';
import { readDutyUser, type DutyUser } from './dutyUser';

/** What is repeated until the user is as wanted. */
export interface Steps {
	isDone(user: DutyUser): boolean;
	/** Writes what is missing. `round` counts from 1. */
	write(user: DutyUser, round: number): Promise<void>;
}

/** Where it ended. */
export interface Converged {
	/** As last read. */
	after: DutyUser;
	/** Why the last write failed; undefined when the user is as wanted. */
	error: ThreeCxError | undefined;
}

/** Writes of one run, repetitions included; then it is given up loudly and the next run tries again. */
const MAX_ROUNDS = 4;
/** A PBX that has not caught up yet gets this long (xapi.md §4.2, step 5). */
const SETTLE_MS = 1_500;
/** No new round starts after this: a run must be over before the next minute's begins. */
const DEADLINE_MS = 40_000;

/**
 * Writes and reads back until the user is as wanted. Whatever a write answers, or does not answer: only what is
 * read counts (design promise 5). The user is read by extension each time, as it may have been made anew.
 */
export async function converge(
	xapi: Xapi,
	before: DutyUser,
	steps: Steps,
	clock: Clock,
	signal?: AbortSignal,
): Promise<Converged> {
	const deadline = clock.now() + DEADLINE_MS;
	let after = before;
	let error: ThreeCxError | undefined;
	for (let round = 1; round <= MAX_ROUNDS && !steps.isDone(after); round++) {
		if (clock.now() > deadline) break;
		if (round > 2) await clock.sleep(SETTLE_MS, signal);
		error = await steps.write(after, round).then(() => undefined, asThreeCxError);
		const read = await readDutyUser(xapi, before.number).catch(asThreeCxError);
		if (read instanceof ThreeCxError) return { after, error: error ?? read };
		after = read;
		if (error && isFinal(error)) break;
	}
	return { after, error: steps.isDone(after) ? undefined : error };
}

/** Errors that another round cannot change. A 404 can be a user who was just made anew under another ID. */
function isFinal(error: ThreeCxError): boolean {
	return !error.retryable && !(error instanceof HttpError && error.status === 404);
}
