import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';
import { numberLocator } from '../../shared/n8n/fields/numberLocator';
import { timeZoneOption } from '../../shared/n8n/fields/timeRange';
import { InputError, ProtocolError, type StreamedFile } from '../../shared/transport';
import { findRecording, openRecording, type HistoryParty, type Recording } from '../../shared/xapi';
import type { Found, Job } from '../job';

const show = { operation: ['getRecording'] };

export const getRecordingFields: INodeProperties[] = [
	numberLocator(
		{
			displayName: 'Recording',
			name: 'recordingId',
			description: 'The recording, as recordingId of Get Call History',
			displayOptions: { show },
		},
		{ method: 'searchRecordings', placeholder: 'Choose a recording…', example: '42' },
	),
	{
		displayName: 'Download',
		name: 'download',
		type: 'boolean',
		displayOptions: { show },
		default: true,
		description: 'Whether to fetch the file, and not only what 3CX knows about it',
	},
	{
		displayName: 'Output Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show: { ...show, download: [true] } },
		default: 'data',
		description: 'The output field that the file is put into',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. call.wav',
				description: 'Empty: the name that the file has in 3CX',
			},
			timeZoneOption,
		],
	},
];

/** A recording: what is known about it, and its file, streamed into the storage of n8n. */
export async function getRecording(job: Job): Promise<Found> {
	const id = recordingId(job);
	const field = job.parameters.text('binaryPropertyName', 'data');
	const download = job.parameters.flag('download', true);
	if (download && field === '') {
		throw new InputError('Output Data Field Name', '"Output Data Field Name" is empty');
	}
	const recording = await findRecording(job.pbx.xapi, id);
	if (!recording) {
		throw new InputError('Recording', `3CX has no recording ${id}`, {
			hint: 'It may have been deleted. The list, and Get Call History, show those that there are.',
		});
	}
	const json = recordingItem(job, recording);
	return download ? { json, binary: await file(job, recording, field) } : { json };
}

async function file(job: Job, recording: Recording, field: string): Promise<IBinaryKeyData> {
	const { streams, signal } = job.pbx;
	const streamed = await openRecording(streams, recording, signal);
	try {
		const type = typeOf(streamed, recording);
		const name = nameOf(job, streamed, recording);
		const { helpers } = job.context;
		return { [field]: await helpers.prepareBinaryData(streamed.body, name, type) };
	} finally {
		streamed.body.destroy();
	}
}

/** @throws ProtocolError for what is no audio, such as a login page */
function typeOf({ contentType }: StreamedFile, { path }: Recording): string {
	const type = contentType.toLowerCase();
	if (/^audio\/(x-|vnd\.)?wave?$/.test(type)) return 'audio/wav';
	if (type.startsWith('audio/')) return type;
	if (type !== '' && type !== 'application/octet-stream') {
		throw new ProtocolError(`3CX sent ${type.slice(0, 40)} in place of a recording`, true);
	}
	return /\.mp3$/i.test(path) ? 'audio/mpeg' : 'audio/wav';
}

function nameOf({ options }: Job, { name }: StreamedFile, { id, path }: Recording): string {
	const chosen = String(options.fileName ?? '').trim();
	const ownName = name || (path.split(/[/\\]/).pop() ?? '') || `recording-${id}.wav`;
	if (chosen === '') return ownName;
	const ending = /\.\w{2,4}$/.exec(ownName)?.[0] ?? '.wav';
	return /\.\w{2,4}$/.test(chosen) ? chosen : `${chosen}${ending}`;
}

function recordingItem(job: Job, recording: Recording): IDataObject {
	const { startedAt, endedAt, from, to } = recording;
	return {
		recordingId: recording.id,
		timestamp: job.time(startedAt),
		duration:
			startedAt === undefined || endedAt === undefined
				? null
				: Math.round((endedAt - startedAt) / 1000),
		direction: recording.direction,
		fromNumber: numberOf(from),
		toNumber: numberOf(to),
		extension: recording.direction === 'inbound' ? to.dn : from.dn,
		archived: recording.archived,
		transcription: recording.transcription,
		summary: recording.summary,
	};
}

function numberOf({ number, dn }: HistoryParty): string {
	return number || dn;
}

/** @throws InputError */
function recordingId({ parameters }: Job): number {
	const text = parameters.text('recordingId');
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw new InputError(
		'Recording',
		text === '' ? '"Recording" is empty' : `"Recording" is no recording ID: ${text.slice(0, 40)}`,
		{
			hint: 'It is the recordingId of Get Call History, such as 42. Empty: the call was not recorded.',
		},
	);
}
