import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { testCredential } from '../shared/n8n/credentialTest';
import { searchGrantedDns } from '../shared/n8n/listSearch/searchGrantedDns';
import { searchPeers } from '../shared/n8n/listSearch/searchPeers';
import { callControlFields, operationField } from './description';
import { executeCallControl } from './execute';
import { BRANCH_NAMES } from './operations/collectDtmf/branches';

const BRANCHES = BRANCH_NAMES.map((displayName) => ({
	type: NodeConnectionTypes.Main,
	displayName,
}));

/** One output, but for Collect DTMF with one for each outcome. Worked out by the editor and by n8n, so an expression. */
const OUTPUTS: INodeTypeDescription['outputs'] = `={{ $parameter["operation"] === "collectDTMF" && $parameter["outputs"] === "branches" ? ${JSON.stringify(BRANCHES)} : ["${NodeConnectionTypes.Main}"] }}`;

/** Does something with a call at the route point or at a granted extension, or makes one. */
export class ThreeCxCallControl implements INodeType {
	description: INodeTypeDescription = {
		displayName: '3CX Call Control',
		name: 'threeCxCallControl',
		icon: {
			light: 'file:../shared/icons/threecx.svg',
			dark: 'file:../shared/icons/threecx.dark.svg',
		},
		group: ['output'],
		version: 1,
		// Works out the shown name: playAudio as "Play Audio".
		subtitle:
			'={{ $parameter["operation"].replace(/([a-z])([A-Z])/g, "$1 $2").replace(/^./, (first) => first.toUpperCase()) }}',
		description:
			'Make phone calls with a 3CX phone system, answer, transfer or end them, play audio and collect keys',
		defaults: { name: '3CX Call Control' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [
			{ name: 'threeCxCallControlApi', required: true, testedBy: 'threeCxConnectionTest' },
		],
		properties: [operationField, ...callControlFields],
	};

	methods = {
		credentialTest: { threeCxConnectionTest: testCredential },
		listSearch: { searchGrantedDns, searchPeers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeCallControl.call(this);
	}
}
