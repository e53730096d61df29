import { promptFiles } from '../media/promptFiles';
import { defaultClients } from './defaultClients';
import { dnDestination, mobileDestination, voicemailDestination } from './destination';
import { ordinaryProfiles, profiles } from './forwarding';
import { periods, schedule } from './schedule';
import { defaultTelephony } from './defaultTelephony';
import { deskPhone, type User } from './users';
import { World } from './world';

/** What a {@link defaultWorld} may differ in. */
export interface WorldOptions {
	/** Users altogether; more than the five named ones makes paging real. */
	users?: number;
	/** Mobile of 999 at the start. */
	mobile?: string;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;

/**
 * A practice with a service desk, as an MSP sets it up: reception, three engineers, the central
 * number 200, and the dummy extension 999 whose outside callers go to "Mobile". Always the same.
 */
export function defaultWorld(options: WorldOptions = {}): World {
	const mobile = options.mobile ?? '+491700000000';
	let next = 20;
	const takeId = () => next++;

	const groupId = takeId();
	const group = {
		Id: groupId,
		Number: 'GRP0000',
		Name: 'DEFAULT',
		IsDefault: true,
		Language: 'DE',
		TimeZoneId: '51',
		Hours: schedule('OfficeHours'),
		BreakTime: schedule('Never'),
		CurrentGroupHours: 'Default' as const,
		OverrideExpiresAt: null,
		OfficeRoute: route('100'),
		OutOfOfficeRoute: route('999'),
		BreakRoute: route('999'),
		HolidaysRoute: route('999'),
	};

	const users: User[] = [
		person(takeId, groupId, '100', 'Empfang', 'Praxis'),
		person(takeId, groupId, '101', 'Max', 'Mustermann', '+491711111111'),
		person(takeId, groupId, '102', 'Erika', 'Musterfrau', '+491722222222'),
		person(takeId, groupId, '103', 'Jan', 'Schmidt', '+491733333333'),
		person(takeId, groupId, '104', 'Aylin', 'Yilmaz', '+491744444444'),
		person(takeId, groupId, '200', 'Zentrale', ''),
	];
	withPhones(users, '102', [deskPhone('102', 5063), deskPhone('102', 5483)]);
	withPhones(users, '103', [deskPhone('103', 5063, true)]);
	withPhones(users, '104', []);

	users.push({
		...person(takeId, groupId, '999', 'Notdienst', 'Routing', mobile),
		ForwardingProfiles: profiles(
			takeId,
			() => mobileDestination(mobile),
			() => voicemailDestination('999'),
		),
		devices: [],
	});
	// Above the named ones and below 810, so that no number is taken twice.
	for (let i = 0; users.length < (options.users ?? 0); i++) {
		users.push(person(takeId, groupId, String(300 + i), `Vorname${i}`, `Nachname${i}`));
	}

	return new World({
		users,
		groups: [group],
		...defaultTelephony(takeId, groupId),
		holidays: [],
		clients: defaultClients(takeId, groupId),
		general: {
			AllowFwdToExternal: true,
			DisableOutboundCallsOutOfficeHours: false,
			AllRolesCanApproveApps: false,
			BusyMonitor: true,
			BusyMonitorTimeout: 30,
			EnableVMenuOutboundCalls: false,
			HDAutoLogoutEnabled: false,
			HDAutoLogoutTime: 'PT0S',
			LimitCallPickup: false,
			OperatorExtension: '100',
			PlayBusy: true,
			ScheduledReportGenerationTime: 'PT2H',
		},
		officeHours: {
			Hours: schedule('SpecificHours', periods(WEEKDAYS, '09:00:00', '17:00:00')),
			BreakTime: schedule('Never'),
			SystemLanguage: 'DE',
			TimeZoneId: '51',
		},
		system: {
			fqdn: 'praxis.my3cx.de',
			custom1Name: 'Mittag',
			custom2Name: 'Dienstreise',
			isHosted: true,
			maxSimCalls: 16,
			diskUsage: 21,
			hasNotRunningServices: false,
			hasUnregisteredSystemExtensions: false,
			lastBackup: '2026-01-01T00:00:02Z',
			expires: '2035-01-01T00:00:00Z',
		},
		licensed: true,
		specialDns: [
			{ id: takeId(), number: '666', name: 'Voicemail', type: 'SpecialMenu', groupIds: [] },
			{ id: takeId(), number: 'SP0', name: 'Shared Parking', type: 'Parking', groupIds: [groupId] },
		],
		behaviours: {},
		files: promptFiles(),
		nextId: next,
	});
}

function route(dn: string) {
	return { IsPromptEnabled: false, Prompt: '', Route: dnDestination('Extension', dn) };
}

function withPhones(users: User[], number: string, devices: User['devices']): void {
	for (const user of users) if (user.Number === number) user.devices = devices;
}

/** An ordinary user with one desk phone and voicemail. */
function person(
	takeId: () => number,
	groupId: number,
	number: string,
	firstName: string,
	lastName: string,
	mobile = '',
): User {
	return {
		Id: takeId(),
		Number: number,
		FirstName: firstName,
		LastName: lastName,
		EmailAddress: `${number}@praxis.example`,
		Mobile: mobile,
		OutboundCallerID: '',
		Enabled: true,
		Internal: false,
		CurrentProfileName: 'Available',
		ForwardingProfiles: ordinaryProfiles(takeId, number),
		ForwardingExceptions: [],
		QueueStatus: 'LoggedIn',
		OfficeHoursProps: ['GlobalSchedule'],
		Hours: schedule('OfficeHours'),
		BreakTime: schedule('Never'),
		PrimaryGroupId: groupId,
		VMEnabled: true,
		memberships: [{ GroupId: groupId, RoleName: 'users' }],
		devices: [deskPhone(number)],
		behaviour: 'answers',
	};
}
