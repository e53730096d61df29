import type { Row } from '../transport';
import type { CallDirection } from './activeCall';
import { durationSeconds, instant } from './times';

/** One leg of a call in the call history: a row of GetCallLogData (xapi.md §3.2). Empty texts stand for "not told". */
export interface HistoryLeg {
	/** Of the leg; the same row has the same ID in every reply. */
	id: string;
	/** Of the call that the leg belongs to. */
	callKey: string;
	/** In ms since 1970. */
	startedAt: number | undefined;
	/** In seconds. */
	ringing: number;
	talking: number;
	direction: CallDirection | undefined;
	answered: boolean;
	/** `Answered`, `Unanswered`, `Waiting`, `Redirected`, or another word. */
	status: string;
	/** `Extension`, `Queue`, `System`, `Digital Receptionist`, `External`, or another word. */
	type: string;
	from: HistoryParty;
	to: HistoryParty;
	/** 0 when the row tells none, which is likely (xapi.md §3.2). */
	callId: number;
	/** What 3CX says about the end, in the language of the PBX. */
	reason: string;
	recordingIds: readonly number[];
	/** Path of a file, not an address. */
	recordingPath: string;
	/** The row as it came, for who wants all of it. */
	raw: Readonly<Record<string, unknown>>;
}

/** One side of a leg. */
export interface HistoryParty {
	dn: string;
	/** Outside number, where it is one. */
	number: string;
	name: string;
}

/** @param raw whether the whole row is kept, which takes several times the memory */
export function readHistoryLeg(row: Row, raw: boolean): HistoryLeg {
	const status = row.text('Status') ?? '';
	const callId = row.integer('CallId') ?? 0;
	const from = party(row, 'Source');
	const to = party(row, 'Destination');
	const id = row.text('CdrId') || placeOf(row, from, to);
	const callKey = row.text('MainCallHistoryId') || row.text('CallHistoryId');
	return {
		id,
		callKey: callKey || (callId ? `call ${callId}` : id),
		startedAt: instant(row.text('StartTime')),
		ringing: durationSeconds(row.text('RingingDuration')) ?? 0,
		talking: durationSeconds(row.text('TalkingDuration')) ?? 0,
		direction: directionOf(row.text('Direction') ?? ''),
		answered: isAnswered(row.flag('Answered') ?? status === 'Answered', status),
		status,
		type: row.text('CallType') ?? '',
		from,
		to,
		callId,
		reason: row.text('Reason') ?? '',
		recordingIds: recordingIds(row),
		recordingPath: row.text('RecordingUrl') ?? '',
		raw: raw ? row.raw : {},
	};
}

/** A queue has answered and no agent: `Answered: true, Status: "Waiting"` (xapi.md §3.2). */
function isAnswered(answered: boolean, status: string): boolean {
	return answered && (status === '' || status === 'Answered');
}

/** `Inbound`, `Outbound`, `Internal`, `Inbound Queue`; older builds tell none. */
function directionOf(text: string): CallDirection | undefined {
	const word = text.toLowerCase();
	if (word.startsWith('inbound')) return 'inbound';
	if (word.startsWith('outbound')) return 'outbound';
	return word.startsWith('internal') ? 'internal' : undefined;
}

/** Before Update 6 a row has no name of its own, and most have no number of their call. */
function placeOf(row: Row, from: HistoryParty, to: HistoryParty): string {
	const start = row.text('StartTime') ?? '';
	return [start, row.integer('SegmentId') ?? '', from.dn, from.number, to.dn].join('/');
}

function party(row: Row, side: 'Source' | 'Destination'): HistoryParty {
	return {
		dn: row.text(`${side}Dn`) ?? '',
		number: row.text(`${side}CallerId`) ?? '',
		name: row.text(`${side}DisplayName`) ?? '',
	};
}

/** By `Recordings[]` since 20.0.10, else by the two numbers that both generations have. */
function recordingIds(row: Row): number[] {
	const ids = row.children('Recordings').map((one) => one.integer('Id') ?? 0);
	ids.push(row.integer('SrcRecId') ?? 0, row.integer('DstRecId') ?? 0);
	const told = ids.filter((id) => id > 0);
	return told.length < 2 ? told : [...new Set(told)];
}
