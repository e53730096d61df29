import type { Place, Recording } from '../shared/xapi';
import { KeptPlace } from './keptPlace';
import type { SystemEvent } from './systemEvent';

/** What was read of the recordings. */
export interface RecordingsRead {
	/** New ones, and those that were not over at the last look. */
	recordings: readonly Recording[];
	place: Place;
	isBehind: boolean;
}

/** A recording that was going on when it was seen. Instants in ms since 1970. */
interface Running {
	/** By which the recording is known again: Ids may start over. */
	startedAt: number;
	seenAt: number;
}

/** No recording takes longer; one that never gets an end is given up. */
const KEPT_MS = 24 * 3_600_000;
const MOST = 200;

/** Recordings in, those that are over out. Pure. */
export class ReadyRecordings {
	private readonly kept: KeptPlace;
	private readonly runs: Map<number, Running>;
	private wasBehind = false;

	constructor(
		/** The workflow's static data. */
		private readonly store: Record<string, unknown>,
	) {
		this.kept = new KeptPlace(store, 'recordings');
		const { runningRecordings: runs } = store;
		this.runs = new Map(Array.isArray(runs) ? (runs as unknown[]).flatMap(restored) : []);
	}

	/** Where to read on; undefined before the first reading. */
	get place(): Place | undefined {
		return this.kept.now;
	}

	/** Ids of those that are not over. */
	get running(): number[] {
		return [...this.runs.keys()];
	}

	seen(
		{ recordings, place, isBehind }: RecordingsRead,
		at: number,
		afterGap: boolean,
	): SystemEvent[] {
		const isLate = afterGap || this.wasBehind;
		const events: SystemEvent[] = [];
		for (const recording of recordings) {
			const { id, startedAt = 0, endedAt } = recording;
			const run = this.runs.get(id);
			if (run && run.startedAt !== startedAt) {
				// Another one has its Id now; if it is new it comes a second time, among the new ones.
				this.runs.delete(id);
			} else if (endedAt === undefined) {
				this.runs.set(id, run ?? { startedAt, seenAt: at });
			} else {
				this.runs.delete(id);
				events.push(eventOf(recording, at, isLate));
			}
		}
		this.wasBehind = isBehind;
		this.kept.set(place);
		this.save(at);
		return events;
	}

	private save(now: number): void {
		for (const [id, { seenAt }] of this.runs) {
			if (seenAt < now - KEPT_MS || this.runs.size > MOST) this.runs.delete(id);
		}
		this.store.runningRecordings = [...this.runs].map(([id, run]) => ({ id, ...run }));
	}
}

function restored(value: unknown): Array<[number, Running]> {
	if (typeof value !== 'object' || value === null) return [];
	const { id, startedAt, seenAt } = value as Partial<Running> & { id?: unknown };
	if (![id, startedAt, seenAt].every(Number.isInteger)) return [];
	return [[Number(id), { startedAt: Number(startedAt), seenAt: Number(seenAt) }]];
}

function eventOf(recording: Recording, at: number, afterGap: boolean): SystemEvent {
	const { id, startedAt = 0, endedAt = 0, direction, from, to, did, path } = recording;
	const extension = direction === 'inbound' ? to.dn : from.dn;
	return {
		type: 'recording_ready',
		// Ids may start over.
		correlationId: `recording-${id}-${startedAt.toString(36)}`,
		at,
		happenedAt: endedAt,
		extension,
		extensions: [from.dn, to.dn],
		queues: [from.dn, to.dn],
		afterGap,
		data: {
			recordingId: id,
			startedAt: startedAt === 0 ? '' : new Date(startedAt).toISOString(),
			endedAt: new Date(endedAt).toISOString(),
			durationSeconds: startedAt === 0 ? 0 : Math.round((endedAt - startedAt) / 1000),
			direction,
			fromNumber: from.number || from.dn,
			fromName: from.name,
			toNumber: to.number || to.dn,
			toName: to.name,
			extension,
			did,
			path,
		},
		derived: ['durationSeconds', 'extension'],
		row: recording.raw,
	};
}
