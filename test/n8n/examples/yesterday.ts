import { DateTime } from 'luxon';
import { sleep } from '../waitFor';

const ZONE = 'Europe/Berlin';
/** Longer than an example takes with the calls of a day. */
const ENOUGH_MS = 60_000;

/** The beginning of yesterday where the examples are at home, on a day that is not over in a moment. */
export async function startOfYesterday(): Promise<DateTime> {
	const now = DateTime.now().setZone(ZONE);
	const left = now.endOf('day').diff(now).toMillis();
	if (left < ENOUGH_MS) await sleep(left + 1_000);
	return DateTime.now().setZone(ZONE).startOf('day').minus({ days: 1 });
}
