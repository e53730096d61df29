import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { testCredential } from '../shared/n8n/credentialTest';
import { searchUsers } from '../shared/n8n/listSearch/searchUsers';
import { COMPARE } from './duty/askFields';
import { executeOnCall } from './execute';
import { checkCoverageFields } from './operations/checkCoverage/description';
import { updateFields } from './operations/update/description';
import { whoIsOnCallFields } from './operations/whoIsOnCall/description';

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
		subtitle:
			'={{ $parameter["operation"] + " " + ($parameter["extension"].value || $parameter["extension"]) }}',
		description:
			'Push the number of whoever is on call into a 3CX user, and prove that calls really go there',
		defaults: { name: '3CX Update On-Call Forwarding' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ $parameter["operation"] === "update" && $parameter["options"]?.separateOutputs ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Changed" }, { type: "${NodeConnectionTypes.Main}", displayName: "Unchanged" }, { type: "${NodeConnectionTypes.Main}", displayName: "Problem" }, { type: "${NodeConnectionTypes.Main}", displayName: "Alarm" }] : ["${NodeConnectionTypes.Main}"] }}`,
		credentials: [
			{
				name: 'threeCxCallControlApi',
				required: true,
				testedBy: 'threeCxConnectionTest',
				// A plan can be looked at without a PBX. Update has no such parameter, and so needs one always.
				displayOptions: { hide: { [COMPARE]: [false] } },
			},
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Check Coverage',
						value: 'checkCoverage',
						action: 'Check coverage of the plan',
						description:
							'Look ahead in the plan for gaps, overlaps, missing numbers and long shifts',
					},
					{
						name: 'Update',
						value: 'update',
						action: 'Update on call forwarding',
						description: 'Set the number of whoever is on duty and check that calls go there',
					},
					{
						name: 'Who Is on Call',
						value: 'whoIsOnCall',
						action: 'Say who is on call',
						description: 'Say who the plan puts on call now or at another time, and why',
					},
				],
				default: 'update',
			},
			...updateFields,
			...whoIsOnCallFields,
			...checkCoverageFields,
		],
	};

	methods = {
		credentialTest: { threeCxConnectionTest: testCredential },
		listSearch: { searchUsers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOnCall.call(this);
	}
}
