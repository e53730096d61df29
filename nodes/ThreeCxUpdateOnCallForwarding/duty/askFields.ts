import type { INodeProperties } from 'n8n-workflow';

/** Whether 3CX is asked at all; the credential is needed only then (see the node). */
export const COMPARE = 'compareWith3cx';

/** Parameters of the operations that answer a question and change nothing. */
export function askFields(show: Record<string, string[]>): INodeProperties[] {
	return [
		{
			displayName: 'Fallback Number',
			name: 'fallbackNumber',
			type: 'string',
			displayOptions: { show },
			default: '',
			placeholder: 'e.g. 200',
			description: 'The central number that Update sets when nobody is on duty',
		},
		{
			displayName: 'Compare With 3CX',
			name: COMPARE,
			type: 'boolean',
			displayOptions: { show },
			default: false,
			description:
				'Whether to also say what is set in 3CX now, and take from there what the plan leaves to it (holidays, mobiles of extensions). Nothing is changed. Without it no credential is needed.',
		},
	];
}

/** Options that these operations share. */
export const askOptions: INodeProperties[] = [
	{
		displayName: 'Default Country',
		name: 'defaultCountry',
		type: 'string',
		default: '',
		placeholder: 'e.g. DE',
		description:
			'Country of numbers without one (0171 …), as DE or +49. Empty: the country that is set in 3CX, where it is compared with; else numbers are taken as they are.',
	},
	{
		displayName: 'Emergency Number (DID)',
		name: 'emergencyNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +49 30 1234560',
		description:
			'The number that is called from outside: with "Compare With 3CX" also tells whom a call to it rings, by the rules, hours and holidays in 3CX',
	},
	{
		displayName: 'Mask Numbers',
		name: 'maskNumbers',
		type: 'boolean',
		default: false,
		description: 'Whether to shorten phone numbers in the output to 0171…45',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Berlin',
		description: 'Zone of times without one in the plan. Empty: the time zone of the workflow.',
	},
];
