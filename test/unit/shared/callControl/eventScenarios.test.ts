import { disagreements } from '../../../helpers/agreement';
import { WatchBench } from '../../../helpers/watchBench';
import { pairwise, type SwitchName } from '../../../pbx';
import { scenarios } from './eventScenarios';

/** Everything unknown that events depend on. */
const KEYS: SwitchName[] = [
	'attachedData',
	'routePointInbound',
	'socketOnRotation',
	'upsertRepeats',
	'dtmf',
	'sequenceScope',
	'farLegs',
	'participantUid',
	'routePointDid',
	'firstUpsert',
	'referredBy',
	'transferCallid',
	'severalSockets',
	'idFormat',
	'queueModel',
	'serverPingSeconds',
	'idleCloseSeconds',
	'tokens',
	'expiresIn',
	'errorBody',
];

describe.each(pairwise(KEYS).map((switches, row) => ({ row, switches })))(
	'under switches no. $row',
	({ switches }) => {
		it.each(scenarios)('%s is told right', async (_name, play, gaps = false) => {
			const bench = await WatchBench.start({ switches });
			try {
				await play(bench);
				expect(disagreements(bench, gaps)).toEqual([]);
			} finally {
				expect(await bench.stop()).toEqual({ timers: 0, sockets: 0 });
			}
		});
	},
);
