import { asThreeCxError, InputError, ThreeCxError, type Clock } from '../../shared/transport';
import type { Xapi } from '../../shared/xapi';
import { readDutyUser, type DutyUser } from './dutyUser';

/** What became of switching the status. */
export interface SwitchResult {
	before: DutyUser;
	/** As last read; after a dry run as it would be. */
	after: DutyUser;
	changed: boolean;
	/** Whether the wanted status is on. */
	done: boolean;
	error: ThreeCxError | undefined;
}

const MAX_ROUNDS = 3;
const SETTLE_MS = 1_500;

/**
 * Switches the status of the user (`Available`, `Away`, `Out of office`, `Custom 1`, `Custom 2`, or the name the PBX shows
 * for a custom one), at once and for all callers (xapi.md §4.6), and reads back.
 */
export async function switchProfile(
	xapi: Xapi,
	order: { extension: string; profile: string; dryRun: boolean },
	clock: Clock,
	signal?: AbortSignal,
): Promise<SwitchResult> {
	const before = await readDutyUser(xapi, order.extension);
	const name = nameOf(before, order.profile);
	const result: SwitchResult = {
		before,
		after: before,
		changed: before.activeProfile !== name,
		done: before.activeProfile === name,
		error: undefined,
	};
	if (order.dryRun) return { ...result, after: { ...before, activeProfile: name }, done: true };
	for (let round = 1; round <= MAX_ROUNDS && !result.done; round++) {
		if (round > 1) await clock.sleep(SETTLE_MS, signal);
		result.error = await xapi
			.patch('Users', result.after.id, { CurrentProfileName: name })
			.then(() => undefined, asThreeCxError);
		const read = await readDutyUser(xapi, order.extension).catch(asThreeCxError);
		if (read instanceof ThreeCxError) return { ...result, error: result.error ?? read };
		result.after = read;
		result.done = read.activeProfile === name;
		if (result.error?.retryable === false) break;
	}
	return result.done ? { ...result, error: undefined } : result;
}

/** The name as 3CX spells it: it takes no other (xapi.md §4.6). */
function nameOf(user: DutyUser, wanted: string): string {
	const key = wanted.trim().toLowerCase();
	const names = user.profiles.map((profile) => ({
		name: profile.text('Name') ?? '',
		shown: profile.text('CustomName') ?? '',
	}));
	const found =
		names.find(({ name }) => name.toLowerCase() === key) ??
		names.find(({ shown }) => shown !== '' && shown.toLowerCase() === key);
	if (found) return found.name;
	throw new InputError('Profile', `The user ${user.number} has no status "${wanted}" ("Profile")`, {
		hint: `It has: ${names.map(({ name, shown }) => (shown === '' ? name : `${name} (${shown})`)).join(', ')}.`,
	});
}
