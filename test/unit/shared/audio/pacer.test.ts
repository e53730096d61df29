import fc from 'fast-check';
import { MOST_LEAD_MS, Pacer } from '../../../../nodes/shared/audio/pacer';

/** A time that the test moves. */
class HandTime {
	at = 1_000_000;
	now = () => this.at;
}

/** Sends `pieces` of `ms`, waiting as told and `late` ms longer each time; how far ahead it was at most. */
function send(pacer: Pacer, time: HandTime, pieces: number, ms: number, late = 0): number {
	let most = 0;
	for (let piece = 0; piece < pieces; piece++) {
		time.at += pacer.waitFor(ms) + late;
		pacer.sent(ms);
		most = Math.max(most, pacer.aheadMs);
	}
	return most;
}

describe('The pacer', () => {
	it('fills its lead at once, and goes on in real time', () => {
		const time = new HandTime();
		const pacer = new Pacer(time, 200);
		const start = time.at;
		expect(send(pacer, time, 5, 40)).toBe(200);
		expect(time.at).toBe(start);
		expect(send(pacer, time, 100, 40)).toBe(200);
		expect(time.at - start).toBe(100 * 40);
	});

	it('is not a millisecond off after ten minutes', () => {
		const time = new HandTime();
		const pacer = new Pacer(time, 100);
		const start = time.at;
		const pieces = (10 * 60 * 1000) / 40;
		// Each piece goes out 7 ms later than it should; the first one moves the beginning, and no other anything.
		expect(send(pacer, time, pieces, 40, 7)).toBeLessThanOrEqual(100);
		time.at += pacer.aheadMs;
		expect(time.at - start).toBe(10 * 60 * 1000 + 7);
		expect(pacer.heardMs).toBe(10 * 60 * 1000);
		expect(pacer.underruns).toBe(0);
	});

	it('never gets ahead by catching up after it was late, and learns a larger lead', () => {
		const time = new HandTime();
		const pacer = new Pacer(time, 100);
		send(pacer, time, 10, 40);
		// The machine was busy for two seconds.
		time.at += 2_000;
		expect(send(pacer, time, 20, 40)).toBeLessThanOrEqual(150);
		expect([pacer.underruns, pacer.leadMs]).toEqual([1, 150]);
		for (let stall = 0; stall < 10; stall++) {
			time.at += 2_000;
			send(pacer, time, 20, 40);
		}
		expect(pacer.leadMs).toBe(MOST_LEAD_MS);
	});

	it('goes on with what was not heard for sure after the line broke', () => {
		const time = new HandTime();
		const pacer = new Pacer(time, 200);
		send(pacer, time, 10, 40);
		expect([pacer.positionMs, pacer.heardMs]).toEqual([400, 200]);
		pacer.broken();
		expect([pacer.positionMs, pacer.heardMs, pacer.aheadMs]).toEqual([100, 100, 0]);
		send(pacer, time, 1, 40);
		time.at += 40;
		expect(pacer.heardMs).toBe(140);
	});

	it('begins anew where a line was refused', () => {
		const time = new HandTime();
		const pacer = new Pacer(time, 200);
		send(pacer, time, 3, 40);
		time.at += 60;
		pacer.refused();
		expect([pacer.positionMs, pacer.heardMs]).toEqual([0, 0]);
	});

	it('keeps what is ahead within the lead, whatever happens to the time', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 40, max: MOST_LEAD_MS }),
				fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 900 })), {
					maxLength: 200,
				}),
				(lead, steps) => {
					const time = new HandTime();
					const pacer = new Pacer(time, lead);
					let total = 0;
					for (const [ms, late] of steps) {
						time.at += pacer.waitFor(ms) + late;
						pacer.sent(ms);
						total += ms;
						expect(pacer.aheadMs).toBeLessThanOrEqual(Math.max(MOST_LEAD_MS, ms));
						expect(pacer.positionMs).toBe(total);
					}
					time.at += pacer.aheadMs;
					expect(pacer.heardMs).toBeCloseTo(total, 6);
				},
			),
		);
	});
});
