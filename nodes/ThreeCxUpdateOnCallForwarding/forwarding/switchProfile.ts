import { InputError, type Clock, type ThreeCxError } from '../../shared/transport';
import type { Xapi } from '../../shared/xapi';
import { converge } from './converge';
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

/**
 * Switches the status of the user (`Available`, `Away`, `Out of office`, `Custom 1`, `Custom 2`, or the name the PBX
 * shows for a custom one), at once and for all callers (xapi.md §4.6), and reads back.
 *
 * @throws InputError when the user has no such status
 */
export async function switchProfile(
	xapi: Xapi,
	order: { extension: string; profile: string; dryRun: boolean },
	clock: Clock,
	signal?: AbortSignal,
): Promise<SwitchResult> {
	const before = await readDutyUser(xapi, order.extension);
	const name = nameOf(before, order.profile);
	const isDone = (user: DutyUser) => user.activeProfile === name;
	const write = async (user: DutyUser) => {
		await xapi.patch('Users', user.id, { CurrentProfileName: name });
	};
	const { after, error } = order.dryRun
		? { after: { ...before, activeProfile: name }, error: undefined }
		: await converge(xapi, before, { isDone, write }, clock, signal);
	return { before, after, changed: !isDone(before), done: isDone(after), error };
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
