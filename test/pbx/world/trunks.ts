import type { Destination } from './destination';
import type { Schedule } from './schedule';

/** A line to the outside. */
export interface Trunk {
	Id: number;
	Number: string;
	/** Shown as `Gateway.Name`. */
	name: string;
	ExternalNumber: string;
	DidNumbers: string[];
	Direction: 'None' | 'Inbound' | 'Outbound' | 'Both';
	SimultaneousCalls: number;
	/** Registered at the provider; false means that nothing can be dialled. */
	IsOnline: boolean;
	EnableOutboundCalls: boolean;
	EnableInboundCalls: boolean;
}

/** Where a call from outside goes, by the number that was called (xapi.md §3.11). */
export interface InboundRule {
	Id: number;
	RuleName: string;
	CallType: 'AllCalls' | 'InternalCallsOnly' | 'ExternalCallsOnly' | null;
	Condition: 'ForwardAll' | 'BasedOnCallerID' | 'BasedOnDID';
	/** The DID or caller ID; `*` stands for any digits. */
	Data: string;
	CustomData: string | null;
	Hours: Schedule | null;
	AlterDestinationDuringHolidays: boolean;
	AlterDestinationDuringOutOfOfficeHours: boolean;
	OfficeHoursDestination: Destination | null;
	OutOfOfficeHoursDestination: Destination | null;
	HolidaysDestination: Destination | null;
	trunkNumber: string;
}

/** One way out of an outbound rule; they are tried in order. */
export interface OutboundRoute {
	TrunkId: number;
	TrunkName: string;
	StripDigits: number;
	Prepend: string;
	Append: string;
	CallerID: string;
}

/** Which trunk an outside number is dialled on, and in which form. */
export interface OutboundRule {
	Id: number;
	Name: string;
	Priority: number;
	/** Prefixes separated by commas; empty matches any number. */
	Prefix: string;
	/** Lengths such as `3,10-15`; empty matches any length. */
	NumberLengthRanges: string;
	/** Extensions that may use it; empty means all. */
	DNRanges: Array<{ From: string; To: string }>;
	/** Departments that may use it; empty means all. */
	GroupIds: number[];
	EmergencyRule: boolean;
	Routes: OutboundRoute[];
}

/** How numbers are brought into international form. */
export interface E164Settings {
	Enabled: boolean;
	CountryCode: string;
	CountryName: string;
	AreaCode: string;
	NationalCode: string;
	InternationalCode: string;
	Prefix: string;
	RemoveAreaCode: boolean;
	RemoveCountryCode: boolean;
}
