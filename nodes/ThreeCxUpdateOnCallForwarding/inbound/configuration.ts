import type { InboundRule } from '../forwarding/inboundRules';
import type { OutboundRule } from '../forwarding/outboundRules';
import type { CallGroup } from './callGroup';
import type { CallUser } from './callUser';
import type { Department, OfficeHours } from './department';
import type { Holiday } from './holiday';

/** A line to a provider, as far as calls in and out depend on it (xapi.md §3.11). */
export interface CallTrunk {
	id: number;
	number: string;
	name: string;
	/** Undefined: 3CX does not say. */
	online: boolean | undefined;
	takesCalls: boolean;
	dialsOut: boolean;
	/** Calls at once; undefined or 0: 3CX does not say. */
	channels: number | undefined;
	/** The main number and the DIDs. */
	numbers: readonly string[];
}

/** How busy the PBX was when it was read, and what its licence allows. */
export interface Capacity {
	/** Calls at once by the licence. */
	calls: number | undefined;
	/** Calls at that moment. */
	active: number | undefined;
}

/**
 * The configuration of the PBX that decides where a call from outside goes, as read at one moment. What the API
 * client may not read, or the build does not have, is undefined.
 */
export interface Configuration {
	/** Country for comparing numbers, as in `NumberRules`. */
	country: string | undefined;
	inboundRules: readonly InboundRule[] | undefined;
	outboundRules: readonly OutboundRule[] | undefined;
	trunks: readonly CallTrunk[] | undefined;
	forwardingAllowed: boolean | undefined;
	blockedOutOfOffice: boolean | undefined;
	office: OfficeHours;
	departments: readonly Department[];
	holidays: readonly Holiday[] | undefined;
	capacity: Capacity;
	/** What calls can come to from the inbound rules on, by number. */
	dns: Dns;
	/** Names of what could not be read, for people. */
	unseen: readonly string[];
}

/** Users and groups by number. */
export interface Dns {
	users: ReadonlyMap<string, CallUser>;
	groups: ReadonlyMap<string, CallGroup>;
	/** PeerType of further numbers, such as `RoutePoint` or `SpecialMenu`; undefined: 3CX knows none. */
	peers: ReadonlyMap<string, string | undefined>;
}

/** The department of a key; without departments the hours of the whole PBX are those of "the PBX". */
export function departmentOf(configuration: Configuration, id: number | undefined): Department {
	const { departments, office } = configuration;
	return (
		departments.find((one) => one.id === id) ??
		departments.find((one) => one.isDefault) ??
		departments[0] ?? {
			...office,
			id: 0,
			number: '',
			name: 'the PBX',
			isDefault: true,
			forced: undefined,
			forcedUntil: undefined,
			overridesHolidays: false,
		}
	);
}

/** The same configuration with a user as it was read later. */
export function withUser(configuration: Configuration, user: CallUser): Configuration {
	const users = new Map(configuration.dns.users).set(user.number, user);
	return { ...configuration, dns: { ...configuration.dns, users } };
}
