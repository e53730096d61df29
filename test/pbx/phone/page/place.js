import { say } from './words.js';

/** Where a call ends, in words. */
export function place({ kind, number }) {
	return say(`kind_${kind}`, number);
}

/** Seconds in words that need no language. */
export function seconds(count) {
	const whole = Math.max(0, Math.round(count));
	return whole < 90 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Whether two ways of writing a number mean the same: +49171… and 0171…, or one extension. */
export function isSameNumber(one, other) {
	const [a, b] = [one, other].map((text) => text.replace(/\D/g, '').replace(/^0+/, ''));
	return a === b || (Math.min(a.length, b.length) > 5 && (a.endsWith(b) || b.endsWith(a)));
}
