import { asThreeCxError, HttpError } from '../transport';
import { CallStateError } from './callControlErrors';
import type { Participant } from './participant';
import { isConnected, isRinging, obstacle } from './verbs';
import {
	Attempt,
	NotTakenError,
	type TransferDeps,
	type TransferOrder,
	type Transferred,
	type TransferVerb,
} from './verbsAttempt';

/** The verb for the leg as it is now. */
export function verbFor(leg: Participant, ownDn: string): TransferVerb {
	// The official examples: an app routes its own calls, a user's phone diverts or transfers (call-control-api.md §3).
	if (leg.dn === ownDn) return 'routeto';
	return isRinging(leg) ? 'divert' : 'transferto';
}

/**
 * Sends the call of a leg to another destination; our leg is out of the call afterwards.
 *
 * @throws NotTakenError when the call is where it was
 * @throws ThreeCxError in words
 */
export async function transfer(
	deps: TransferDeps,
	leg: Participant,
	order: TransferOrder,
): Promise<Transferred> {
	const verb = order.verb === 'auto' ? verbFor(leg, deps.ownDn) : order.verb;
	const inTheWay = obstacle(verb, leg, deps.ownDn);
	if (inTheWay !== undefined) {
		throw new CallStateError(`The call cannot be transferred: ${inTheWay}`);
	}
	try {
		return await new Attempt(deps, leg, order, verb).run();
	} catch (error) {
		const now = await changedMeanwhile(deps, leg, order, error);
		if (!now) throw asThreeCxError(error);
		return await new Attempt(deps, now, order, verbFor(now, deps.ownDn)).run();
	}
}

/** A call that was answered while we diverted it: another verb fits now. */
async function changedMeanwhile(
	{ callControl }: TransferDeps,
	before: Participant,
	order: TransferOrder,
	error: unknown,
): Promise<Participant | undefined> {
	if (order.verb !== 'auto' || !isRefusal(error) || !isRinging(before)) return undefined;
	const now = await callControl.participant(before.dn, before.id);
	return now && isConnected(now) ? now : undefined;
}

function isRefusal(error: unknown): boolean {
	return error instanceof NotTakenError || (error instanceof HttpError && error.status === 422);
}
