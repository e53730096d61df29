import { empty, file, type Outcome } from '../http/reply';
import { invalidInput, warning } from '../odata/errors';
import { endOf } from '../records/segment';
import type { Recording } from '../records/recordings';
import { isRow, type Row } from '../world/values';
import { dnCode, recordingPath } from './callLog';
import type { EntitySet, XapiContext } from './entitySet';
import type { SegmentParty } from '../records/segment';

function recordingRow({ id, segment, isArchived, isRunning, transcription }: Recording): Row {
	const { source, destination, start, ringMs, did } = segment;
	const outside = [source, destination].map(({ type }) => type === 'ExternalLine');
	const side = (name: 'From' | 'To', party: SegmentParty, participant: number): Row => ({
		[`${name}Dn`]: party.dn,
		[`${name}DnType`]: dnCode(party),
		[`${name}CallerNumber`]: party.number,
		[`${name}DisplayName`]: party.name,
		[`${name}DidNumber`]: name === 'To' ? did : '',
		[`${name}CrmContact`]: '',
		[`${name}IdParticipant`]: participant,
	});
	return {
		Id: id,
		// A recording begins with the talk, not with the ringing.
		StartTime: new Date(start + ringMs).toISOString(),
		EndTime: isRunning ? null : new Date(endOf(segment)).toISOString(),
		CallType: outside[0] ? 'InboundExternal' : outside[1] ? 'OutboundExternal' : 'Local',
		RecordingUrl: recordingPath(segment),
		...side('From', source, 1),
		...side('To', destination, 2),
		RefParticipantId: 2,
		IsArchived: isArchived,
		ArchivedUrl: isArchived ? `archive/${id}.wav` : null,
		CanBeTranscribed: true,
		IsTranscribed: transcription !== null,
		TranscriptionResult: null,
		Transcription: transcription,
		Summary: null,
		SentimentScore: null,
	};
}

/** The file, or 400 with a word when it is not there (xapi.md §3.9, seen). */
function download({ records, switches }: XapiContext, id: number) {
	const recording = records.recordings.find(id);
	const isAway = recording?.isArchived && switches.archivedRecording === 'missing';
	if (!recording || recording.isMissing || isAway) {
		throw warning('WARNINGS.XAPI.FILE_NOT_FOUND', 'recId');
	}
	const name = recordingPath(recording.segment).split('/').at(-1) ?? 'recording.wav';
	const reply = file(records.recordings.wav(recording), 'audio/x-wav');
	// Header values hold no letters beyond Latin-1: the second form is for those.
	const ascii = name.replace(/[^\x20-\x7e]|"/g, '_');
	const disposition = `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
	return { ...reply, headers: { ...reply.headers, 'content-disposition': disposition } };
}

function bulkArchive(context: XapiContext, body: unknown): Outcome {
	const ids = isRow(body) && Array.isArray(body.ids) ? body.ids : null;
	if (!ids?.every((id): id is number => typeof id === 'number')) throw invalidInput('ids');
	return {
		accepted: empty(204),
		commit() {
			for (const id of ids) {
				if (context.records.recordings.find(id)) {
					context.records.recordings.change(id, { isArchived: true });
				}
			}
			return empty(204);
		},
	};
}

/** Recordings (xapi.md §3.9): a list without GET by key, and the files. */
export const RECORDINGS: EntitySet = {
	kind: 'set',
	type: 'Recording',
	key: null,
	rows: ({ records }) => Array.from(records.recordingRows(), recordingRow),
	functions: {
		'Pbx.DownloadRecording': {
			parameters: [['recId', 'int']],
			type: null,
			reply: (context, args) => download(context, Number(args.recId)),
		},
	},
	actions: { 'Pbx.BulkRecordingsArchive': bulkArchive },
};
