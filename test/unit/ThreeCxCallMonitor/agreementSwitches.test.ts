import { CallLives } from '../../helpers/monitor/callLives';
import { faultWrongs } from '../../helpers/monitor/faultVerdict';
import { Misfortunes } from '../../helpers/monitor/misfortunes';
import { MonitorRig } from '../../helpers/monitor/monitorRig';
import { pastCalls } from '../../helpers/monitor/pastCalls';
import { polledStory } from '../../helpers/monitor/polledStory';
import { looksOf, polledWrongs } from '../../helpers/monitor/polledVerdict';
import { tellingsOf } from '../../helpers/monitor/tellings';
import { spanOf, WATCHED } from '../../helpers/monitor/watched';
import { CALL_SWITCH_NAMES, pairwise, SWITCH_VALUES, type SwitchName } from '../../pbx';

const SEED = Number(process.env.SOAK_SEED ?? 20_261_124);
/** How many times the usual amount of calls. */
const RUNS = Number(process.env.MONITOR_RUNS ?? 1);
const CALLS = 8 * RUNS;

/** What nobody knows of the list of live calls and of the history. */
const OF_LISTS: SwitchName[] = [
	'activeCallIds',
	'activeCallWords',
	'queueCallee',
	'ringAllRows',
	'parkedCallee',
	'unansweredEstablishedAt',
	'logCallId',
	'logDelayMs',
	'queueRowWait',
];

const combinations = pairwise([...OF_LISTS, ...CALL_SWITCH_NAMES]);

describe('What the Call Monitor tells, whatever nobody knows of 3CX', () => {
	it.each(combinations.map((switches, i) => [i, switches] as const))(
		'is never told twice, never was not, and is a whole story: combination %i',
		async (i, switches) => {
			jest.spyOn(Math, 'random').mockReturnValue(0.5);
			const rig = await MonitorRig.start({ sources: ['push', 'polling', 'both'], switches });
			const lives = new CallLives(rig.pbx, SEED + i, async (to) => await rig.makeCall(to));
			const misfortunes = new Misfortunes(rig, SEED + i);
			lives.begin(CALLS, 50_000 * RUNS);
			while (lives.living > 0) {
				if (i % 2 === 1) await misfortunes.strike();
				await rig.advance(10_000);
			}
			await misfortunes.over();
			const truths = rig.pbx.calls.truth();
			const wrong = rig.tellers.flatMap((teller) => {
				const seen = spanOf(teller.source === 'push' ? WATCHED : undefined);
				return faultWrongs({ teller, rig, truths, seen }, misfortunes);
			});
			// Where nothing goes wrong and the list shows queues, all of it is known.
			const isPlain = i % 2 === 0 && switches.queueCallee === 'queue';
			if (isPlain && switches.transferCallid === 'same') {
				const looks = looksOf(rig);
				const history = await pastCalls(rig);
				const { calls } = tellingsOf(rig, rig.teller('polling').told);
				for (const telling of calls.values()) {
					const { isOther } = polledStory(telling.call, looks);
					if (!isOther) wrong.push(...polledWrongs(telling, looks, history.get(telling.call)));
				}
			}
			expect(wrong).toEqual([]);
			expect(await rig.stop()).toEqual({ timers: 0, sockets: 0 });
		},
	);

	it('takes every switch into every position', () => {
		for (const name of [...OF_LISTS, ...CALL_SWITCH_NAMES]) {
			const positions = new Set(combinations.map((switches) => switches[name]));
			expect(positions.size).toBe(SWITCH_VALUES[name].length);
		}
	});
});
