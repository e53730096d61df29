import { groupCalls, readHistory } from '../../../../nodes/shared/xapi';
import { rawUrls, xapiOf } from './xapiBench';

const NOW = Date.UTC(2026, 2, 2, 10);
const DAY = 24 * 60 * 60 * 1000;
const DAYS = 12;
const CALLER = '+491711234567';

/** A call every two minutes: each day is two pages of rows. */
async function busyLog() {
	const { pbx, xapi } = await xapiOf();
	for (let start = NOW - DAYS * DAY; start < NOW; start += 120_000) {
		pbx.records.addCall({ start, from: CALLER, to: '101', talkMs: 1000 });
	}
	const wishes = { from: NOW - DAYS * DAY, to: NOW, raw: false, now: NOW };
	return { pbx, legs: readHistory(xapi, wishes) };
}

describe('A long call history', () => {
	it.each([
		['legs', (legs: ReturnType<typeof readHistory>) => legs],
		['calls', groupCalls],
	])('hands on its first %s while most pages were not asked for yet', async (_what, of) => {
		const { pbx, legs } = await busyLog();
		const pages = of(legs);
		let page = await pages.next();
		while (page.done !== true && page.value.length === 0) page = await pages.next();
		const askedAtFirst = rawUrls(pbx).length;
		let found = page.value?.length ?? 0;
		expect(found).toBeGreaterThan(0);
		for await (const more of pages) found += more.length;
		expect(found).toBe(pbx.records.size);
		const askedInAll = rawUrls(pbx).length;
		expect(askedInAll).toBeGreaterThanOrEqual(2 * DAYS);
		expect(askedAtFirst).toBeLessThanOrEqual(askedInAll / 3);
	});
});
