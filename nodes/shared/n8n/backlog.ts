import { createHash, randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/** An event that has not started the workflow yet. */
export interface Waiting {
	readonly item: IDataObject;
	/** The same for the same event, and never for another one. */
	readonly key: string;
	/** In ms since 1970. */
	readonly since: number;
}

/** Events that start the workflow together. */
export interface Batch {
	readonly events: readonly Waiting[];
	/** The same for exactly these events in this order: n8n drops what it has seen, and nothing else. */
	readonly key: string;
	/** The order in which they were made. */
	readonly serial: number;
	/** How often n8n was asked to start it, and did not. */
	refusals: number;
}

/**
 * What has not started the workflow yet, also in the workflow's static data. n8n saves that only while a trigger emits
 * (workflow-static-data.service, n8n 2.41), so what it has saved is the backlog as it was at the last emit: this is what
 * is known after a crash. A batch is not in it at its first emit, as n8n has it then; one that n8n has refused is.
 */
export class Backlog {
	private events: Waiting[];
	private refused: Batch[];
	private serial = 0;

	constructor(private readonly store: IDataObject) {
		const { events, refused } = restored(store.backlog);
		this.events = events;
		this.refused = refused.map((batch) => this.batchOf(batch));
	}

	/** Events that wait, also those of batches that n8n has refused. */
	get size(): number {
		return this.refused.reduce((sum, { events }) => sum + events.length, this.events.length);
	}

	/** Events that are in no batch yet. */
	get loose(): number {
		return this.events.length;
	}

	/** Since when the first event without a batch has waited. */
	get since(): number {
		return this.events[0]?.since ?? Infinity;
	}

	/** The first batch that n8n has refused. */
	get again(): Batch | undefined {
		return this.refused[0];
	}

	/** An event without a key is like no other. */
	add(item: IDataObject, since: number, key: string = randomUUID()): void {
		this.events.push({ item, key, since });
		this.save();
	}

	/** The next batch, which is in n8n's hands from now on. */
	take(most: number): Batch {
		const batch = this.batchOf(this.events.splice(0, most));
		this.save();
		return batch;
	}

	/** n8n has not started it: it comes before everything else. */
	refuse(batch: Batch): void {
		batch.refusals++;
		if (!this.refused.includes(batch)) this.refused.push(batch);
		this.refused.sort((one, other) => one.serial - other.serial);
		this.save();
	}

	/** n8n has started it, or nobody asks for it any more. */
	remove(batch: Batch): void {
		if (!this.refused.includes(batch)) return;
		this.refused = this.refused.filter((other) => other !== batch);
		this.save();
	}

	/** Everything, in order, in batches of `most` events. */
	takeAll(most: number): Batch[] {
		const batches = [...this.refused];
		for (let from = 0; from < this.events.length; from += most) {
			batches.push(this.batchOf(this.events.slice(from, from + most)));
		}
		this.events = [];
		this.refused = [];
		this.save();
		return batches;
	}

	private batchOf(events: readonly Waiting[]): Batch {
		const keys = createHash('sha256').update(events.map(({ key }) => key).join('\n'));
		const key = `batch-${keys.digest('hex').slice(0, 32)}`;
		return { events, key, serial: this.serial++, refusals: 0 };
	}

	private save(): void {
		const { events, refused, store } = this;
		if (this.size > 0) {
			store.backlog = {
				events: events.map(asData),
				refused: refused.map((batch) => batch.events.map(asData)),
			};
		} else if ('backlog' in store) delete store.backlog;
	}
}

function asData({ item, key, since }: Waiting): IDataObject {
	return { item, key, since };
}

/** Static data comes from the database, and may be anything. */
function restored(value: unknown): { events: Waiting[]; refused: Waiting[][] } {
	const { events, refused } = Object(value) as { events?: unknown; refused?: unknown };
	const batches = Array.isArray(refused) ? refused.map(waitingOf) : [];
	return { events: waitingOf(events), refused: batches.filter(({ length }) => length > 0) };
}

function waitingOf(list: unknown): Waiting[] {
	return Array.isArray(list) ? list.filter(isWaiting) : [];
}

function isWaiting(value: unknown): value is Waiting {
	if (typeof value !== 'object' || value === null) return false;
	const { item, key, since } = value as Partial<Waiting>;
	return typeof item === 'object' && typeof key === 'string' && typeof since === 'number';
}
