import { rowsInTurn } from '../../../helpers/rowsInTurn';
import { pairwise, SWITCH_VALUES, switchesWith, type Switches, type World } from '../../../pbx';
import { OnCallBench } from './onCallRun';

/** What decides where a call goes, or what a write does; all values, every pair of values at least once. */
const COMBINATIONS = pairwise([
	'mobileForwarding',
	'mobileDestinationWrite',
	'profileWrite',
	'bulkProfileWrite',
	'profileIds',
	'multipleProfilesMissing',
	'dialStripsPunctuation',
	'internalNumberInExternal',
	'allCallsFlag',
	'allHoursExternalFalse',
	'errorBody',
	'tokens',
]);

/** Ways in which people set up the dummy user. */
const SETUPS: ReadonlyArray<readonly [name: string, arrange: (world: World) => void]> = [
	['as the guide says', () => {}],
	[
		'status Away',
		(world) => {
			world.user('999').CurrentProfileName = 'Away';
		},
	],
	[
		'one rule for all callers',
		(world) => {
			for (const { AvailableRoute: route } of world.user('999').ForwardingProfiles) {
				if (route) route.NotRegisteredAllCalls = true;
			}
		},
	],
	[
		'only a part of the day',
		(world) => {
			world.user('999').CurrentProfileName = 'Out of office';
			for (const { AwayRoute: route } of world.user('999').ForwardingProfiles) {
				if (route) route.AllHoursExternal = false;
			}
		},
	],
	[
		'punctuation in the old number',
		(world) => {
			world.user('999').Mobile = '0170/000 00-00';
		},
	],
];

const NUMBERS: ReadonlyArray<
	readonly [kind: string, number: string, reached: string, format?: string]
> = [
	['an outside number', '0171-2345678', '01712345678'],
	['an outside number, as entered', '0171-2345678', '01712345678', 'asEntered'],
	['an internal number', '200', 'extension 200'],
];

describe.each(SETUPS)('Update with a dummy user set up with %s', (setup, arrange) => {
	describe.each(['both', 'mobile', 'destinations'])('in mode %s', (mode) => {
		it.each(NUMBERS)(
			'says of %s only what the PBX does, under every switch',
			async (kind, number, reached, numberFormat = 'auto') => {
				const told = new Set<unknown>();
				const parameters = { mode, mobileNumber: number, options: { numberFormat } };
				const inTurn = new Set(rowsInTurn(COMBINATIONS, `${setup} ${mode} ${kind}`));
				for (const switches of new Set([...inTurn, ...COMBINATIONS])) {
					// The others only until one has shown that the number can be changed at all.
					if (!inTurn.has(switches) && told.has('changed')) break;
					const bench = await OnCallBench.start({ switches });
					try {
						arrange(bench.pbx.world);
						const outcome = await bench.outcome(parameters);
						const context = JSON.stringify({ switches, outcome, goesTo: bench.goesTo });
						told.add(outcome.status);
						// Proven means proven.
						if (outcome.verified === true && bench.goesTo !== reached) throw new Error(context);
						// A problem is one: nothing that works is reported as broken.
						const problem = outcome.status === 'notForwarding' || outcome.status === 'failed';
						if (problem && outcome.verified === true) throw new Error(context);
						// Never silent: where the call does not arrive, the run says so or warns.
						const warned =
							problem || (Array.isArray(outcome.warnings) && outcome.warnings.length > 0);
						if (bench.goesTo !== reached && !warned) throw new Error(context);
						// A run that ended well, with all rules taken over, leaves nothing to write.
						const refused = JSON.stringify(outcome.warnings).includes('did not take over');
						if (!problem && !refused) {
							bench.requests();
							await bench.outcome(parameters);
							const writes = bench.requests().filter((request) => !request.startsWith('GET'));
							if (writes.length > 0) throw new Error(context);
						}
					} finally {
						await bench.stop();
					}
				}
				expect([...told]).toContain('changed');
			},
		);
	});
});

describe('The switches', () => {
	it('are walked through in every value', () => {
		for (const [name, values] of Object.entries(SWITCH_VALUES)) {
			const key = name as keyof Switches;
			if (!(key in (COMBINATIONS[0] ?? {}))) continue;
			const seen = new Set(COMBINATIONS.map((combination) => switchesWith(combination)[key]));
			expect([...seen].sort()).toEqual([...values].sort());
		}
	});
});
