import type { INodeProperties } from 'n8n-workflow';
import { batchFields } from './batchFields';
import { DEFAULT_TYPES } from './eventTypes';
import { filtersField } from './filterFields';

/** Parameters of the trigger. */
export const monitorFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'Both',
				value: 'both',
				description: 'What one of them sees; a call that both see is told once',
			},
			{
				name: 'Polling',
				value: 'polling',
				description:
					'Calls of the whole PBX, from its list of live calls; needs the XAPI right. What begins and ends between two looks is not seen.',
			},
			{
				name: 'Push',
				value: 'push',
				description:
					'At once: calls of the route point and of the extensions that 3CX grants to this API client',
			},
		],
		default: 'push',
		description:
			'Where the events come from. Queues, parked calls, agents, trunks, recordings and errors only show by polling.',
	},
	{
		displayName: 'Polling Interval (Seconds)',
		name: 'pollInterval',
		type: 'number',
		typeOptions: { minValue: 2, maxValue: 300 },
		default: 10,
		displayOptions: { show: { source: ['both', 'polling'] } },
		description:
			'How often the live calls are read. Without calls it is up to three times as long.',
	},
	{
		displayName: 'System Interval (Seconds)',
		name: 'systemInterval',
		type: 'number',
		typeOptions: { minValue: 10, maxValue: 3600 },
		default: 60,
		displayOptions: { show: { source: ['both', 'polling'] } },
		description:
			'How often agents, trunks, recordings and errors are looked at; only what the chosen events need is read',
	},
	{
		displayName: 'Events',
		name: 'eventTypes',
		type: 'multiOptions',
		options: [
			{
				name: 'Agent Login',
				value: 'agent_login',
				description:
					'An agent has logged in to the queues, to all of them: 3CX tells it for no single queue. By polling only, worked out by comparing two readings.',
			},
			{
				name: 'Agent Logout',
				value: 'agent_logout',
				description:
					'An agent has logged out of the queues, of all of them; by polling only, worked out by comparing two readings',
			},
			{
				name: 'Call Answered',
				value: 'call_answered',
				description: 'Somebody took the call; once for each extension that takes it',
			},
			{
				name: 'Call Answered Elsewhere',
				value: 'call_answered_elsewhere',
				description: 'The extension rang, and another one took the call; by push only',
			},
			{
				name: 'Call Ended',
				value: 'call_ended',
				description: 'The last extension has left the call; with times and outcome',
			},
			{
				name: 'Call Missed',
				value: 'call_missed',
				description: 'The extension rang, and nobody took the call',
			},
			{
				name: 'Call Parked',
				value: 'call_parked',
				description: 'The call shows a parking place; by polling only',
			},
			{
				name: 'Call Ringing',
				value: 'call_ringing',
				description: 'Once for each extension that rings',
			},
			{ name: 'Call Started', value: 'call_started', description: 'Once for each call' },
			{
				name: 'Call Transferred',
				value: 'call_transferred',
				description: 'The other side has changed; worked out from who speaks with whom',
			},
			{
				name: 'Connection Lost',
				value: 'connection_lost',
				description: '3CX tells no more events; it is tried again until it does',
			},
			{ name: 'Connection Restored', value: 'connection_restored' },
			{
				name: 'DTMF Received',
				value: 'dtmf_received',
				description: 'A key was pressed; by push only, and for the own route point only',
			},
			{
				name: 'Queue Call Abandoned',
				value: 'queue_call_abandoned',
				description:
					'The call left the queue before anybody took it: the caller hung up, or it went elsewhere; by polling only',
			},
			{
				name: 'Queue Call Answered',
				value: 'queue_call_answered',
				description: 'Somebody took a call that waited in a queue; by polling only',
			},
			{
				name: 'Queue Call Waiting',
				value: 'queue_call_waiting',
				description:
					'A call waits in a queue; by polling only. Not told where 3CX shows only the agent who rings.',
			},
			{
				name: 'Recording Ready',
				value: 'recording_ready',
				description:
					'A recording is in the list of 3CX and has an end; by polling only. Needs the role System Owner.',
			},
			{
				name: 'System Error',
				value: 'system_error',
				description:
					'3CX has written an error into its event log, or one of its services has stopped; by polling only',
			},
			{
				name: 'Trunk Down',
				value: 'trunk_down',
				description:
					'A trunk is not registered any more; by polling only, worked out by comparing two readings. One that is down at the start is told once.',
			},
			{
				name: 'Trunk Up',
				value: 'trunk_up',
				description: 'A trunk that was down is registered again; by polling only',
			},
		],
		default: [...DEFAULT_TYPES],
		required: true,
		description: 'What starts the workflow',
	},
	filtersField,
	...batchFields,
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];
