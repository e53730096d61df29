import type { Row } from '../transport';
import type { ActiveCall } from './activeCall';
import { Filter } from './filter';
import type { Xapi } from './xapi';

/** What somebody is doing, put together from the user and the active calls: 3CX has no such field (derived). */
export type ExtensionStatus = 'available' | 'ringing' | 'onCall' | 'away' | 'offline' | 'disabled';

/** A user of the PBX. */
export interface ExtensionUser {
	number: string;
	name: string;
	email: string;
	mobile: string;
	/** Undefined when 3CX does not say. */
	registered: boolean | undefined;
	enabled: boolean;
	/** Name of the status that is on, such as `Available`, `Away`, `Out of office`, `Custom 1`. */
	profile: string;
	/** In queues altogether: 3CX tells it for no single queue (xapi.md §3.6). */
	queueStatus: string;
	raw: Readonly<Record<string, unknown>>;
}

const FIELDS = [
	'Id',
	'Number',
	'DisplayName',
	'FirstName',
	'LastName',
	'EmailAddress',
	'Mobile',
	'OutboundCallerID',
	'IsRegistered',
	'Enabled',
	'CurrentProfileName',
	'QueueStatus',
	'PrimaryGroupId',
];

/** Ring-first profiles are these by name (xapi.md §4.5); in the others calls go elsewhere at once. */
const RINGING_PROFILES = ['', 'Available', 'Custom 1'];

/** @param numbers only these extensions; undefined: all */
export async function* readUsers(
	xapi: Xapi,
	numbers?: readonly string[],
	filter?: Filter,
): AsyncGenerator<ExtensionUser, void, undefined> {
	if (numbers === undefined) {
		const query = { select: FIELDS, orderBy: 'Number', filter };
		for await (const row of xapi.all('Users', query)) yield readUser(row);
		return;
	}
	for (let at = 0; at < numbers.length; at += NUMBERS_AT_ONCE) {
		const some = numbers.slice(at, at + NUMBERS_AT_ONCE);
		const named = Filter.any(...some.map((number) => Filter.eq('Number', number)));
		const both = filter ? Filter.all(named, filter) : named;
		const query = { select: FIELDS, orderBy: 'Number', filter: both };
		for await (const row of xapi.all('Users', query)) yield readUser(row);
	}
}

/** In one filter: an address must not get too long. */
const NUMBERS_AT_ONCE = 20;

export function readUser(row: Row): ExtensionUser {
	const text = (name: string) => row.text(name) ?? '';
	return {
		number: text('Number'),
		name: text('DisplayName') || `${text('FirstName')} ${text('LastName')}`.trim(),
		email: text('EmailAddress'),
		mobile: text('Mobile'),
		registered: row.flag('IsRegistered'),
		enabled: row.flag('Enabled') ?? true,
		profile: text('CurrentProfileName'),
		queueStatus: text('QueueStatus'),
		raw: row.raw,
	};
}

/** @param profiles names of the statuses that count as there; without: those in which the phone rings */
export function statusOf(
	user: ExtensionUser,
	calls: readonly ActiveCall[],
	profiles: readonly string[] = RINGING_PROFILES,
): ExtensionStatus {
	if (!user.enabled) return 'disabled';
	const own = callsOf(user.number, calls);
	// Of a ringing call the caller hears it ring: for both it is a call.
	if (own.some(({ state }) => state !== 'ringing')) return 'onCall';
	if (own.some(({ caller }) => caller.dn === user.number)) return 'onCall';
	if (own.length > 0) return 'ringing';
	if (user.registered === false) return 'offline';
	return profiles.includes(user.profile) ? 'available' : 'away';
}

export function callsOf(number: string, calls: readonly ActiveCall[]): ActiveCall[] {
	return calls.filter(({ extensions }) => extensions.includes(number));
}
