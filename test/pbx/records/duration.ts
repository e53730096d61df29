/** Milliseconds as an ISO 8601 duration: `PT1M12.577S`, `P5DT13H`, `PT0S` (xapi.md §2.5). */
export function isoDuration(ms: number): string {
	const total = Math.max(0, Math.round(ms));
	const days = Math.floor(total / 86_400_000);
	const hours = Math.floor(total / 3_600_000) % 24;
	const minutes = Math.floor(total / 60_000) % 60;
	const seconds = (total % 60_000) / 1000;
	const date = days > 0 ? `${days}D` : '';
	const time = [
		hours > 0 && `${hours}H`,
		minutes > 0 && `${minutes}M`,
		seconds > 0 && `${seconds}S`,
	]
		.filter(Boolean)
		.join('');
	if (!date && !time) return 'PT0S';
	return `P${date}${time ? `T${time}` : ''}`;
}

/** Milliseconds of an interval text such as `0:00:0` or `23:59:59` (xapi.md §2.3); null for none. */
export function intervalMs(text: string): number | null {
	const match = /^(\d{1,3}):(\d{1,2}):(\d{1,2})$/.exec(text);
	if (!match) return null;
	const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(Number);
	return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
