import type { Parameter } from '../../odata/functions';
import { isoDuration } from '../../records/duration';
import { recordingPath } from '../callLog';
import type { Segment, SegmentParty } from '../../records/segment';
import type { Row } from '../../world/values';
import type { FunctionHost, XapiContext } from '../entitySet';
import { isAmong, PERIOD, report, type Question } from './report';

/** The codes of `callsType` are unknown: 0 means all, and so does everything else here. */
const TRUNK_CALLS: readonly Parameter[] = [...PERIOD, ['trunkDns', 'string'], ['callsType', 'int']];

function common(segment: Segment, trunk: SegmentParty, { records, world }: XapiContext): Row {
	const { source, destination, recordingId, ringMs, talkMs } = segment;
	const facts = recordingId === null ? undefined : records.recordings.find(recordingId);
	return {
		CdrId: segment.callKey.replace(/^0{8}/, String(segment.index).padStart(8, '0')),
		CallHistoryId: segment.callKey,
		StartTime: new Date(segment.start).toISOString(),
		Status: segment.status,
		SourceDn: source.dn,
		SourceCallerId: source.number,
		SourceDisplayName: source.name,
		DestinationDn: destination.dn,
		DestinationDisplayName: destination.name,
		RingingDuration: isoDuration(ringMs),
		TalkingDuration: isoDuration(talkMs),
		CallDuration: isoDuration(ringMs + talkMs),
		TrunkNumber: trunk.dn,
		TrunkName: world.dn(trunk.dn)?.name ?? null,
		QualityReport: false,
		RecordingId: recordingId,
		RecordingUrl: recordingId === null ? null : recordingPath(segment),
		Transcription: facts?.transcription ?? null,
		Recordings: recordingId === null ? [] : [{ Id: recordingId }],
	};
}

function inbound({ context, args, segments }: Question): Row[] {
	const isWanted = isAmong(args.trunkDns ?? '', context);
	return segments
		.filter(({ source }) => source.type === 'ExternalLine' && isWanted(source.dn))
		.map((segment) => ({
			...common(segment, segment.source, context),
			DestinationCallerId: segment.destination.number,
			Did: segment.did || null,
		}));
}

function outbound({ context, args, segments }: Question): Row[] {
	const isWanted = isAmong(args.trunkDns ?? '', context);
	return segments
		.filter(({ destination }) => destination.type === 'ExternalLine' && isWanted(destination.dn))
		.map((segment) => ({
			...common(segment, segment.destination, context),
			Answered: segment.answered,
			CallCost: null,
			DestinationCalleeId: segment.destination.number,
		}));
}

/** Calls by trunk (xapi.md §3.7). */
export const CALL_REPORTS: Record<string, FunctionHost> = {
	ReportInboundCalls: report('GetInboundCalls', 'InboundCall', TRUNK_CALLS, inbound),
	ReportOutboundCalls: report('GetOutboundCalls', 'OutboundCall', TRUNK_CALLS, outbound),
};
