import { dnDestination, externalDestination, voicemailDestination } from './destination';
import { schedule } from './schedule';
import type { OutboundRule } from './trunks';
import type { WorldState } from './world';

type Telephony = Pick<
	WorldState,
	| 'queues'
	| 'ringGroups'
	| 'receptionists'
	| 'trunks'
	| 'inboundRules'
	| 'outboundRules'
	| 'e164'
	| 'dialCodes'
>;

/** Queue, ring group, IVR, trunk and rules of the default world. */
export function defaultTelephony(takeId: () => number, groupId: number): Telephony {
	const noRoutes = { BreakRoute: null, HolidaysRoute: null, OutOfOfficeRoute: null };
	const trunkId = takeId();
	const to999 = () => dnDestination('Extension', '999');
	const inbound = {
		CallType: 'AllCalls' as const,
		CustomData: '',
		Hours: schedule('OfficeHours'),
		trunkNumber: '10000',
	};

	return {
		queues: [
			{
				Id: takeId(),
				Number: '820',
				Name: 'Service Desk',
				groupIds: [groupId],
				Agents: [
					{ Number: '101', SkillGroup: '1' },
					{ Number: '102', SkillGroup: '1' },
				],
				Managers: [{ Number: '100' }],
				ForwardNoAnswer: voicemailDestination('100'),
				PollingStrategy: 'RingAll',
				RingTimeout: 30,
				MasterTimeout: 60,
				...noRoutes,
			},
		],
		ringGroups: [
			{
				Id: takeId(),
				Number: '830',
				Name: 'Techniker',
				groupIds: [groupId],
				Members: [{ Number: '101' }, { Number: '103' }],
				ForwardNoAnswer: voicemailDestination('100'),
				RingStrategy: 'RingAll',
				RingTime: 20,
				...noRoutes,
			},
		],
		receptionists: [
			{
				Id: takeId(),
				Number: '810',
				Name: 'Ansage',
				groupIds: [groupId],
				Forwards: [{ Id: takeId(), Input: '1', ForwardType: 'Queue', ForwardDN: '820' }],
				Timeout: 5,
				...noRoutes,
			},
		],
		trunks: [
			{
				Id: trunkId,
				Number: '10000',
				name: 'Telefonanbieter',
				ExternalNumber: '+4930123456',
				DidNumbers: ['+4930123456', '+4930123457'],
				Direction: 'Both',
				SimultaneousCalls: 10,
				IsOnline: true,
				EnableOutboundCalls: true,
				EnableInboundCalls: true,
			},
		],
		inboundRules: [
			{
				...inbound,
				Id: takeId(),
				RuleName: 'Notdienst',
				Condition: 'BasedOnDID',
				Data: '+4930123456',
				AlterDestinationDuringHolidays: true,
				AlterDestinationDuringOutOfOfficeHours: true,
				OfficeHoursDestination: to999(),
				OutOfOfficeHoursDestination: to999(),
				HolidaysDestination: to999(),
			},
			{
				...inbound,
				Id: takeId(),
				RuleName: 'Default',
				Condition: 'ForwardAll',
				Data: '',
				AlterDestinationDuringHolidays: false,
				AlterDestinationDuringOutOfOfficeHours: true,
				OfficeHoursDestination: dnDestination('Extension', '100'),
				OutOfOfficeHoursDestination: externalDestination('+4930999999'),
				HolidaysDestination: null,
			},
		],
		outboundRules: [
			rule(takeId, trunkId, 'Ausland', 1, '00'),
			rule(takeId, trunkId, 'Mobil und Inland', 2, '0,+49'),
			rule(takeId, trunkId, 'International', 3, '+'),
		],
		e164: {
			Enabled: true,
			CountryCode: '49',
			CountryName: 'Germany',
			AreaCode: '30',
			NationalCode: '0',
			InternationalCode: '00',
			Prefix: '',
			RemoveAreaCode: false,
			RemoveCountryCode: false,
		},
		dialCodes: {
			DialCodeBillingCode: null,
			DialCodeHideCallerID: null,
			DialCodeHotdesking: null,
			DialCodeHotelAccess: null,
			DialCodeIntercom: null,
			DialCodeLoggedInQueue: null,
			DialCodeLoggedOutQueue: null,
			DialCodeOutOffice: null,
			DialCodePark: null,
			DialCodePickup: null,
			DialCodeProfileStatus: null,
			DialCodeUnpark: null,
			DialCodeVMail: '*4',
		},
	};
}

function rule(
	takeId: () => number,
	trunkId: number,
	name: string,
	priority: number,
	prefix: string,
): OutboundRule {
	return {
		Id: takeId(),
		Name: name,
		Priority: priority,
		Prefix: prefix,
		NumberLengthRanges: '',
		DNRanges: [],
		GroupIds: [],
		EmergencyRule: false,
		Routes: [
			{
				TrunkId: trunkId,
				TrunkName: 'Telefonanbieter',
				StripDigits: 0,
				Prepend: '',
				Append: '',
				CallerID: '',
			},
		],
	};
}
