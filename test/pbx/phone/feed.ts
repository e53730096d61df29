import type { FrameEntry, JournalEntry } from '../journal';
import type { SimulatedPbx } from '../pbx';
import { isRow, numberOf, textOf, type Row } from '../world/values';
import { parseJson } from '../http/request';

/** A line of the page's event log. Never holds a token, a secret or a body. */
export type FeedEvent =
	| {
			/** The same line again when more is known of it. */
			key: string;
			kind: 'request';
			time: number;
			method: string;
			path: string;
			client: string;
			/** Null: not yet answered, or the connection was cut. */
			status: number | null;
			ms: number | null;
			faults: string[];
	  }
	| {
			key: string;
			kind: 'frame';
			time: number;
			client: string;
			socket: number;
			direction: 'sent' | 'received';
			fate: 'delivered' | 'lost' | 'muted';
			/** 0 Upsert, 1 Remove, 2 DTMF, 3 prompt, 4 response (call-control-api.md §3); null: none of them. */
			event: number | null;
			dn: string;
			leg: string;
			keys: string;
	  };

/** How often the PBX was asked. */
export interface Tallies {
	requests: number;
	/** Tokens handed out. */
	tokens: number;
	/** Everything but GET and tokens. */
	changes: number;
	/** Answered with 400 or more. */
	refused: number;
	frames: number;
}

/** Lines that a page which comes later still gets. */
const KEPT = 200;
/** Requests still open that are looked at again; a hanging one must not be kept for ever. */
const MOST_OPEN = 100;

/** Reads the journal on and makes lines of it. */
export class Feed {
	readonly tallies: Tallies = { requests: 0, tokens: 0, changes: 0, refused: 0, frames: 0 };

	private lastRequest = 0;

	private lastFrame = 0;

	private open: JournalEntry[] = [];

	private readonly kept = new Map<string, FeedEvent>();

	constructor(private readonly pbx: SimulatedPbx) {}

	/** The last lines, oldest first. */
	recent(): FeedEvent[] {
		return [...this.kept.values()];
	}

	/** What is new or has changed since the last time, oldest first. */
	read(): FeedEvent[] {
		const { journal } = this.pbx;
		const requests = journal.requestsAfter(this.lastRequest);
		const frames = journal.framesAfter(this.lastFrame);
		this.lastRequest = requests.at(-1)?.index ?? this.lastRequest;
		this.lastFrame = frames.at(-1)?.index ?? this.lastFrame;
		const answered = this.open.filter((entry) => entry.durationMs !== null);
		for (const entry of [...answered, ...requests]) this.count(entry, requests.includes(entry));
		this.tallies.frames += frames.length;
		this.open = [...this.open, ...requests]
			.filter((entry) => entry.durationMs === null && !isUpgrade(entry))
			.slice(-MOST_OPEN);
		const events = [...answered, ...requests].map(requestEvent);
		const all = [...events, ...frames.map(frameEvent)].sort((a, b) => a.time - b.time);
		for (const event of all) this.keep(event);
		return all.slice(-KEPT);
	}

	private count(entry: JournalEntry, isNew: boolean): void {
		const { tallies } = this;
		const isToken = entry.path === '/connect/token';
		if (isNew) {
			tallies.requests++;
			if (entry.method !== 'GET' && !isToken) tallies.changes++;
		}
		if (entry.status === null) return;
		if (isToken && entry.status === 200) tallies.tokens++;
		if (entry.status >= 400) tallies.refused++;
	}

	private keep(event: FeedEvent): void {
		this.kept.set(event.key, event);
		for (const key of this.kept.keys()) {
			if (this.kept.size <= KEPT) break;
			this.kept.delete(key);
		}
	}
}

/** An upgrade is answered by a socket and never gets a duration. */
function isUpgrade(entry: JournalEntry): boolean {
	return entry.headers.upgrade !== undefined;
}

function requestEvent(entry: JournalEntry): FeedEvent {
	const { index, time, method, path, clientId, status, durationMs, faults } = entry;
	return {
		key: `r${index}`,
		kind: 'request',
		time,
		method,
		path: path.slice(0, 300),
		client: clientId ?? '',
		status,
		ms: durationMs,
		faults,
	};
}

function frameEvent(entry: FrameEntry): FeedEvent {
	const { index, time, clientId, socket, direction, fate } = entry;
	const frame = rowOf(parseJson(entry.text));
	const event = rowOf(frame.event);
	const [, , dn = '', , leg = ''] = textOf(event, 'entity').split('/');
	return {
		key: `f${index}`,
		kind: 'frame',
		time,
		client: clientId,
		socket,
		direction,
		fate,
		event: typeof event.event_type === 'number' ? numberOf(event, 'event_type') : null,
		dn,
		leg,
		keys: textOf(rowOf(event.attached_data), 'dtmf_input'),
	};
}

function rowOf(value: unknown): Row {
	return isRow(value) ? value : {};
}
