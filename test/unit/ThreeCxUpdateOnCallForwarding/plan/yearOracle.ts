/**
 * Who is on call in each minute of a year, worked out in the plainest way and without the engine or
 * luxon: shifts are painted onto the minutes, the weakest first.
 */

/** The year in minutes, from UTC midnight on. */
export const START = Date.UTC(2026, 0, 1);
export const MINUTES = 365 * 24 * 60;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** A row, with its times as the clock on the wall shows them: UTC milliseconds of what it shows. */
export interface OracleRow {
	from: number;
	to: number;
	confirmed: boolean;
	hasNumber: boolean;
	override: boolean;
	/** 0 is none. */
	priority: number;
}

/** Index of the row that counts in each minute; -1 is the fallback. */
export function paint(
	rows: readonly OracleRow[],
	zone: string,
	{ lead, hold }: { lead: number; hold: number },
): Int16Array {
	const instant = wallClock(zone);
	const strength = ({ row, from }: { row: OracleRow; from: number }) => [
		row.override ? 0 : 1,
		row.priority === 0 ? 1000 : row.priority,
		-from,
	];
	const weakestFirst = rows
		.map((row, index) => ({ row, index, from: instant(row.from), to: instant(row.to) }))
		.filter(({ row, from, to }) => row.confirmed && row.hasNumber && from < to)
		.sort((a, b) => {
			const other = strength(b);
			const found = strength(a)
				.map((value, place) => (other[place] ?? 0) - value)
				.find((difference) => difference !== 0);
			return found ?? b.index - a.index;
		});
	const planned = new Int16Array(MINUTES).fill(-1);
	for (const { index, from, to } of weakestFirst) {
		planned.fill(index, Math.max(0, (from - START) / MINUTE), Math.max(0, (to - START) / MINUTE));
	}
	let last = { minute: -Infinity, index: -1 };
	return planned.map((index, minute) => {
		if (index !== -1) last = { minute, index };
		const ahead = planned[Math.min(minute + lead, MINUTES - 1)] ?? -1;
		if (ahead !== -1) return ahead;
		return minute - last.minute <= hold ? last.index : -1;
	});
}

/**
 * The instant of what a clock on the wall shows: the first of two, and moved forward by the hour that
 * is left out.
 */
function wallClock(zone: string): (shown: number) => number {
	const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
	const offset = (at: number) => {
		const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
		const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
		return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
	};
	return (shown) => {
		const before = offset(shown - DAY);
		const after = offset(shown + DAY);
		const fits = [before, after].filter((one) => offset(shown - one) === one);
		return fits.length === 0 ? shown - before : Math.min(...fits.map((one) => shown - one));
	};
}
