import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';
import { testCredential } from '../shared/n8n/credentialTest';
import { monitorFields } from './description';
import { startMonitor } from './startMonitor';

/** Starts a workflow for what happens to calls. */
export class ThreeCxCallMonitor implements INodeType {
	description: INodeTypeDescription = {
		displayName: '3CX Call Monitor',
		name: 'threeCxCallMonitorTrigger',
		icon: {
			light: 'file:../shared/icons/threecx.svg',
			dark: 'file:../shared/icons/threecx.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		// The first two, and how many more: there may be twenty.
		subtitle:
			'={{ $parameter["eventTypes"].slice(0, 2).join(", ").replace(/_/g, " ") + ($parameter["eventTypes"].length > 2 ? " and " + ($parameter["eventTypes"].length - 2) + " more" : "") }}',
		description:
			'Starts the workflow when something happens to a call, an agent, a trunk or the phone system',
		eventTriggerDescription: 'Make a call now',
		activationMessage: 'The chosen events now start this workflow.',
		triggerPanel: {
			header: 'Make a call',
			executionsHelp: {
				inactive:
					'<b>To test it:</b> press the button, then make a call to or from a watched extension.<br /><br /><b>To use it:</b> publish the workflow.',
				active:
					'<b>To test it:</b> press the button, then make a call to or from a watched extension. The published workflow is told as well.',
			},
			activationHint: 'Once the workflow is published, each chosen event starts it.',
		},
		defaults: { name: '3CX Call Monitor' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'threeCxCallControlApi', required: true, testedBy: 'threeCxConnectionTest' },
		],
		properties: monitorFields,
	};

	methods = { credentialTest: { threeCxConnectionTest: testCredential } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startMonitor.call(this);
	}
}
