import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { callIdField, legExtensionField } from '../../shared/n8n/fields/callId';
import { InputError } from '../../shared/transport';
import type { Job } from '../job';

const displayOptions = { show: { operation: ['attachData'] } };

export const attachDataFields: INodeProperties[] = [
	{ ...callIdField, displayOptions },
	{
		displayName: 'Attach To',
		name: 'attachTo',
		type: 'options',
		displayOptions,
		options: [
			{
				name: 'Other Party',
				value: 'party',
				description: 'The caller, or whoever was called: goes along when the call is transferred',
			},
			{ name: 'Own Leg', value: 'participant', description: "This client's part of the call" },
		],
		default: 'party',
	},
	{
		displayName: 'Data',
		name: 'attachedData',
		type: 'json',
		required: true,
		displayOptions,
		default: '{}',
		placeholder: 'e.g. { "public_call_screening": "Customer 4711, asks about an invoice" }',
		description:
			'Names and values. 3CX shows "public_call_screening" to the next person who gets the call; other names are for apps that read them.',
	},
	{ ...legExtensionField, displayOptions },
];

/** More than this is no note to a call. */
const MOST_NAMES = 50;
const MOST_CHARACTERS = 8_000;

/** Attaches names and values to a leg of a call, or to the other party. */
export async function attachData(job: Job): Promise<IDataObject> {
	const attachTo = job.parameters.oneOf('Attach To', 'attachTo', ['party', 'participant'], 'party');
	const data = readData(job.parameters.raw('attachedData'));
	const leg = await job.leg();
	const verb = attachTo === 'party' ? 'attach_party_data' : 'attach_participant_data';
	await job.pbx.callControl.act(
		leg.dn,
		leg.id,
		verb,
		{ attacheddata: data },
		{ doing: 'attach data to the call' },
	);
	return job.result(leg, { attachedTo: attachTo, attachedNames: Object.keys(data) });
}

/** Texts only: they are the safe choice (call-control-api.md §3). @throws InputError */
function readData(value: unknown): Record<string, string> {
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw notAnObject();
	const entries = Object.entries(parsed).map(([name, item]: [string, unknown]) => {
		return [name, typeof item === 'string' ? item : JSON.stringify(item ?? '')] as const;
	});
	if (entries.length === 0) throw notAnObject();
	if (entries.length > MOST_NAMES || JSON.stringify(entries).length > MOST_CHARACTERS) {
		throw new InputError('Data', '"Data" is too large to be attached to a call', {
			hint: `At most ${MOST_NAMES} names and ${MOST_CHARACTERS} characters. Attach a key, and look the rest up with it.`,
		});
	}
	return Object.fromEntries(entries);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		throw notAnObject(error);
	}
}

function notAnObject(cause?: unknown): InputError {
	return new InputError('Data', '"Data" holds no names and values', {
		hint: 'Give it as JSON, such as {"public_call_screening": "Customer 4711"}, or as an expression.',
		cause,
	});
}
