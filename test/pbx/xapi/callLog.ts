import type { History } from '../records/history';
import { endOf, type Segment, type SegmentParty } from '../records/segment';
import { isoDuration } from '../records/duration';
import type { Arguments, Parameter } from '../odata/functions';
import { XapiFailure } from '../odata/errors';
import { isAtLeast } from '../version';
import type { PeerType } from '../world/destination';
import type { Row } from '../world/values';
import type { EntitySet, FunctionHost, PbxFunction, XapiContext } from './entitySet';
import { periodOf, type Period } from './period';

/** Numbers of the kinds of DNs: 0, 5 and 6 are reported, the others made up (xapi.md §3.2). */
const DN_CODES: Partial<Record<PeerType, number>> = {
	Extension: 0,
	ExternalLine: 1,
	RingGroup: 3,
	Queue: 4,
	SpecialMenu: 5,
	IVR: 6,
};

/** Number of the kind of a DN in history rows. */
export function dnCode({ type }: SegmentParty): number {
	return DN_CODES[type] ?? 9;
}

function callType({ type }: SegmentParty): string {
	switch (type) {
		case 'Extension':
			return 'Extension';
		case 'Queue':
			return 'Queue';
		case 'IVR':
			return 'Digital Receptionist';
		case 'ExternalLine':
			return 'External';
		default:
			return 'System';
	}
}

/** Relative path of a recording, as it stands in rows (xapi.md §3.2, seen). */
export function recordingPath({ destination, source, start, recordingId }: Segment): string {
	const [owner, other] =
		destination.type === 'Extension' ? [destination, source] : [source, destination];
	const time = new Date(start).toISOString().replace(/\D/g, '').slice(0, 14);
	return `${owner.dn}/[${owner.name}]_${owner.dn}-${other.number}_${time}(${recordingId}).wav`;
}

/** What reports and log say alike of one leg. */
export function logRow(segment: Segment, { switches, records }: XapiContext): Row {
	const { source, destination, callKey, kind, recordingId, index } = segment;
	const isQueue = kind === 'queue';
	const waitTalks = isQueue && switches.queueRowWait === 'talking';
	const transcription =
		recordingId === null ? null : (records.recordings.find(recordingId)?.transcription ?? null);
	return {
		CallId: switches.logCallId === 'callid' ? segment.callid : 0,
		SegmentId: index,
		Indent: index > 1 ? 1 : 0,
		SubrowDescNumber: index - 1,
		CdrId: callKey.replace(/^0{8}/, String(index).padStart(8, '0')),
		CallHistoryId: callKey,
		MainCallHistoryId: segment.mainKey,
		StartTime: new Date(segment.start).toISOString(),
		Direction: segment.direction,
		CallType: callType(destination),
		Status: segment.status,
		SourceType: dnCode(source),
		SourceDn: source.dn,
		SourceCallerId: source.number,
		SourceDisplayName: source.name,
		DestinationType: dnCode(destination),
		DestinationDn: destination.dn,
		DestinationCallerId: destination.number,
		DestinationDisplayName: destination.name,
		RingingDuration: isoDuration(waitTalks ? 0 : segment.ringMs),
		TalkingDuration: isoDuration(waitTalks ? segment.ringMs : segment.talkMs),
		CallCost: null,
		Answered: segment.answered,
		RecordingUrl: recordingId === null ? null : recordingPath(segment),
		SrcRecId: null,
		DstRecId: recordingId,
		Reason: segment.reason || null,
		QualityReport: false,
		Transcription: transcription,
		Recordings: recordingId === null ? [] : [{ Id: recordingId, Transcription: transcription }],
	};
}

/** Places of the rows of a period that are in the new tables, or in the old ones (§3.2). */
export function rowsOf(period: Period, old: boolean, context: XapiContext): number[] {
	const { history } = context.records;
	const hasOldTables = isAtLeast(context.version, '20.0.6');
	const from = !hasOldTables || old ? period.from : Math.max(period.from, history.upgradedAt);
	const to = hasOldTables && old ? Math.min(period.to, history.upgradedAt) : period.to;
	return visible(history, history.between(from, to), context);
}

function visible(history: History, handles: number[], { clock, switches }: XapiContext): number[] {
	if (switches.logDelayMs === 0) return handles;
	return handles.filter((handle) => history.isVisible(handle, clock.now(), switches.logDelayMs));
}

/** All segments of a period, for reports. */
export function segmentsIn(period: Period, context: XapiContext): Segment[] {
	const handles = rowsOf(period, false, context);
	const { reportTimeoutRows } = context.switches;
	if (reportTimeoutRows !== 'never' && handles.length > reportTimeoutRows) {
		throw new XapiFailure(504, 'Gateway Timeout', null);
	}
	return handles.map((handle) => context.records.history.at(handle));
}

