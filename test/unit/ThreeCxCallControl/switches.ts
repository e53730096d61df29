import { pairwise, type Switches } from '../../pbx';

/** What nobody knows of the real PBX and what matters to calls; every pair of values at least once. */
export const COMBINATIONS: ReadonlyArray<Partial<Switches>> = pairwise([
	'finalStatus',
	'routePointInbound',
	'routeReply',
	'ownLegAfterRoute',
	'farLegs',
	'routePointDid',
	'answerWhenConnected',
	'firstUpsert',
	'unreachableNumber',
	'legacyMakecallResult',
	'referredBy',
	'transferCallid',
	'idFormat',
	'actionStatus',
	'errorBody',
	'foreignDn',
	'queueModel',
	'noJsonStatus',
	'dropCallStatus',
]);

/** Runs a scenario under every combination; a failure names the one it happened under. */
export async function underEverySwitch(
	scenario: (switches: Partial<Switches>) => Promise<void>,
	combinations = COMBINATIONS,
): Promise<void> {
	for (const switches of combinations) {
		try {
			await scenario(switches);
		} catch (cause) {
			throw new Error(`With ${JSON.stringify(switches)}: ${String(cause)}`, { cause });
		}
	}
}
