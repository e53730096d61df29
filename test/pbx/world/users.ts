import type { ForwardingException, ForwardingProfile } from './forwarding';
import type { Schedule } from './schedule';

/** A registered phone or app (call-control-api.md §4 "Device"). */
export interface Device {
	/** SIP contact, for instance `sip:101@127.0.0.1:5063`. */
	deviceId: string;
	userAgent: string;
	/** Only such a device can be told to answer. */
	directControl: boolean;
}

/** A user's place in a department. */
export interface Membership {
	GroupId: number;
	/** `users`, `group_owners`, `system_owners`… (xapi.md §1.3). */
	RoleName: string;
}

/** OfficeHoursBits, xapi.md §3.3. */
export type OfficeHoursBit =
	| 'GlobalSchedule'
	| 'AutoSwitchProfiles'
	| 'AutoQueueLogOut'
	| 'BlockOutboundCalls';

/**
 * An extension with a person (or a dummy). Properties with a capital are as on the wire; the fields
 * that nothing depends on have defaults in the view. The others say what the API does not show.
 */
export interface User {
	Id: number;
	Number: string;
	FirstName: string | null;
	LastName: string | null;
	EmailAddress: string | null;
	Mobile: string | null;
	OutboundCallerID: string | null;
	Enabled: boolean | null;
	/** No outside calls (xapi.md §3.3, inferred). */
	Internal: boolean | null;
	CurrentProfileName: string | null;
	ForwardingProfiles: ForwardingProfile[];
	ForwardingExceptions: ForwardingException[];
	QueueStatus: 'LoggedIn' | 'LoggedOut';
	OfficeHoursProps: OfficeHoursBit[];
	Hours: Schedule | null;
	BreakTime: Schedule | null;
	PrimaryGroupId: number;
	VMEnabled: boolean | null;
	memberships: Membership[];
	/** Phones and apps; none means "not registered". */
	devices: Device[];
	/** What happens when it rings; only seen by the oracle. */
	behaviour: 'answers' | 'noAnswer' | 'busy';
}

/** How the API shows the name, xapi.md §3.3: "Last, First". */
export function displayName(user: Pick<User, 'FirstName' | 'LastName'>): string {
	return [user.LastName, user.FirstName].filter(Boolean).join(', ');
}

/** A desk phone, as 3CX names its contact. */
export function deskPhone(dn: string, port = 5063, directControl = false): Device {
	return { deviceId: `sip:${dn}@127.0.0.1:${port}`, userAgent: 'Yealink SIP-T46U', directControl };
}
