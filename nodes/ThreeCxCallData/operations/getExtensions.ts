import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { limitFields, simplifyField } from '../../shared/n8n/fields/many';
import { numberLocator } from '../../shared/n8n/fields/numberLocator';
import {
	callsOf,
	Filter,
	readUsers,
	statusOf,
	type ActiveCall,
	type ExtensionStatus,
	type ExtensionUser,
} from '../../shared/xapi';
import { choices, type Job } from '../job';

const show = { operation: ['getExtensions'] };
const STATUSES: readonly ExtensionStatus[] = [
	'available',
	'away',
	'disabled',
	'offline',
	'onCall',
	'ringing',
];

export const getExtensionsFields: INodeProperties[] = [
	numberLocator(
		{
			displayName: 'Extension',
			name: 'extension',
			description: 'One extension, or several with commas. Empty: all.',
			displayOptions: { show },
		},
		{ method: 'searchUsers', placeholder: 'All extensions', example: '101' },
	),
	...limitFields(show),
	simplifyField(show),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Include Offline',
				name: 'includeOffline',
				type: 'boolean',
				default: true,
				description: 'Whether extensions without a registered phone or app are listed as well',
			},
			{
				displayName: 'Name Contains',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. Smith',
				description: 'A part of the name. Capitals do not count.',
			},
			{
				displayName: 'Status',
				name: 'statuses',
				type: 'multiOptions',
				options: [
					{ name: 'Available', value: 'available' },
					{
						name: 'Away',
						value: 'away',
						description: 'The status is one in which it does not ring',
					},
					{ name: 'Disabled', value: 'disabled' },
					{ name: 'Offline', value: 'offline', description: 'No phone or app is registered' },
					{ name: 'On Call', value: 'onCall' },
					{ name: 'Ringing', value: 'ringing' },
				],
				default: [],
				description: 'Put together from the user and the live calls. None: all.',
			},
		],
	},
];

/** The users of the PBX, with what they are doing. */
export async function* getExtensions(job: Job): AsyncGenerator<IDataObject, void, undefined> {
	const filters = job.collection('filters');
	const numbers = job.numbers('Extension', job.parameters.text('extension'));
	const statuses = choices('Status', filters.statuses, STATUSES);
	const named = String(filters.name ?? '').trim();
	const filter = named === '' ? undefined : Filter.containsIgnoringCase('DisplayName', named);
	const { limit } = job;
	const calls = await job.activeCallsIfOffered();
	let found = 0;
	const some = numbers.length === 0 ? undefined : numbers;
	for await (const user of readUsers(job.pbx.xapi, some, filter)) {
		if (filters.includeOffline === false && user.registered !== true) continue;
		if (!statuses.includes(statusOf(user, calls ?? []))) continue;
		yield job.simplify
			? extensionItem(user, calls)
			: { ...extensionItem(user, calls), ...(user.raw as IDataObject) };
		if (++found === limit) return;
	}
}

/** @param calls undefined: this client may not read them, so nobody is known to be on a call */
function extensionItem(user: ExtensionUser, calls: readonly ActiveCall[] | undefined): IDataObject {
	return {
		extension: user.number,
		name: user.name,
		status: statusOf(user, calls ?? []),
		registered: user.registered ?? null,
		enabled: user.enabled,
		profile: user.profile,
		queueStatus: user.queueStatus,
		activeCalls: calls ? callsOf(user.number, calls).length : null,
		email: user.email,
		mobile: user.mobile,
	};
}
