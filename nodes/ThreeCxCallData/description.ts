import type { INodeProperties } from 'n8n-workflow';
import { findAvailableAgentsFields } from './operations/findAvailableAgents';
import { getActiveCallsFields } from './operations/getActiveCalls';
import { getCallHistoryFields } from './operations/getCallHistory/description';
import { getCallStatusFields } from './operations/getCallStatus/description';
import { getExtensionsFields } from './operations/getExtensions';
import { getQueueStatsFields } from './operations/getQueueStats/description';
import { getRecordingFields } from './operations/getRecording';
import { getReportFields } from './operations/getReport/description';
import { getSystemStatusFields } from './operations/getSystemStatus';
import { verifyWebhookFields } from './operations/verifyWebhook/description';

/** What the node can do; the values are the guide's words. */
export const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Find Available Agents',
			value: 'findAvailableAgents',
			action: 'Find available agents',
			description:
				'Agents of a queue who could take a call now: logged in, phone registered, on no call',
		},
		{
			name: 'Get Active Calls',
			value: 'getActiveCalls',
			action: 'Get active calls',
			description: 'The calls of the whole PBX that ring, wait or are talked on now',
		},
		{
			name: 'Get Call History',
			value: 'getCallHistory',
			action: 'Get call history',
			description: 'Calls of the past: who called whom, who answered, how long, with recording IDs',
		},
		{
			name: 'Get Call Status',
			value: 'getCallStatus',
			action: 'Get status of call',
			description: 'Whether a call still rings, is answered, waits, or how it has ended',
		},
		{
			name: 'Get Extensions',
			value: 'getExtensions',
			action: 'Get extensions',
			description:
				'Users of the PBX with number, name, and whether they are free, on a call or away',
		},
		{
			name: 'Get Queue Stats',
			value: 'getQueueStats',
			action: 'Get stats of queue',
			description:
				'Who waits in a queue and which agents are free now, and its numbers in a period, such as the average wait',
		},
		{
			name: 'Get Recording',
			value: 'getRecording',
			action: 'Get recording',
			description: 'A recorded call as an audio file, with what is known about it',
		},
		{
			name: 'Get Report',
			value: 'getReport',
			action: 'Get report',
			description:
				'Any report of 3CX on queues, agents, extensions, ring groups, trunks or changes',
		},
		{
			name: 'Get System Status',
			value: 'getSystemStatus',
			action: 'Get status of system',
			description: 'Whether the PBX is healthy, degraded or down, and why',
		},
		{
			name: 'Verify Webhook',
			value: 'verifyWebhook',
			action: 'Verify webhook',
			description: 'Check the HMAC-SHA256 signature of a message that came by webhook',
		},
	],
	default: 'getActiveCalls',
};

/** Parameters of all operations. */
export const callDataFields: INodeProperties[] = [
	...findAvailableAgentsFields,
	...getActiveCallsFields,
	...getCallHistoryFields,
	...getCallStatusFields,
	...getExtensionsFields,
	...getQueueStatsFields,
	...getRecordingFields,
	...getReportFields,
	...getSystemStatusFields,
	...verifyWebhookFields,
];
