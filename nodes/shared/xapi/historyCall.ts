import type { CallDirection } from './activeCall';
import type { HistoryLeg } from './historyLeg';

/** How a call ended. `waiting`: only a queue or a menu had it; the caller gave up there. */
export type CallOutcome = 'answered' | 'missed' | 'abandoned';

/** A call, put together from its legs (derived: 3CX tells legs only). */
export interface HistoryCall {
	key: string;
	/** The first leg first. */
	legs: readonly HistoryLeg[];
	/** In ms since 1970. */
	startedAt: number | undefined;
	endedAt: number | undefined;
	direction: CallDirection;
	outcome: CallOutcome;
	from: string;
	fromName: string;
	/** What was called first. */
	to: string;
	/** Extension, or outside number, of who answered first; empty when nobody did. */
	answeredBy: string;
	/** In seconds, until a person answered or the call ended. */
	waited: number;
	/** In seconds, with persons. */
	talked: number;
	/** Number of the first queue on the way; empty without one. */
	queue: string;
	recordingIds: readonly number[];
}

/** Legs of one call begin at most so long one after the other; what comes later stands for itself. */
const LONGEST_GAP_MS = 4 * 60 * 60 * 1000;

/**
 * Groups pages of legs, newest first, into calls as they come. A call is handed on as soon as no leg of it can follow,
 * so that only the legs of some hours are held. Calls come by their latest leg, newest first.
 */
export async function* groupCalls(
	pages: AsyncIterable<readonly HistoryLeg[]>,
): AsyncGenerator<HistoryCall[], void, undefined> {
	const open = new Map<string, HistoryLeg[]>();
	for await (const page of pages) {
		for (const leg of page) {
			const known = open.get(leg.callKey);
			if (known) known.push(leg);
			else open.set(leg.callKey, [leg]);
		}
		yield [...complete(open, page.at(-1)?.startedAt)];
	}
	yield [...open.values()].map(toCall);
}

/** Opened in the order of time, so the first that is still open ends the look. */
function* complete(
	open: Map<string, HistoryLeg[]>,
	now: number | undefined,
): Generator<HistoryCall, void, undefined> {
	if (now === undefined) return;
	for (const [key, group] of open) {
		const earliest = group.at(-1)?.startedAt ?? now;
		if (earliest - now < LONGEST_GAP_MS) return;
		open.delete(key);
		yield toCall(group);
	}
}

/** @param group the legs of one call, in any order */
export function toCall(group: readonly HistoryLeg[]): HistoryCall {
	const legs = [...group].sort(
		(a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0) || compare(a.id, b.id),
	);
	const [first] = legs;
	if (!first) throw new RangeError('A call has at least one leg');
	const ends = legs.flatMap((leg) => endOf(leg) ?? []);
	const persons = legs.filter((leg) => leg.answered && isPerson(leg));
	const answer = persons[0];
	const direction = directionOf(legs);
	const answeredAt =
		answer?.startedAt === undefined ? undefined : answer.startedAt + answer.ringing * 1000;
	const endedAt = ends.length === 0 ? undefined : Math.max(...ends);
	const queueLeg = legs.find(({ type }) => type === 'Queue');
	const until = answeredAt ?? endedAt;
	return {
		key: first.callKey,
		legs,
		startedAt: first.startedAt,
		endedAt,
		direction,
		outcome: answer ? 'answered' : queueLeg ? 'abandoned' : 'missed',
		from: direction === 'inbound' ? first.from.number || first.from.dn : first.from.dn,
		fromName: first.from.name,
		to: direction === 'outbound' ? first.to.number || first.to.dn : first.to.dn,
		answeredBy: answer ? answerer(answer) : '',
		waited:
			until === undefined || first.startedAt === undefined ? 0 : seconds(until - first.startedAt),
		talked: Math.round(persons.reduce((sum, { talking }) => sum + talking, 0) * 10) / 10,
		queue: queueLeg?.to.dn ?? '',
		recordingIds: [...new Set(legs.flatMap(({ recordingIds }) => recordingIds))],
	};
}

function endOf({ startedAt, ringing, talking }: HistoryLeg): number | undefined {
	return startedAt === undefined ? undefined : startedAt + (ringing + talking) * 1000;
}

/** An extension or an outside party; a queue or menu answers by itself. Builds before U6 tell no type. */
function isPerson({ type }: HistoryLeg): boolean {
	return type === '' || type === 'Extension' || type === 'External';
}

function directionOf(legs: readonly HistoryLeg[]): CallDirection {
	const told = legs.find(({ direction }) => direction !== undefined)?.direction;
	if (told !== undefined) return told;
	const [first] = legs;
	if (!first) return 'internal';
	// Before U6: the side that is a trunk shows an outside number beside its DN (xapi.md §3.2).
	if (isOutside(first.from)) return 'inbound';
	return isOutside(first.to) ? 'outbound' : 'internal';
}

function isOutside({ dn, number }: HistoryLeg['from']): boolean {
	return number !== '' && number !== dn && /^\d{5,}$/.test(dn);
}

function answerer({ type, to }: HistoryLeg): string {
	return type === 'External' ? to.number || to.dn : to.dn;
}

function seconds(ms: number): number {
	return Math.max(0, Math.round(ms / 100) / 10);
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
