import type { INodeProperties } from 'n8n-workflow';
import { extensionField } from '../../../shared/n8n/fields/extension';
import { askFields, askOptions } from '../../duty/askFields';
import { planFields } from '../../duty/planFields';

const show = { operation: ['checkCoverage'] };

const options: INodeProperties[] = [
	...askOptions,
	{
		displayName: 'Longest Shift (Hours)',
		name: 'longestShift',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 8784 },
		default: 0,
		description: 'Longer shifts are problems; 0 takes shifts of any length',
	},
	{
		displayName: 'Nobody Needed',
		name: 'nobodyNeeded',
		type: 'string',
		default: '',
		placeholder: 'e.g. Mon-Fri 08:00-17:00; Sat 9-12',
		description:
			'Office hours, in which a gap is no problem, with semicolons between them. They do not count on holidays of the plan.',
	},
	{
		displayName: 'Overlaps',
		name: 'overlaps',
		type: 'options',
		options: [
			{ name: 'Not at All', value: 'none' },
			{
				name: 'Only of the Same Start',
				value: 'sameStart',
				description: 'Where nothing but the order of the list decides',
			},
			{
				name: 'Unless Marked',
				value: 'undecided',
				description: 'All that no override, holiday or priority decides',
			},
		],
		default: 'undecided',
		description: 'Which shifts of two people at the same time are problems',
	},
	{
		displayName: 'Show Schedule',
		name: 'schedule',
		type: 'boolean',
		default: false,
		description: 'Whether to also list who is on call from when to when',
	},
].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)) as INodeProperties[];

/** Parameters of the operation Check Coverage. */
export const checkCoverageFields: INodeProperties[] = [
	{
		...extensionField,
		displayOptions: { show },
		description:
			'The line: the user whose calls are forwarded. Asked only with "Compare With 3CX".',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 366 },
		displayOptions: { show },
		default: 7,
		description: 'How far ahead the plan is checked',
	},
	{
		displayName: 'Start',
		name: 'start',
		type: 'dateTime',
		displayOptions: { show },
		default: '',
		hint: 'Empty: now',
		description: 'Where the check begins, such as 2026-12-24T20:00:00',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'One Item for Each Problem',
				value: 'problems',
				description: 'No item where there is no problem',
			},
			{ name: 'One Item in All', value: 'report', description: 'With all problems in it' },
		],
		default: 'report',
		description: 'How the result is given',
	},
	...planFields(show),
	...askFields(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options,
	},
];
