import type { Participant } from './participant';

/** As many digits tell a number, however its country and trunk prefix are written. */
const TAIL = 7;

/**
 * The own leg of a call that was just dialled, among legs that were not there before; undefined when none can be it,
 * or when several can and it does not show which.
 *
 * @param destination as it was dialled
 */
export function legOfNewCall(
	legs: readonly Participant[],
	destination: string,
): Participant | undefined {
	const matching = legs.filter((leg) => isCallTo(leg, destination));
	if (matching.length > 0) return theOne(matching);
	// An extension that is rung first does not show the number yet (call-control-api.md §7.6).
	return theOne(legs.filter(isPhoneRungFirst));
}

/** Whether the other side of the leg is that number. */
export function isCallTo(leg: Participant, destination: string): boolean {
	return [leg.partyCallerId, leg.partyDn, leg.partyDid].some((number) =>
		sameEnd(number, destination),
	);
}

function isPhoneRungFirst(leg: Participant): boolean {
	return (
		leg.partyDnType === 'Wspecialmenu' || (leg.status === 'Dialing' && leg.partyCallerId === '')
	);
}

/** All legs of one call: the originator's; the other side may stand under the same DN (switch T11). */
function theOne(legs: readonly Participant[]): Participant | undefined {
	const [first] = legs;
	if (!first || legs.some(({ callid }) => callid !== first.callid)) return undefined;
	return legs.find(({ legid }) => legid === 1) ?? first;
}

function sameEnd(a: string, b: string): boolean {
	const [x, y] = [digitsOf(a), digitsOf(b)];
	if (x === '' || y === '') return a !== '' && a === b;
	return x === y || (Math.min(x.length, y.length) >= TAIL && x.slice(-TAIL) === y.slice(-TAIL));
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}
