/**
 * Hides phone numbers in a text that came from outside, before it goes into an error or a log:
 * of each run of seven digits and more the first four signs and the last two stay.
 */
export function maskDigits(text: string): string {
	return text.replace(/\+?\d(?:[ ()/.-]{0,3}\d){6,}/g, (number) => {
		const digits = number.replace(/[^\d+]/g, '');
		return `${digits.slice(0, 4)}…${digits.slice(-2)}`;
	});
}
