import { disagreements } from '../../../helpers/agreement';
import { rowsInTurn } from '../../../helpers/rowsInTurn';
import { WatchBench } from '../../../helpers/watchBench';
import { CALL_SWITCH_NAMES, pairwise, type SwitchName } from '../../../pbx';
import { scenarios } from './eventScenarios';

/** Everything unknown that calls may depend on. */
const KEYS: SwitchName[] = [...CALL_SWITCH_NAMES, 'tokens', 'expiresIn', 'errorBody', 'foreignDn'];

/** From the first full state to the wait after a break. */
const MOMENTS = [
	'while it connects',
	'while a leg is read',
	'in mid-call',
	'while it waits',
] as const;

const ROWS = pairwise(KEYS);

/** Each under some of the rows: under every position of every switch. */
const inTurn = <T extends { name: string }>(cases: T[]) =>
	cases.flatMap((one) =>
		rowsInTurn(ROWS, one.name).map((switches) => ({
			...one,
			switches,
			row: ROWS.indexOf(switches),
		})),
	);

describe('Whatever nobody knows of 3CX', () => {
	it.each(inTurn(scenarios.map(([name, play, gaps = false]) => ({ name, play, gaps }))))(
		'$name is told right under switches no. $row',
		async ({ play, gaps, switches }) => {
			const bench = await WatchBench.start({ switches });
			try {
				await play(bench);
				expect(disagreements(bench, gaps)).toEqual([]);
			} finally {
				expect(await bench.stop()).toEqual({ timers: 0, sockets: 0 });
			}
		},
	);

	it.each(inTurn(MOMENTS.map((name) => ({ name }))))(
		'nothing is left of it when it is stopped $name, under switches no. $row',
		async ({ name: moment, switches }) => {
			const bench = await WatchBench.start({ switches, idle: moment === 'while it connects' });
			bench.pbx.calls.inbound({ from: '+4917112345678', to: '101' });
			if (moment === 'while it connects') {
				bench.pbx.faults.add({ match: { path: /^\/callcontrol$/ }, action: { kind: 'hang' } });
				bench.listen();
				await bench.advance(500);
				expect(bench.watcher.current?.session.state).toBe('connecting');
			}
			if (moment === 'while a leg is read') {
				bench.pbx.faults.add({ match: { path: /participants/ }, action: { kind: 'hang' } });
				await bench.advance(250);
			}
			if (moment === 'in mid-call') await bench.advance(5_000);
			if (moment === 'while it waits') {
				bench.pbx.sockets.rejectUpgrade(503, 3);
				bench.pbx.sockets.drop();
				await bench.advance(2_000);
			}
			expect(await bench.stop()).toEqual({ timers: 0, sockets: 0 });
			expect(bench.events.filter(({ type }) => type === 'ended')).toEqual([]);
		},
	);
});
