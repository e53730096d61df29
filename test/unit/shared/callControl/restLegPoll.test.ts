import { LegPoll, waitForLeg } from '../../../../nodes/shared/callControl';
import { CancelledError, HttpError } from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';
import { wireLeg } from '../../../helpers/wireLeg';
import { failureOf } from '../transport/bench';
import type { Canned } from '../transport/testServer';
import { clientOf, leg } from './restBench';

const LEG = { dn: '800', id: 25 };
const NEVER = new AbortController().signal;
const isUp = ({ status }: { status: string }) => status === 'Connected';
const ringing: Canned = { body: wireLeg({ status: 'Ringing' }) };

async function pollOf(
	...canned: Array<Canned | 'reset' | 'hang'>
): Promise<{ legs: LegPoll; clock: TestClock; requests: () => number }> {
	const { client, server } = await clientOf(...canned);
	const clock = new TestClock();
	return { legs: new LegPoll(client, clock), clock, requests: () => server.seen.length };
}

describe('Waiting for a leg', () => {
	it('asks every half second until it is so', async () => {
		const { legs, clock } = await pollOf(ringing, ringing, { body: wireLeg() });
		expect(await legs.until('800', 25, isUp, NEVER)).toEqual(leg());
		expect(clock.sleeps).toEqual([500, 500]);
	});

	it('asks less often the longer it takes', async () => {
		const { legs, clock, requests } = await pollOf(ringing);
		const deps = { legs, clock, signal: undefined };
		expect(await waitForLeg(deps, LEG, isUp, 20 * 60_000)).toEqual({ kind: 'late' });
		const times = (ms: number) => clock.sleeps.filter((sleep) => sleep === ms).length;
		expect([times(500), times(2_000), times(5_000)]).toEqual([120, 270, 120]);
		expect(clock.sleeps).toEqual([...clock.sleeps].sort((a, b) => a - b));
		expect(requests()).toBe(120 + 270 + 120);
	});

	it('begins each wait anew with short intervals', async () => {
		const { legs, clock } = await pollOf(ringing);
		const deps = { legs, clock, signal: undefined };
		await waitForLeg(deps, LEG, isUp, 2 * 60_000);
		const before = clock.sleeps.length;
		await waitForLeg(deps, LEG, isUp, 10_000);
		expect(new Set(clock.sleeps.slice(before))).toEqual(new Set([500]));
	});

	it('ends when the leg is gone', async () => {
		const { legs } = await pollOf(ringing, { status: 404 });
		expect(await legs.until('800', 25, isUp, NEVER)).toBeUndefined();
	});

	it('survives a PBX that cannot be reached', async () => {
		const { legs } = await pollOf('reset', { status: 503 }, 'reset', 'reset', 'reset', {
			body: wireLeg(),
		});
		expect(await legs.until('800', 25, isUp, NEVER)).toEqual(leg());
	});

	it('ends with what the user must mend', async () => {
		const { legs } = await pollOf({ status: 403 });
		expect(await failureOf(legs.until('800', 25, isUp, NEVER))).toBeInstanceOf(HttpError);
	});

	it('ends at once when it is stopped, also in the middle of a request', async () => {
		const { legs } = await pollOf('hang');
		const stop = new AbortController();
		const wait = failureOf(legs.until('800', 25, isUp, stop.signal));
		stop.abort();
		expect(await wait).toBeInstanceOf(CancelledError);
		expect(await failureOf(legs.until('800', 25, isUp, stop.signal))).toBeInstanceOf(
			CancelledError,
		);
	});
});

describe('Waiting for a leg within a time', () => {
	it('tells how it ended, and leaves no timer', async () => {
		const { legs, clock, requests } = await pollOf(ringing, { body: wireLeg() }, { status: 404 });
		const deps = { legs, clock, signal: undefined };
		expect(await waitForLeg(deps, LEG, isUp, 60_000)).toEqual({ kind: 'reached', leg: leg() });
		expect(await waitForLeg(deps, LEG, isUp, 60_000)).toEqual({ kind: 'gone' });
		expect(requests()).toBe(3);
		expect(clock.waiting).toBe(0);
	});

	it('is late when the time is over', async () => {
		const { legs, clock } = await pollOf(ringing);
		const deps = { legs, clock, signal: undefined };
		expect(await waitForLeg(deps, LEG, isUp, 2_000)).toEqual({ kind: 'late' });
		expect(clock.sleeps.length).toBeLessThanOrEqual(4);
		expect(clock.waiting).toBe(0);
	});

	it('is stopped with the execution', async () => {
		const { legs, clock } = await pollOf('hang');
		const stop = new AbortController();
		const wait = failureOf(waitForLeg({ legs, clock, signal: stop.signal }, LEG, isUp, 60_000));
		stop.abort();
		expect(await wait).toBeInstanceOf(CancelledError);
		expect(clock.waiting).toBe(0);
	});
});
