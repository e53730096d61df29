import { asThreeCxError, HttpError, ThreeCxError, type Clock } from '../../shared/transport';
import type { Xapi } from '../../shared/xapi';
import { applied, changesFor, isDone, type Changes, type RulePolicy } from './changes';
import { readDutyUser, type DutyUser } from './dutyUser';
import type { Earlier } from './routes';
import type { Target } from './target';

/** What a push is asked for. */
export interface PushOrder {
	extension: string;
	target: Target;
	policy: RulePolicy;
	/** The fallback, which an earlier run may have written into the rules. */
	fallback: string;
	dryRun: boolean;
}

/** What became of it. Errors before the first read are thrown: then nothing is known and nothing was touched. */
export interface PushResult {
	before: DutyUser;
	/** As last read; after a dry run as it would be. */
	after: DutyUser;
	earlier: Earlier;
	/** What was, or in a dry run would be, written first; empty when nothing had to be. */
	changes: Changes;
	/** What is still not as wanted at the end. */
	left: Changes;
	/** Why the last write failed, if it did. */
	error: ThreeCxError | undefined;
}

/** Writes of one push, repetitions included; then it is given up loudly and the next run tries again. */
const MAX_ROUNDS = 4;
/** A PBX that has not caught up yet gets this long (xapi.md §4.2, step 5). */
const SETTLE_MS = 1_500;
/** No new round starts after this: a run must be over before the next minute's begins. */
const DEADLINE_MS = 40_000;

/**
 * Brings the number into 3CX and reads back what is there: compare with the PBX, not with memory; write only on a
 * difference; believe only what is read (design promise 5).
 */
export async function push(
	xapi: Xapi,
	order: PushOrder,
	clock: Clock,
	signal?: AbortSignal,
): Promise<PushResult> {
	const before = await readDutyUser(xapi, order.extension);
	const earlier = { numbers: [before.mobile, order.fallback], rules: order.target.rules };
	const wanted = (user: DutyUser) => changesFor(user, order.target, earlier, order.policy);
	const changes = wanted(before);
	const result: PushResult = {
		before,
		after: before,
		earlier,
		changes,
		left: changes,
		error: undefined,
	};
	if (order.dryRun) return { ...result, ...rehearse(before, wanted) };
	const deadline = clock.now() + DEADLINE_MS;
	for (let round = 1; round <= MAX_ROUNDS && !isDone(result.left); round++) {
		if (clock.now() > deadline) break;
		if (round > 2) await clock.sleep(SETTLE_MS, signal);
		result.error = await write(xapi, result.after.id, result.left, round > 1);
		// Whatever the write answered, or did not answer: what is there now decides.
		const read = await readDutyUser(xapi, order.extension).catch(asThreeCxError);
		if (read instanceof ThreeCxError) return { ...result, error: result.error ?? read };
		result.after = read;
		result.left = wanted(read);
		if (isFinal(result.error)) break;
	}
	return isDone(result.left) ? { ...result, error: undefined } : result;
}

/** What would be there after the writes, for a dry run. */
function rehearse(before: DutyUser, wanted: (user: DutyUser) => Changes) {
	let after = before;
	let left = wanted(before);
	for (let round = 1; round <= MAX_ROUNDS && !isDone(left); round++) {
		after = applied(after, left);
		left = wanted(after);
	}
	return { after, left };
}

/**
 * Writes the changes; the error is told, not thrown.
 *
 * First all in one PATCH. Nobody has seen which way of writing the profiles every build takes
 * (on-call-push.md §5.6 d), so where it is refused or ignored, the field goes alone and the profiles go by the
 * bulk action.
 *
 * @param again whether a write of this push has not done it already
 */
async function write(
	xapi: Xapi,
	id: number,
	changes: Changes,
	again: boolean,
): Promise<ThreeCxError | undefined> {
	const { ForwardingProfiles, Mobile } = changes;
	const bulk = async () =>
		await xapi.repeatableAction('Users/Pbx.MultiUserUpdate', {
			ids: [id],
			user: { ForwardingProfiles },
		});
	try {
		if (ForwardingProfiles === undefined || !again) {
			const refused = await refusal(xapi.patch('Users', id, changes));
			if (refused === undefined) return undefined;
			if (ForwardingProfiles === undefined) return refused;
		}
		if (Mobile !== undefined) await xapi.patch('Users', id, { Mobile });
		await bulk();
		return undefined;
	} catch (error) {
		return asThreeCxError(error);
	}
}

/** A 400 as a value: the same change may be taken in another form. */
async function refusal(sent: Promise<void>): Promise<HttpError | undefined> {
	return await sent.then(
		() => undefined,
		(error: unknown) => {
			if (error instanceof HttpError && error.status === 400) return error;
			throw asThreeCxError(error);
		},
	);
}

/** Errors that another round cannot change. A 404 can be a user who was just made anew under another ID. */
function isFinal(error: ThreeCxError | undefined): boolean {
	return (
		error !== undefined && !error.retryable && !(error instanceof HttpError && error.status === 404)
	);
}
