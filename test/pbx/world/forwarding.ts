import { mobileDestination, voicemailDestination, type Destination } from './destination';
import type { Schedule } from './schedule';

/** The five profiles of every user, as the API names them (xapi.md §4.5). */
export const PROFILE_NAMES = [
	'Available',
	'Away',
	'Out of office',
	'Custom 1',
	'Custom 2',
] as const;

/** Profiles that ring the phone first; the others forward at once (xapi.md §4.5). */
const RING_FIRST: readonly string[] = ['Available', 'Custom 1'];

/** What happens after the phone was rung, or could not be. */
export interface AvailableRoute {
	BusyAllCalls: boolean | null;
	BusyExternal: Destination | null;
	BusyInternal: Destination | null;
	NoAnswerAllCalls: boolean | null;
	NoAnswerExternal: Destination | null;
	NoAnswerInternal: Destination | null;
	NotRegisteredAllCalls: boolean | null;
	NotRegisteredExternal: Destination | null;
	NotRegisteredInternal: Destination | null;
}

/** Where calls go without ringing. */
export interface AwayRoute {
	AllHoursExternal: boolean | null;
	AllHoursInternal: boolean | null;
	External: Destination | null;
	Internal: Destination | null;
}

/** One status profile; exactly one of the two routes is filled (xapi.md §4.5). */
export interface ForwardingProfile {
	Id: number;
	Name: string;
	CustomName: string | null;
	CustomMessage: string | null;
	AcceptMultipleCalls: boolean | null;
	BlockPushCalls: boolean | null;
	DisableRingGroupCalls: boolean | null;
	NoAnswerTimeout: number | null;
	OfficeHoursAutoQueueLogOut: boolean | null;
	RingMyMobile: boolean | null;
	AvailableRoute: AvailableRoute | null;
	AwayRoute: AwayRoute | null;
}

/** A rule that goes before the profile; shape of 20.0.9 and later (xapi.md §6.1). */
export interface ForwardingException {
	Id: number;
	CallType: 'AllCalls' | 'InternalCallsOnly' | 'ExternalCallsOnly' | null;
	Condition:
		| 'NoAnswer'
		| 'PhoneBusy'
		| 'PhoneNotRegistered'
		| 'ForwardAll'
		| 'BasedOnCallerID'
		| 'BasedOnDID'
		| null;
	/** Caller IDs or DIDs, separated by commas; `*` stands for any digits. */
	Data: string | null;
	Destination: Destination | null;
	Enabled: boolean | null;
	Hours: Schedule | null;
}

/** Names of the destinations of an {@link AvailableRoute}. */
export const AVAILABLE_SLOTS = [
	'BusyExternal',
	'BusyInternal',
	'NoAnswerExternal',
	'NoAnswerInternal',
	'NotRegisteredExternal',
	'NotRegisteredInternal',
] as const;

/** Names of the destinations of an {@link AwayRoute}. */
export const AWAY_SLOTS = ['External', 'Internal'] as const;

/** A profile of an on-call dummy: outside callers to one destination, the others to another. */
export function profile(
	id: number,
	name: string,
	outside: () => Destination,
	inside: () => Destination,
): ForwardingProfile {
	const ringFirst = RING_FIRST.includes(name);
	return {
		Id: id,
		Name: name,
		CustomName: '',
		CustomMessage: '',
		AcceptMultipleCalls: true,
		BlockPushCalls: false,
		DisableRingGroupCalls: false,
		NoAnswerTimeout: 20,
		OfficeHoursAutoQueueLogOut: false,
		RingMyMobile: false,
		AvailableRoute: ringFirst
			? {
					BusyAllCalls: false,
					BusyExternal: outside(),
					BusyInternal: inside(),
					NoAnswerAllCalls: false,
					NoAnswerExternal: outside(),
					NoAnswerInternal: inside(),
					NotRegisteredAllCalls: false,
					NotRegisteredExternal: outside(),
					NotRegisteredInternal: inside(),
				}
			: null,
		AwayRoute: ringFirst
			? null
			: {
					AllHoursExternal: true,
					AllHoursInternal: true,
					External: outside(),
					Internal: inside(),
				},
	};
}

/** All five profiles with the same two destinations. */
export function profiles(
	nextId: () => number,
	outside: () => Destination,
	inside: () => Destination,
): ForwardingProfile[] {
	return PROFILE_NAMES.map((name) => profile(nextId(), name, outside, inside));
}

/** What the console does when "Mobile" is chosen for the outside callers of all profiles. */
export function chooseMobile(all: readonly ForwardingProfile[], mobile: string | null): void {
	for (const { AvailableRoute: available, AwayRoute: away } of all) {
		if (available) {
			available.BusyExternal = mobileDestination(mobile);
			available.NoAnswerExternal = mobileDestination(mobile);
			available.NotRegisteredExternal = mobileDestination(mobile);
		}
		if (away) away.External = mobileDestination(mobile);
	}
}

/** The profiles of an ordinary user: voicemail when nobody answers. */
export function ordinaryProfiles(nextId: () => number, dn: string): ForwardingProfile[] {
	const voicemail = () => voicemailDestination(dn);
	return profiles(nextId, voicemail, voicemail);
}
