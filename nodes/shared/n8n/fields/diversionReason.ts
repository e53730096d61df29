import type { INodeProperties } from 'n8n-workflow';
import type { DiversionReason } from '../../callControl';

const NAMES: ReadonlyArray<readonly [DiversionReason, string]> = [
	['BasedOnCallerID', 'Based on Caller ID'],
	['BasedOnDID', 'Based on DID'],
	['BreakTime', 'Break Time'],
	['Callback', 'Callback'],
	['CallbackRequested', 'Callback Requested'],
	['ForwardAll', 'Forward All'],
	['Holiday', 'Holiday'],
	['NoAnswer', 'No Answer'],
	['NoDestinations', 'No Destinations'],
	['None', 'None'],
	['OfficeHours', 'Office Hours'],
	['OutOfOfficeHours', 'Out of Office Hours'],
	['PhoneBusy', 'Phone Busy'],
	['PhoneNotRegistered', 'Phone Not Registered'],
	['Polling', 'Polling'],
];

/** One of the reasons that 3CX documents for a diversion. */
export const diversionReasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'options',
	options: NAMES.map(([value, name]) => ({ name, value })),
	default: 'None',
	description: 'What 3CX notes as the cause',
};
