import { CALL_SWITCH_NAMES, pairwise, type LegTruth, type Switches } from '../../pbx';
import { line, RP_DEVICE, type Line } from './line';

const DESTINATIONS = ['800', '101', '102', '103', '100', '820', '830', '810', '999', '+4930111222'];
const NAMES = CALL_SWITCH_NAMES.filter(
	// These end the socket in mid-run or change what a leg is called by; they have tests of their own.
	(name) => !['idleCloseSeconds', 'socketOnRotation', 'severalSockets'].includes(name),
);

/** A small generator with a seed, so that a run can be repeated. */
function random(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * below);
	};
}

/** Does something by chance; what does not fit the moment is refused, which is part of the game. */
function doSomething(one: Line, draw: (below: number) => number, replies: Array<Promise<unknown>>) {
	const { calls } = one.pbx;
	const pick = <T>(list: readonly T[]): T | undefined => list[draw(list.length)];
	const to = pick(DESTINATIONS) ?? '800';
	const leg = pick(calls.list().flatMap(({ legs }) => legs));
	const post = (path: string, body: object) => replies.push(one.post(path, body));
	const act = (verb: string) =>
		leg && post(`${leg.dn}/participants/${leg.id}/${verb}`, { destination: to, timeout: 10 });
	const deeds: Array<() => unknown> = [
		() => calls.inbound({ from: `+4917${draw(1000)}`, to }),
		() => calls.inbound({ from: `+4917${draw(1000)}` }),
		() => calls.userDials(pick(['101', '102', '103']) ?? '101', to),
		() => post(`800/devices/${RP_DEVICE}/makecall`, { destination: to, timeout: 15 }),
		() => post('102/makecall', { destination: to, timeout: 15 }),
		() => leg?.status === 'Ringing' && calls.answer(leg.id),
		() => leg && calls.hangUpLeg(leg.id),
		() => leg && calls.press(leg.id, '12#'),
		() => leg && calls.transferByUser({ from: leg.id, to, attended: draw(2) === 1 }),
		...['drop', 'answer', 'divert', 'routeto', 'transferto'].map((verb) => () => act(verb)),
	];
	try {
		pick(deeds)?.();
	} catch (error) {
		// Nobody talks at that leg: a person would find out just so.
		if (!/Nobody talks|talks to nobody/.test(String(error))) throw error;
	}
}

/** Frames of each leg: Upserts, then one Remove, then nothing. */
function disorder(frames: string[]): string[] {
	const ended = new Set<string>();
	return frames.filter((text) => {
		const [letter, leg = ''] = text.split(' ');
		if (letter !== 'U' && letter !== 'R') return false;
		const isLate = ended.has(leg);
		if (letter === 'R') ended.add(leg);
		return isLate;
	});
}

/** The end of one may end another: of a transfer under way. */
function hangUpAll({ pbx: { calls } }: Line) {
	for (const { callid } of calls.list()) {
		if (calls.list().some((call) => call.callid === callid)) calls.hangUp(callid);
	}
}

describe('many calls by chance', () => {
	it.each(pairwise(NAMES).map((switches, seed) => [seed, switches] as const))(
		'seed %d: nothing is left and every leg ends once',
		async (seed, switches: Partial<Switches>) => {
			const one = await line({ switches });
			one.pbx.world.behaviours['103'] = { outcome: 'reject' };
			one.pbx.world.behaviours['+4930111222'] = { hangupAfterMs: 9000, sendsDtmf: '1' };
			const draw = random(seed + 1);
			const replies: Array<Promise<unknown>> = [];
			for (let i = 0; i < 60; i++) {
				doSomething(one, draw, replies);
				await one.clock.advance(draw(3) * 700 + 1);
			}
			hangUpAll(one);
			for (let i = 0; i < 3; i++) await one.clock.advance(70_000);
			hangUpAll(one);
			await one.clock.advance(70_000);
			await Promise.all(replies);

			expect(one.pbx.calls.list()).toEqual([]);
			expect(one.pbx.calls.pendingTimers).toBe(0);
			const truth = one.pbx.calls.truth();
			expect(truth.length).toBeGreaterThan(10);
			const legs: LegTruth[] = truth.flatMap((call) => call.legs);
			expect(truth.filter(({ endedAt }) => endedAt === null)).toEqual([]);
			expect(legs.filter(({ endedAt }) => endedAt === null)).toEqual([]);
			const frames = await one.ear.news();
			expect(disorder(frames)).toEqual([]);
			const start = (letter: string) =>
				new Set(frames.filter((text) => text.startsWith(letter)).map((text) => text.slice(2)));
			const removed = start('R');
			const seen = ['800', '101', '102', '103'];
			const own = legs.filter(({ dn }) => seen.includes(dn)).map(({ dn, id }) => `${dn}/${id}`);
			expect(own.filter((leg) => !removed.has(leg))).toEqual([]);
			expect([...start('U')].filter((leg) => !removed.has(leg))).toEqual([]);
			if (switches.farLegs === 'hidden') expect(removed.size).toBe(own.length);
		},
	);
});
