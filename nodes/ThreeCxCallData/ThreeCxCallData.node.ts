import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { testCredential } from '../shared/n8n/credentialTest';
import { searchQueues } from '../shared/n8n/listSearch/searchQueues';
import { searchRecordings } from '../shared/n8n/listSearch/searchRecordings';
import { searchRingGroups } from '../shared/n8n/listSearch/searchRingGroups';
import { searchUsers } from '../shared/n8n/listSearch/searchUsers';
import { callDataFields, operationField } from './description';
import { executeCallData } from './execute';

/** Reads what the PBX knows: live calls, the call history, queues, reports, recordings, its own health. */
export class ThreeCxCallData implements INodeType {
	description: INodeTypeDescription = {
		displayName: '3CX Call Data',
		name: 'threeCxCallData',
		icon: {
			light: 'file:../shared/icons/threecx.svg',
			dark: 'file:../shared/icons/threecx.dark.svg',
		},
		group: ['transform'],
		version: 1,
		// Works out the shown name: getQueueStats as "Get Queue Stats".
		subtitle:
			'={{ $parameter["operation"].replace(/([a-z])([A-Z])/g, "$1 $2").replace(/^./, (first) => first.toUpperCase()) }}',
		description:
			'Read live calls, call history, queues, extensions, recordings and reports of a 3CX phone system. Changes nothing.',
		defaults: { name: '3CX Call Data' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'threeCxCallControlApi', required: true, testedBy: 'threeCxConnectionTest' },
		],
		properties: [operationField, ...callDataFields],
	};

	methods = {
		credentialTest: { threeCxConnectionTest: testCredential },
		listSearch: { searchQueues, searchRecordings, searchRingGroups, searchUsers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeCallData.call(this);
	}
}
