import { Row } from '../../shared/xapi';
import { readDestination, type Destination } from '../forwarding/destination';
import type { DutyUser } from '../forwarding/dutyUser';
import { readSchedule, type Schedule } from './schedule';

/** A user as far as it decides where a call to it goes (xapi.md §3.3, §4.5). */
export interface CallUser extends Omit<DutyUser, 'exceptions'> {
	/** Own hours; undefined: those of the department. */
	hours: Schedule | undefined;
	/** Departments of the user, which outbound rules may be for. */
	groupIds: readonly number[];
	exceptions: readonly Exception[];
}

/** A rule that goes before the status. */
export interface Exception {
	enabled: boolean;
	/** `AllCalls`, `InternalCallsOnly`, `ExternalCallsOnly`. */
	callType: string;
	/** `ForwardAll`, `BasedOnCallerID`, `BasedOnDID`, `NoAnswer`, `PhoneBusy`, `PhoneNotRegistered`. */
	condition: string;
	data: string;
	hours: Schedule | undefined;
	destination: Destination;
}

const CORE = ['Id', 'Number', 'DisplayName', 'Mobile', 'CurrentProfileName'];
const WHOLE = [
	...CORE,
	'Enabled',
	'Internal',
	'IsRegistered',
	'OfficeHoursProps',
	'PrimaryGroupId',
	'Hours',
];
const EXPANDED = ['ForwardingProfiles', 'ForwardingExceptions', 'Groups'];

/** What to ask for, the whole first: a build that does not know one of the fields refuses all (xapi.md §2.1). */
export const USER_QUERIES = [
	{ select: WHOLE, expand: EXPANDED },
	{ select: CORE, expand: ['ForwardingProfiles'] },
] as const;

export function readCallUser(row: Row): CallUser {
	return {
		id: row.integer('Id') ?? 0,
		number: row.text('Number') ?? '',
		name: row.text('DisplayName') ?? '',
		mobile: row.text('Mobile') ?? '',
		activeProfile: row.text('CurrentProfileName') ?? '',
		enabled: row.flag('Enabled') ?? true,
		registered: row.flag('IsRegistered'),
		insideOnly: row.flag('Internal') ?? false,
		officeHours: row.texts('OfficeHoursProps'),
		groupId: row.integer('PrimaryGroupId'),
		hours: readSchedule(row.child('Hours')),
		groupIds: row.children('Groups').flatMap((group) => group.integer('GroupId') ?? []),
		profiles: row.children('ForwardingProfiles'),
		exceptions: row.children('ForwardingExceptions').map(readException),
	};
}

/** All that a rule has before 20.0.9, in place of `Condition` and `Data` (xapi.md §6.1). */
const OLD_DATA = 'CallerId';

export function readException(row: Row): Exception {
	const condition = row.text('Condition');
	const callerId = condition === undefined ? row.text(OLD_DATA) : undefined;
	return {
		enabled: row.flag('Enabled') ?? true,
		callType: row.text('CallType') ?? 'AllCalls',
		condition: condition ?? (callerId ? 'BasedOnCallerID' : 'ForwardAll'),
		data: row.text('Data') ?? callerId ?? '',
		hours: readSchedule(row.child('Hours')),
		destination: readDestination(row.child('Destination')),
	};
}

/** Every destination that calls to the user may take at some time. */
export function destinationsOf(user: CallUser): Destination[] {
	return [
		...user.exceptions.map(({ destination }) => destination),
		...user.profiles.flatMap((profile) => {
			const away = profile.child('AwayRoute');
			const available = profile.child('AvailableRoute');
			return [
				...['External', 'Internal'].map((field) => away?.child(field)),
				...PHONE_FIELDS.map((field) => available?.child(field)),
			].flatMap((row) => (row ? [readDestination(row)] : []));
		}),
	];
}

const PHONE_FIELDS = [
	'NotRegisteredExternal',
	'NotRegisteredInternal',
	'NoAnswerExternal',
	'NoAnswerInternal',
	'BusyExternal',
	'BusyInternal',
];
