import { CallLives } from '../../helpers/monitor/callLives';
import { faultWrongs } from '../../helpers/monitor/faultVerdict';
import { Misfortunes } from '../../helpers/monitor/misfortunes';
import { MonitorRig } from '../../helpers/monitor/monitorRig';
import { spanOf, WATCHED } from '../../helpers/monitor/watched';

const SEED = Number(process.env.SOAK_SEED ?? 20_261_124);
/** How many times the usual amount of calls. */
const RUNS = Number(process.env.MONITOR_RUNS ?? 1);
const CALLS = 150 * RUNS;
describe('What the Call Monitor tells while everything goes wrong', () => {
	it(`is never told twice, never was not, and is a whole story (seed ${SEED})`, async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const rig = await MonitorRig.start({ sources: ['push', 'polling', 'both'] });
		const lives = new CallLives(rig.pbx, SEED, async (number) => await rig.makeCall(number));
		const misfortunes = new Misfortunes(rig, SEED);
		lives.begin(CALLS, 900_000 * RUNS);
		while (lives.living > 0) {
			await misfortunes.strike();
			await rig.advance(10_000);
		}
		await misfortunes.over();
		const truths = rig.pbx.calls.truth();
		const wrong = rig.tellers.flatMap((teller) => {
			const seen = spanOf(teller.source === 'push' ? WATCHED : undefined);
			return faultWrongs({ teller, rig, truths, seen }, misfortunes);
		});
		expect(wrong).toEqual([]);
		expect(misfortunes.troubles.length).toBeGreaterThan(20);
		for (const { told } of rig.tellers) expect(told.length).toBeGreaterThan(CALLS);
		expect(await rig.stop()).toEqual({ timers: 0, sockets: 0 });
	}, 600_000);
});
