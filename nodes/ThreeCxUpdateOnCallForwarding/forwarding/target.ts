import { sameNumber, type NumberRules, type PhoneNumber } from '../../shared/phone';
import {
	goesOutside,
	insideDestination,
	outsideDestination,
	ringsInside,
	type Destination,
} from './destination';

/**
 * Which text in 3CX is as good as the wanted one: `exact`: no other. `plain`: the same number in any form that can
 * be dialled as it stands. `any`: the same number in any form, for a field that nobody dials from.
 */
export type Accepts = 'exact' | 'plain' | 'any';

/** A text to write, and what may stand in its place. */
export interface Wording {
	text: string;
	accepts: Accepts;
}

/** The number that calls shall go to. */
export interface Target {
	number: PhoneNumber;
	/** For the field Mobile. */
	field: Wording;
	/** For the forwarding rules, which are dialled. */
	rule: Wording;
	/** Kind of DN for an internal number: `Extension`, `Queue` …; undefined for an outside one. */
	peerType: string | undefined;
	rules: NumberRules;
}

/** Digits with an optional plus: what surely can be dialled. Whether 3CX strips `-`, `/` and blanks, nobody knows (xapi.md §4.4). */
const PLAIN = /^\+?\d+$/;

/** Whether a text can be dialled as it stands. */
export function isPlain(text: string): boolean {
	return PLAIN.test(text);
}

/** Whether the field Mobile is right. */
export function isRightField(mobile: string, target: Target): boolean {
	return fits(mobile, target.field, target.rules);
}

/** Whether a text in 3CX means the wanted number, whatever its form. */
export function meansTarget(text: string, target: Target): boolean {
	return fits(text, { ...target.rule, accepts: 'any' }, target.rules);
}

function fits(text: string, { text: wanted, accepts }: Wording, rules: NumberRules): boolean {
	if (text === wanted) return true;
	if (accepts === 'exact' || (accepts === 'plain' && !isPlain(text))) return false;
	return sameNumber(text, wanted, rules);
}

/** Whether calls to this destination reach the wanted number, as far as the API shows it. */
export function reaches(destination: Destination, target: Target): boolean {
	if (target.peerType !== undefined) {
		return ringsInside(destination) && destination.number === target.number.dialable;
	}
	return (
		goesOutside(destination) &&
		destination.external !== '' &&
		fits(destination.external, target.rule, target.rules)
	);
}

/** What to write into a forwarding rule so that it reaches the number. */
export function destinationFor(
	target: Target,
	before: Destination,
): Readonly<Record<string, string>> {
	return target.peerType === undefined
		? outsideDestination(target.rule.text, before)
		: insideDestination(target.number.dialable, target.peerType);
}
