import type { INodePropertyOptions } from 'n8n-workflow';
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

/** The reasons that 3CX documents for a diversion. */
export const diversionReasonOptions: INodePropertyOptions[] = NAMES.map(([value, name]) => ({
	name,
	value,
}));
