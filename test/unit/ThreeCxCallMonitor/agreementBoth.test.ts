import { bothWrongs } from '../../helpers/monitor/bothVerdict';
import { CallLives } from '../../helpers/monitor/callLives';
import { MonitorRig } from '../../helpers/monitor/monitorRig';
import { pastCalls } from '../../helpers/monitor/pastCalls';
import { looksOf, polledWrongs, untold, widest } from '../../helpers/monitor/polledVerdict';
import { polledStory } from '../../helpers/monitor/polledStory';
import { isAway, pushWrongs, unheard } from '../../helpers/monitor/pushVerdict';
import { identityWrongs, tellingsOf } from '../../helpers/monitor/tellings';
import { WATCHED } from '../../helpers/monitor/watched';

const SEED = Number(process.env.SOAK_SEED ?? 20_261_124);
/** How many times the usual amount of calls. */
const RUNS = Number(process.env.MONITOR_RUNS ?? 1);
const CALLS = 120 * RUNS;

describe('What the Call Monitor tells by push, by polling and by both of the same calls', () => {
	it(`agrees with what happened, and each thing is told once (seed ${SEED})`, async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const rig = await MonitorRig.start({ sources: ['push', 'polling', 'both'] });
		const lives = new CallLives(rig.pbx, SEED, async (number) => await rig.makeCall(number));
		lives.begin(CALLS, 600_000 * RUNS);
		while (lives.living > 0) await rig.advance(10_000);
		await rig.advance(70_000);
		const truths = rig.pbx.calls.truth();
		const looks = looksOf(rig);
		const history = await pastCalls(rig);
		const [push, polling, both] = rig.tellers.map(({ told }) => tellingsOf(rig, told));
		if (!push || !polling || !both) throw new Error('Somebody did not listen');
		const isOther = (call: (typeof truths)[number]) => polledStory(call, looks).isOther;
		const wrong = {
			push: [
				...identityWrongs(rig.teller('push').told, push.calls.values(), (call) =>
					isAway(call, WATCHED),
				),
				...unheard(truths, push.calls, WATCHED),
				...[...push.calls.values()].flatMap((one) =>
					pushWrongs(one, WATCHED, history.get(one.call)),
				),
			],
			polling: [
				...identityWrongs(rig.teller('polling').told, polling.calls.values(), isOther),
				...untold(truths, polling.calls, looks),
				...[...polling.calls.values()].flatMap((one) =>
					polledWrongs(one, looks, history.get(one.call)),
				),
			],
			both: [
				...identityWrongs(rig.teller('both').told, both.calls.values(), isOther),
				...untold(truths, both.calls, looks),
				...unheard(truths, both.calls, WATCHED),
				...[...both.calls.values()].flatMap((one) =>
					isOther(one.call)
						? []
						: bothWrongs(
								one,
								push.calls.get(one.call),
								polling.calls.get(one.call),
								widest(looks),
								WATCHED,
							),
				),
			],
		};
		expect(wrong).toEqual({ push: [], polling: [], both: [] });
		expect(both.calls.size).toBeGreaterThan(100 * RUNS);
		expect(await rig.stop()).toEqual({ timers: 0, sockets: 0 });
	}, 600_000);
});
