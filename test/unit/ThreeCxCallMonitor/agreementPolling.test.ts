import { CallLives } from '../../helpers/monitor/callLives';
import { MonitorRig } from '../../helpers/monitor/monitorRig';
import { pastCalls } from '../../helpers/monitor/pastCalls';
import { looksOf, polledWrongs, untold } from '../../helpers/monitor/polledVerdict';
import { polledStory } from '../../helpers/monitor/polledStory';
import { identityWrongs, tellingsOf } from '../../helpers/monitor/tellings';

const SEED = Number(process.env.SOAK_SEED ?? 20_261_124);
/** How many times the usual amount of calls. */
const RUNS = Number(process.env.MONITOR_RUNS ?? 1);

describe('What the Call Monitor tells by polling and what happened', () => {
	it(`agree, call by call, with the history too (seed ${SEED})`, async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const rig = await MonitorRig.start({ sources: ['polling'] });
		const lives = new CallLives(rig.pbx, SEED, async (number) => await rig.makeCall(number));
		lives.begin(120 * RUNS, 600_000 * RUNS);
		while (lives.living > 0) await rig.advance(10_000);
		await rig.advance(70_000);
		const { told, troubles } = rig.teller('polling');
		const { calls, lost } = tellingsOf(rig, told);
		const looks = looksOf(rig);
		const history = await pastCalls(rig);
		const wrong = [
			...identityWrongs(told, calls.values(), (call) => polledStory(call, looks).isOther),
			...untold(rig.pbx.calls.truth(), calls, looks),
			...[...calls.values()].flatMap((telling) =>
				polledWrongs(telling, looks, history.get(telling.call)),
			),
		];
		expect({ wrong, lost, troubles }).toEqual({ wrong: [], lost: [], troubles: [] });
		expect(calls.size).toBeGreaterThan(90 * RUNS);
		expect(history.size).toBe(120 * RUNS);
		expect(await rig.stop()).toEqual({ timers: 0, sockets: 0 });
	}, 600_000);
});
