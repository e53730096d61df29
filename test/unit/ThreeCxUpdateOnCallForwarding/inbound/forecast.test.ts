import { DateTime } from 'luxon';
import { readSurroundings } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/forwarding/surroundings';
import { explainCall } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/inbound/explainCall';
import { forecast } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/inbound/forecast';
import { matchesList } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/inbound/pattern';
import type { Outcome } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/inbound/outcome';
import { readConfiguration } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/inbound/readConfiguration';
import { xapiOf } from '../../shared/xapi/xapiBench';
import { Dice, DIDS, randomWorld } from './randomWorld';

const MINUTE = 60_000;
const WAYS = 20;

/** Weeks with a change of the clocks, and with holidays over the turn of the year. */
const WEEKS = ['2026-03-27T10:20Z', '2026-10-23T10:20Z', '2026-12-28T23:40Z'];

function ways(outcomes: readonly Outcome[]): string {
	return JSON.stringify(outcomes.map(({ end, given, through }) => [end, given, through]));
}

describe('the forecast', () => {
	it('has every change of any configuration, and no other', async () => {
		const { pbx, xapi } = await xapiOf();
		let changes = 0;
		for (let seed = 1; seed <= 9; seed++) {
			const dice = new Dice(seed);
			Object.assign(pbx.world, randomWorld(dice));
			const configuration = await readConfiguration(xapi, await readSurroundings(xapi), 'DE');
			const from = DateTime.fromISO(dice.pick(WEEKS)).toMillis();
			const did = dice.pick(DIDS);
			const days = 4;
			const stretches = forecast(configuration, did, from, days);
			changes += stretches.length;
			// Each joins the one before, and differs from it.
			expect(stretches[0]?.from).toBe(from);
			expect(stretches.at(-1)?.to).toBe(from + days * 1440 * MINUTE);
			for (const [index, { from: start, outcomes }] of stretches.entries()) {
				const before = stretches[index - 1];
				if (!before) continue;
				expect(before.to).toBe(start);
				expect(ways(before.outcomes)).not.toBe(ways(outcomes));
			}
			for (let at = from; at < from + days * 1440 * MINUTE; at += 15 * MINUTE) {
				const told = stretches.find((one) => one.from <= at && at < one.to);
				const real = explainCall(configuration, { did, at }, WAYS);
				const when = new Date(at).toISOString();
				expect({ seed, when, ways: ways(told?.outcomes ?? []) }).toEqual({
					seed,
					when,
					ways: ways(real),
				});
			}
		}
		expect(changes).toBeGreaterThan(30);
	}, 120_000);
});

describe('a list of numbers', () => {
	it.each([
		['+4930123456', '+4930123456', true],
		['4930123456', '+4930123456', true],
		['*123456', '+4930123456', true],
		['+49*', '+4930123456', true],
		['+49*56', '+4930123456', true],
		['*30*45*', '+4930123456', true],
		['+49 30 123456', '004930123456', true],
		['+4940*, *3456', '+4930123456', true],
		['', '+4930123456', false],
		['*30123456*456', '+4930123456', false],
		['+4930', '+4930123456', false],
		['+4940*', '+4930123456', false],
	])('%s and %s: %s', (list, number, expected) => {
		expect(matchesList(list, number)).toBe(expected);
	});

	it('of many stars takes no time', () => {
		const started = process.cpuUsage().user;
		expect(matchesList(`${'*1'.repeat(5_000)}x`, '1'.repeat(20_000))).toBe(false);
		expect(process.cpuUsage().user - started).toBeLessThan(1_000_000);
	});
});
