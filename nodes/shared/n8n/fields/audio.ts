import type { INodeProperties } from 'n8n-workflow';

/** Where audio comes from, as people type it. */
const WHERE =
	'A path on the PBX such as /prompts/welcome.wav, an https address, or the name of an input data field that holds a file. WAV or MP3 in any quality; it is converted.';

/** A parameter for an audio file. */
export function audioField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'displayOptions'> & {
		what: string;
		required?: true;
	},
): INodeProperties {
	const { what, ...names } = field;
	return {
		...names,
		type: 'string',
		default: '',
		placeholder: 'e.g. /prompts/welcome.wav',
		description: `${what} ${WHERE}`,
	};
}

/** Options that all operations with audio files share. */
export const volumeOption: INodeProperties = {
	displayName: 'Volume (Percent)',
	name: 'volume',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 200 },
	default: 100,
	description: 'How loud, where 100 is as recorded',
};

/** Whether files may come from the own network; a workflow's input could point n8n at anything there. */
export const allowPrivateOption: INodeProperties = {
	displayName: 'Allow Private Addresses',
	name: 'allowPrivateAddresses',
	type: 'boolean',
	default: false,
	description:
		'Whether audio files may be fetched from addresses in private networks, also by http. The PBX itself is always allowed.',
};
