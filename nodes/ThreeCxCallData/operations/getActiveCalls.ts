import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { limitFields, simplifyField } from '../../shared/n8n/fields/many';
import {
	CALL_DIRECTIONS,
	CALL_STATES,
	secondsSince,
	type ActiveCall,
	type CallParty,
} from '../../shared/xapi';
import { choices, type Job } from '../job';
import { directionOptions } from '../options';

const show = { operation: ['getActiveCalls'] };

export const getActiveCallsFields: INodeProperties[] = [
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
				displayName: 'Directions',
				name: 'directions',
				type: 'multiOptions',
				options: directionOptions,
				default: [],
				description: 'Worked out from which side is a trunk. None: all.',
			},
			{
				displayName: 'Extensions',
				name: 'extensions',
				type: 'string',
				default: '',
				placeholder: 'e.g. 101,102',
				description: 'Calls in which one of these extensions takes part. Several with commas.',
			},
			{
				displayName: 'Queue IDs',
				name: 'queueIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 820',
				description: 'Calls that wait in one of these queues. Several with commas.',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'multiOptions',
				options: [
					{ name: 'Answered', value: 'answered', description: 'A person talks' },
					{
						name: 'In Menu',
						value: 'inMenu',
						description: 'At a digital receptionist, route point or voicemail',
					},
					{ name: 'Other', value: 'other', description: 'A word of 3CX that is not known' },
					{ name: 'Parked', value: 'parked' },
					{ name: 'Ringing', value: 'ringing' },
					{ name: 'Transferring', value: 'transferring' },
					{ name: 'Waiting', value: 'waiting', description: 'In a queue' },
				],
				default: [],
				description: 'None: all',
			},
		],
	},
];

/** The calls that are going on now, oldest first. */
export async function* getActiveCalls(job: Job): AsyncGenerator<IDataObject, void, undefined> {
	const filters = job.collection('filters');
	const states = choices('Status', filters.status, CALL_STATES);
	const directions = choices('Directions', filters.directions, CALL_DIRECTIONS);
	const extensions = job.numbers('Extensions', filters.extensions);
	const queues = job.numbers('Queue IDs', filters.queueIds);
	const { limit, simplify } = job;
	const wanted = (await job.activeCalls()).filter(
		(call) =>
			states.includes(call.state) &&
			directions.includes(call.direction) &&
			(extensions.length === 0 || call.extensions.some((one) => extensions.includes(one))) &&
			(queues.length === 0 || queues.includes(call.queue)),
	);
	for (const call of wanted.slice(0, limit)) {
		yield simplify
			? activeCallItem(job, call)
			: { ...activeCallItem(job, call), ...more(job, call) };
	}
}

/** The fields of a live call. */
export function activeCallItem(job: Job, call: ActiveCall): IDataObject {
	return {
		callId: String(call.id),
		status: call.state,
		direction: call.direction,
		fromNumber: call.fromNumber,
		fromName: nameOf(call.caller),
		toNumber: call.toNumber,
		extension: call.callee.kind === 'extension' ? call.callee.dn : (call.extensions[0] ?? ''),
		queueId: call.queue,
		startTime: job.time(call.startedAt),
		duration: secondsSince(call.startedAt, call.pbxNow),
	};
}

function more(job: Job, call: ActiveCall): IDataObject {
	return {
		statusText: call.status,
		statusSince: job.time(call.changedAt),
		statusDuration: secondsSince(call.changedAt, call.pbxNow),
		toName: nameOf(call.callee),
		trunk: call.trunk,
		extensions: [...call.extensions],
		caller: { ...call.caller },
		callee: { ...call.callee },
		pbxTime: job.time(call.pbxNow),
	};
}

/** The name of a trunk is not that of who calls through it. */
function nameOf({ kind, name }: CallParty): string {
	return kind === 'trunk' ? '' : name;
}
