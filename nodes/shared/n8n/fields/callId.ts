import type { INodeProperties } from 'n8n-workflow';

/** Which call: mostly that of the item. */
export const callIdField: INodeProperties = {
	displayName: 'Call ID',
	name: 'callId',
	type: 'string',
	required: true,
	default: '={{ $json.callId }}',
	placeholder: 'e.g. call-1264-25',
	description:
		'The call, as callId of 3CX Call Receiver, 3CX Call Monitor or Make Call. The bare call number of the PBX works where the call has one leg here only.',
};

/** Which leg, where the call ID alone does not tell. */
export const legExtensionField: INodeProperties = {
	displayName: 'Extension',
	name: 'extension',
	type: 'string',
	default: '',
	placeholder: 'e.g. 101',
	hint: 'Mostly empty: only for a call with several parts',
	description:
		'The extension whose part of the call is meant. Empty: the route point of the credential, else whichever granted extension has the call.',
};