/** The eleven, in this order (xapi.md §3.2). */
const LOG_PARAMETERS: readonly Parameter[] = [
	['periodFrom', 'datetime'],
	['periodTo', 'datetime'],
	['sourceType', 'int'],
	['sourceFilter', 'string'],
	['destinationType', 'int'],
	['destinationFilter', 'string'],
	['callsType', 'int'],
	['callTimeFilterType', 'int'],
	['callTimeFilterFrom', 'string'],
	['callTimeFilterTo', 'string'],
	['hidePcalls', 'bool'],
];

/** The codes of the types are unknown and filter nothing here; the texts name one side exactly. */
function callLog(old: boolean, since?: string): PbxFunction {
	return {
		parameters: LOG_PARAMETERS,
		type: 'CallLogData',
		since,
		lazy: (context, args) => ({
			history: context.records.history,
			key: JSON.stringify([old, args, context.rawPath, context.switches, now(context)]),
			type: 'CallLogData',
			name: 'Collection(Pbx.CallLogData)',
			orderedBy: 'StartTime',
			handles: () => chosen(rowsOf(periodOf(args, context), old, context), args, context),
			row: (segment) => logRow(segment, context),
		}),
	};
}

/** Only with a delay does the same question get another answer later. */
function now({ switches, clock }: XapiContext): number {
	return switches.logDelayMs === 0 ? 0 : clock.now();
}

function chosen(handles: number[], args: Arguments, { records }: XapiContext): number[] {
	const { sourceFilter = '', destinationFilter = '', hidePcalls } = args;
	if (!sourceFilter && !destinationFilter && hidePcalls !== 'true') return handles;
	const fits = (side: SegmentParty, wanted: string) =>
		wanted === '' || side.dn === wanted || side.number === wanted;
	return handles.filter((handle) => {
		const { source, destination } = records.history.at(handle);
		if (hidePcalls === 'true' && destination.type === 'Parking') return false;
		return fits(source, sourceFilter) && fits(destination, destinationFilter);
	});
}

/** The call log (xapi.md §3.2); the old tables have a function of their own since U6. */
export const CALL_LOG: FunctionHost = {
	kind: 'functions',
	functions: {
		'Pbx.GetCallLogData': callLog(false),
		'Pbx.GetOldCallLogData': callLog(true, '20.0.6'),
	},
};

function viewRow(segment: Segment): Row {
	const { source, destination, start, index, answered } = segment;
	const side = (name: string, party: SegmentParty, participant: number): Row => ({
		[`${name}Id`]: participant,
		[`${name}ParticipantId`]: participant,
		[`${name}Dn`]: party.dn,
		[`${name}DnType`]: dnCode(party),
		[`${name}CallerNumber`]: party.number,
		[`${name}DisplayName`]: party.name,
		[`${name}ExtendedDisplayName`]: `${party.name} (${party.number})`,
		[`${name}External`]: party.type === 'ExternalLine',
		[`${name}Internal`]: party.type !== 'ExternalLine',
		[`${name}RecId`]: name === 'Dst' ? segment.recordingId : null,
	});
	return {
		SegmentId: (segment.callid * 16 + index) % 2_147_483_647,
		SegmentStartTime: new Date(start).toISOString(),
		SegmentEndTime: new Date(endOf(segment)).toISOString(),
		SegmentType: segment.direction === 'Outbound' ? 1 : 2,
		SegmentActionId: 1,
		CallTime: isoDuration(segment.talkMs),
		CallAnswered: answered,
		...side('Src', source, 1),
		...side('Dst', destination, index + 1),
	};
}

/** The old list of segments: nothing new in it since U6 (xapi.md §3.2). */
export const CALL_HISTORY_VIEW: EntitySet = {
	kind: 'set',
	type: 'CallHistoryView',
	key: null,
	rows: () => [],
	lazy: (context, request) => {
		const isFiltered = request.query.some(([name]) => name === '$filter');
		if (isFiltered && context.switches.callHistoryView === 'failsWithFilter') {
			throw new XapiFailure(500, 'Internal Server Error', null);
		}
		return {
			history: context.records.history,
			key: `view ${context.records.upgradedAt} ${now(context)} ${context.switches.logDelayMs}`,
			type: 'CallHistoryView',
			name: 'CallHistoryView',
			orderedBy: 'SegmentStartTime',
			handles: () => rowsOf({ from: -Infinity, to: Infinity }, true, context),
			row: viewRow,
		};
	},
};
