/** `PT1M12.577027S`, `P5DT13H43M24.96S` (xapi.md §2.5). */
const DURATION = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** A duration of 3CX in seconds, to the tenth; undefined when the text is none. */
export function durationSeconds(text: string | undefined): number | undefined {
	const found = text === undefined ? null : DURATION.exec(text);
	if (!found) return undefined;
	const [, minus, days = 0, hours = 0, minutes = 0, seconds = 0] = found;
	const total =
		Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
	return (minus === undefined ? 1 : -1) * (Math.round(total * 10) / 10);
}

/** An instant of 3CX in ms since 1970; undefined when there is none: the year 1 stands for that (xapi.md §2.5). */
export function instant(text: string | undefined): number | undefined {
	if (text === undefined || text.startsWith('0001-')) return undefined;
	const at = Date.parse(text);
	return Number.isNaN(at) ? undefined : at;
}

/** Interval of a report's parameter as the web client writes it: `0:00:20` (xapi.md §2.3). */
export function intervalText(seconds: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	if (seconds === 0) return '0:00:0';
	const hours = Math.floor(seconds / 3_600);
	return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
