import { numberBetween, oneOf } from '../../../shared/n8n/parameters';
import { CALL_DIRECTIONS, type CallOutcome, type HistoryCall } from '../../../shared/xapi';
import { choices, type Job } from '../../job';
import { numberFilter } from '../../../shared/n8n/numberFilter';

const OUTCOMES: readonly CallOutcome[] = ['abandoned', 'answered', 'missed'];
const RECORDED = ['all', 'yes', 'no'] as const;
const DAY_SECONDS = 86_400;

/** Which calls are wanted. */
export interface CallFilter {
	/** Whether anything is filtered: otherwise the number of rows is known beforehand. */
	isOpen: boolean;
	wants(call: HistoryCall): boolean;
	/** The DID as a test, where one is asked for. */
	did: ((number: string) => boolean) | undefined;
}

/** @throws InputError */
export function readFilter(job: Job): CallFilter {
	const filters = job.collection('filters');
	const directions = choices('Directions', filters.directions, CALL_DIRECTIONS);
	const outcomes = choices('Status', filters.statuses, OUTCOMES);
	const extensions = job.numbers('Extensions', filters.extensions);
	const queues = job.numbers('Queue IDs', filters.queueIds);
	const wantsNumber = numberFilter(
		'Phone Number',
		filters.phoneNumber,
		filters.phoneNumberMatch ?? 'exact',
	);
	const recorded = oneOf('Recorded', filters.hasRecording ?? 'all', RECORDED);
	const least = seconds('Shortest Duration (Seconds)', filters.minDuration);
	const most = seconds('Longest Duration (Seconds)', filters.maxDuration) || Infinity;
	const isOpen = Object.keys(filters).length === 0;
	return {
		isOpen,
		did: numberFilter('DID', filters.did, 'exact'),
		wants: (call) =>
			isOpen ||
			(directions.includes(call.direction) &&
				outcomes.includes(call.outcome) &&
				call.talked >= least &&
				call.talked <= most &&
				(recorded === 'all' || call.recordingIds.length > 0 === (recorded === 'yes')) &&
				(extensions.length === 0 || anyOf(extensions, dnsOf(call))) &&
				(queues.length === 0 || anyOf(queues, queuesOf(call))) &&
				(!wantsNumber || numbersOf(call).some(wantsNumber))),
	};
}

function seconds(label: string, value: unknown): number {
	return numberBetween(label, value ?? 0, 0, 30 * DAY_SECONDS);
}

function anyOf(wanted: readonly string[], there: readonly string[]): boolean {
	return there.some((one) => wanted.includes(one));
}

function dnsOf({ legs }: HistoryCall): string[] {
	return legs.flatMap(({ from, to }) => [from.dn, to.dn]);
}

function queuesOf({ legs }: HistoryCall): string[] {
	return legs.filter(({ type }) => type === 'Queue').map(({ to }) => to.dn);
}

function numbersOf({ legs }: HistoryCall): string[] {
	return legs.flatMap(({ from, to }) => [from.number, to.number]).filter((one) => one !== '');
}
