import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { testCredential } from '../shared/n8n/credentialTest';
import { searchUsers } from '../shared/n8n/listSearch/searchUsers';
import { updateFields } from './operations/update/description';
import { executeUpdate } from './operations/update/execute';

/** Keeps the number of whoever is on call in a 3CX user, proves that calls really go there, falls back to a central number. */
export class ThreeCxUpdateOnCallForwarding implements INodeType {
	description: INodeTypeDescription = {
		displayName: '3CX Update On-Call Forwarding',
		name: 'threeCxUpdateOnCallForwarding',
		icon: {
			light: 'file:../shared/icons/threecx.svg',
			dark: 'file:../shared/icons/threecx.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ "update " + ($parameter["extension"].value || $parameter["extension"]) }}',
		description:
			'Push the number of whoever is on call into a 3CX user, and prove that calls really go there',
		defaults: { name: '3CX Update On-Call Forwarding' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ $parameter["options"]?.separateOutputs ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Changed" }, { type: "${NodeConnectionTypes.Main}", displayName: "Unchanged" }, { type: "${NodeConnectionTypes.Main}", displayName: "Problem" }, { type: "${NodeConnectionTypes.Main}", displayName: "Alarm" }] : ["${NodeConnectionTypes.Main}"] }}`,
		credentials: [
			{ name: 'threeCxCallControlApi', required: true, testedBy: 'threeCxConnectionTest' },
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Update',
						value: 'update',
						action: 'Update on call forwarding',
						description: 'Set the number of whoever is on duty and check that calls go there',
					},
				],
				default: 'update',
			},
			...updateFields,
		],
	};

	methods = {
		credentialTest: { threeCxConnectionTest: testCredential },
		listSearch: { searchUsers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeUpdate.call(this);
	}
}
