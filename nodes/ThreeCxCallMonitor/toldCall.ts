import type { EventType, Source } from './eventTypes';
import type { MonitorItem } from './monitorItem';

export type Teller = Exclude<Source, 'both'>;

/** Something that was told of a call. */
export interface ToldEvent {
	/** `eventId` of what was told. */
	id: string;
	type: EventType;
	/** Empty: at whichever extension. */
	extension: string;
	by: Teller;
	/** In ms since 1970. */
	at: number;
	/** The other source has told it as well, or would have. */
	isMatched: boolean;
}

/** What both sources told of one call. Kept in the workflow's static data. */
export interface ToldCall {
	readonly correlationId: string;
	/** How often it was told as started: it may come back. */
	round: number;
	told: ToldEvent[];
	/** What polling saw at extensions that push covers: push may tell it in a moment. */
	waiting: MonitorItem[];
	/** The end as push tells it, until a list of the live calls shows that the call is not elsewhere. */
	end?: MonitorItem;
	/** The end as polling tells it, while push still has a leg of it. */
	polledEnd?: MonitorItem;
	/** When its end was told. */
	endedAt?: number;
}

/** A call from the static data; undefined for anything else. */
export function restoredTold(value: unknown): ToldCall | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { correlationId, round, told, waiting, end, polledEnd, endedAt } =
		value as Partial<ToldCall>;
	if (typeof correlationId !== 'string' || !Array.isArray(told)) return undefined;
	return {
		correlationId,
		round: Number.isInteger(round) ? Number(round) : 1,
		told: told.filter((one) => typeof one === 'object' && one !== null),
		waiting: Array.isArray(waiting) ? waiting.filter(isItem) : [],
		...(isItem(end) && { end }),
		...(isItem(polledEnd) && { polledEnd }),
		...(Number.isInteger(endedAt) && { endedAt }),
	};
}

function isItem(value: unknown): value is MonitorItem {
	if (typeof value !== 'object' || value === null) return false;
	const { eventType, timestamp, data } = value as Partial<MonitorItem>;
	return typeof eventType === 'string' && typeof timestamp === 'string' && Boolean(data);
}

/** Whether it has been told, since the call was told as started. */
export function hasTold({ told }: ToldCall, type: EventType, by?: Teller): boolean {
	return told.some((one) => one.type === type && (by === undefined || one.by === by));
}

/** The event of the other source that this one is, if that has told it. Takes it: it stands for one only. */
export function takeMatch(
	{ told }: ToldCall,
	by: Teller,
	isSame: (one: ToldEvent) => boolean,
): boolean {
	const match = told.find((one) => one.by === by && !one.isMatched && isSame(one));
	if (match) match.isMatched = true;
	return match !== undefined;
}
