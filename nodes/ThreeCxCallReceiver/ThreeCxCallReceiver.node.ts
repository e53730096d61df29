import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';
import { testCredential } from '../shared/n8n/credentialTest';
import { searchGrantedDns } from '../shared/n8n/listSearch/searchGrantedDns';
import { receiverFields } from './description';
import { startReceiver } from './startReceiver';

/** Starts a workflow for each new call at the route point, or at an extension granted to the API client. */
export class ThreeCxCallReceiver implements INodeType {
	description: INodeTypeDescription = {
		displayName: '3CX Call Receiver',
		name: 'threeCxCallReceiverTrigger',
		icon: {
			light: 'file:../shared/icons/threecx.svg',
			dark: 'file:../shared/icons/threecx.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["triggerOn"] + " calls" + ($parameter["extension"].value ? " to " + $parameter["extension"].value : "") }}',
		description: 'Starts the workflow when a call comes in',
		eventTriggerDescription: 'Call the extension now',
		activationMessage: 'Each new call at the extension now starts this workflow.',
		triggerPanel: {
			header: 'Call the extension',
			executionsHelp: {
				inactive:
					'<b>To test it:</b> press the button, then call the extension or a number that leads to it.<br /><br /><b>To use it:</b> publish the workflow.',
				active:
					'<b>To test it:</b> press the button, then call the extension. The published workflow gets the call as well.',
			},
			activationHint: 'Once the workflow is published, each new call starts it.',
		},
		defaults: { name: '3CX Call Receiver' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'threeCxCallControlApi', required: true, testedBy: 'threeCxConnectionTest' },
		],
		properties: receiverFields,
	};

	methods = {
		credentialTest: { threeCxConnectionTest: testCredential },
		listSearch: { searchGrantedDns },
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startReceiver.call(this);
	}
}
