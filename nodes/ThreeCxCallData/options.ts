import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Directions of calls, for filters. */
export const directionOptions: INodePropertyOptions[] = [
	{ name: 'Inbound', value: 'inbound', description: 'From outside' },
	{ name: 'Internal', value: 'internal', description: 'Between extensions' },
	{ name: 'Outbound', value: 'outbound', description: 'To outside' },
];

/** How a number is compared, for filters. */
export const matchOption: INodeProperties = {
	displayName: 'Number Match',
	name: 'phoneNumberMatch',
	type: 'options',
	options: [
		{ name: 'Begins With', value: 'prefix' },
		{ name: 'Is', value: 'exact' },
		{ name: 'Regular Expression', value: 'pattern', description: 'In RE2 syntax' },
	],
	default: 'exact',
	description: 'How "Phone Number" is compared. Blanks, dashes and brackets do not count.',
};
