import { sameNumber, type NumberRules, type PhoneNumber } from '../../shared/phone';
import {
	goesOutside,
	insideDestination,
	outsideDestination,
	ringsInside,
	type Destination,
} from './destination';

/** The number that calls shall go to. */
export interface Target {
	number: PhoneNumber;
	/** As it is written into 3CX. */
	text: string;
	/** Whether any other writing of the same number that can be dialled is as good as `text`. */
	anyForm: boolean;
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

/** Whether a text in 3CX is the wanted number and needs no rewriting. */
export function isTarget(text: string, target: Target): boolean {
	if (text === target.text) return true;
	return target.anyForm && isPlain(text) && sameNumber(text, target.text, target.rules);
}

/** Whether a text in 3CX means the wanted number, whatever its writing. */
export function meansTarget(text: string, target: Target): boolean {
	return text === target.text || sameNumber(text, target.text, target.rules);
}

/** Whether calls to this destination reach the wanted number, as far as the API shows it. */
export function reaches(destination: Destination, target: Target): boolean {
	if (target.peerType !== undefined) {
		return ringsInside(destination) && destination.number === target.number.dialable;
	}
	return (
		goesOutside(destination) &&
		destination.external !== '' &&
		isTarget(destination.external, target)
	);
}

/** What to write into a forwarding rule so that it reaches the number. */
export function destinationFor(
	target: Target,
	before: Destination,
): Readonly<Record<string, string>> {
	return target.peerType === undefined
		? outsideDestination(target.text, before)
		: insideDestination(target.number.dialable, target.peerType);
}
