import { asThreeCxError, HttpError, type Clock, type ThreeCxError } from '../../shared/transport';
import type { Xapi } from '../../shared/xapi';
import { applied, changesFor, isDone, type Changes, type RulePolicy } from './changes';
import { converge } from './converge';
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
	const wanted = (user: DutyUser, target = order.target) =>
		changesFor(user, target, earlier, order.policy);
	// Rules that will not hold the number are dialled from the field: then it must be digits too.
	const digits = { ...order.target, field: order.target.rule };
	const steps = {
		isDone: (user: DutyUser) => isDone(wanted(user)),
		write: async (user: DutyUser, round: number) => {
			await write(xapi, user.id, wanted(user, round > 2 ? digits : order.target), round);
		},
	};
	const { after, error } = order.dryRun
		? { after: rehearse(before, wanted), error: undefined }
		: await converge(xapi, before, steps, clock, signal);
	return { before, after, earlier, changes: wanted(before), left: wanted(after), error };
}

/** The user as it would be after the writes, for a dry run: the field first, then rules that did not follow. */
function rehearse(before: DutyUser, wanted: (user: DutyUser) => Changes): DutyUser {
	const first = applied(before, wanted(before));
	return applied(first, wanted(first));
}

/**
 * Writes the changes in one request. Nobody has seen which way of writing the profiles every build takes
 * (on-call-push.md §5.6 d): what a PATCH did not bring about, or was refused for, goes by the bulk action.
 *
 * @throws ThreeCxError of the last way that was tried
 */
async function write(xapi: Xapi, id: number, changes: Changes, round: number): Promise<void> {
	if (round === 1) {
		const refused = await refusal(xapi.patch('Users', id, changes));
		if (refused === undefined) return;
		// The number is the heart of it: it must not be lost for what is wrong with the rules.
		if (changes.Mobile !== undefined && changes.ForwardingProfiles !== undefined) {
			await refusal(xapi.patch('Users', id, { Mobile: changes.Mobile }));
		}
	}
	await xapi.repeatableAction('Users/Pbx.MultiUserUpdate', { ids: [id], user: changes });
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
