import {
	asThreeCxError,
	HttpError,
	type MediaStreams,
	type Row,
	type StreamedFile,
} from '../transport';
import type { CallDirection } from './activeCall';
import { Filter } from './filter';
import type { HistoryParty } from './historyLeg';
import { explain } from './problem';
import { instant } from './times';
import { BASE, type Xapi } from './xapi';

/** A recording of a call (xapi.md §3.9). */
export interface Recording {
	id: number;
	/** In ms since 1970. */
	startedAt: number | undefined;
	endedAt: number | undefined;
	direction: CallDirection;
	from: HistoryParty;
	to: HistoryParty;
	did: string;
	archived: boolean;
	/** Path of the file on the PBX. */
	path: string;
	transcription: string;
	summary: string;
	raw: Readonly<Record<string, unknown>>;
}

/** Fields that every build has. */
const FIELDS = [
	'Id',
	'StartTime',
	'EndTime',
	'CallType',
	'FromDn',
	'FromCallerNumber',
	'FromDisplayName',
	'FromDidNumber',
	'ToDn',
	'ToCallerNumber',
	'ToDisplayName',
	'IsArchived',
	'RecordingUrl',
	'Transcription',
	'Summary',
];

const DIRECTIONS: Readonly<Record<string, CallDirection>> = {
	InboundExternal: 'inbound',
	OutboundExternal: 'outbound',
};

/** One page of recordings, newest first. */
export async function readRecordings(
	xapi: Xapi,
	page: { filter?: Filter; top: number; skip?: number },
): Promise<Recording[]> {
	const rows = await xapi.page('Recordings', {
		select: FIELDS,
		orderBy: 'StartTime desc',
		...page,
	});
	return rows.flatMap((row) => readRecording(row) ?? []);
}

/** The recording with this ID: there is no reading by key (xapi.md §3.9). */
export async function findRecording(xapi: Xapi, id: number): Promise<Recording | undefined> {
	const [recording] = await readRecordings(xapi, { filter: Filter.eq('Id', id), top: 1 });
	return recording;
}

export function readRecording(row: Row): Recording | undefined {
	const id = row.integer('Id');
	if (id === undefined) return undefined;
	const text = (name: string) => row.text(name) ?? '';
	const side = (name: 'From' | 'To'): HistoryParty => ({
		dn: text(`${name}Dn`),
		number: text(`${name}CallerNumber`),
		name: text(`${name}DisplayName`),
	});
	return {
		id,
		startedAt: instant(row.text('StartTime')),
		endedAt: instant(row.text('EndTime')),
		direction: DIRECTIONS[text('CallType')] ?? 'internal',
		from: side('From'),
		to: side('To'),
		// Which side has it is not told.
		did: text('FromDidNumber') || text('ToDidNumber'),
		archived: row.flag('IsArchived') ?? false,
		path: text('RecordingUrl'),
		transcription: text('Transcription'),
		summary: text('Summary'),
		raw: row.raw,
	};
}

/** Opens the file of a recording; it comes as it is read. @throws ThreeCxError */
export async function openRecording(
	streams: MediaStreams,
	{ id, archived }: Pick<Recording, 'id' | 'archived'>,
	signal?: AbortSignal,
): Promise<StreamedFile> {
	try {
		return await streams.file(`${BASE}/Recordings/Pbx.DownloadRecording(recId=${id})`, signal);
	} catch (error) {
		const problem = asThreeCxError(error);
		if (!(problem instanceof HttpError)) throw problem;
		const said = explain(problem, 'download from Recordings');
		const shown = [400, 404].includes(problem.status) ? noFile(id, archived, said) : said;
		throw shown;
	}
}

function noFile(id: number, archived: boolean, cause: HttpError): HttpError {
	return new HttpError(`3CX has no file for recording ${id}`, cause.status, cause.body, {
		hint: archived
			? 'The recording was moved to the archive. Fetch it from there (the storage set under Recordings in the Admin console).'
			: 'It may have been deleted, or moved to the archive meanwhile.',
		cause,
	});
}
