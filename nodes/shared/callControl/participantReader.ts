import { asThreeCxError, HttpError } from '../transport';
import { legKey } from './legs';
import { readParticipant, type Participant } from './participant';

/** What the reader needs, and whom it tells. */
export interface ReaderDeps {
	/** Body of the reply to a GET of the participant. @throws ThreeCxError */
	get(dn: string, participantId: number): Promise<unknown>;
	/** The participant as it is; `compared` as it was asked for. */
	seen(participant: Participant, compared: boolean): void;
	/** There is no such participant (any more). */
	gone(dn: string, participantId: number): void;
	/** The far side of a call, which this client may not read: no leg of ours. */
	foreign(dn: string, participantId: number): void;
	/** It could not be found out; `why` is for the log. */
	failed(why: string): void;
	/** Whether the leg was read before. */
	isKnown(dn: string, participantId: number): boolean;
}

interface Job {
	readonly key: string;
	readonly dn: string;
	readonly participantId: number;
	compared: boolean;
	running: boolean;
	/** Asked for once more while it runs. */
	again: boolean;
	/** What is on its way is out of date. */
	stale: boolean;
}

/** GETs at a time; more would crowd out the actions of the workflows. */
const MOST_RUNNING = 8;
const MOST_JOBS = 5_000;
const MOST_FOREIGN = 1_000;

/**
 * Fetches the participant of an Upsert. 3CX repeats Upserts (call-control-api.md §5), so while a GET runs, all more
 * frames about the same leg cost one more GET together. One GET at a time for each leg keeps its replies in order.
 */
export class ParticipantReader {
	private readonly jobs = new Map<string, Job>();
	private readonly queue: Job[] = [];
	private readonly forbidden = new Set<string>();
	private running = 0;

	constructor(private readonly deps: ReaderDeps) {}

	/** How much is remembered. */
	get size(): { jobs: number; forbidden: number } {
		return { jobs: this.jobs.size, forbidden: this.forbidden.size };
	}

	/** Whether the leg is being read. */
	isBusy(dn: string, participantId: number): boolean {
		return this.jobs.has(legKey(dn, participantId));
	}

	/** Whether the leg was found to be a far side. */
	isForeign(dn: string, participantId: number): boolean {
		return this.forbidden.has(legKey(dn, participantId));
	}

	/** Has the leg read; `compared` is passed on with the result. */
	request(dn: string, participantId: number, compared = false): void {
		const key = legKey(dn, participantId);
		if (this.forbidden.has(key)) return this.deps.foreign(dn, participantId);
		const known = this.jobs.get(key);
		if (known) {
			known.again ||= known.running;
			known.compared &&= compared;
			return;
		}
		if (this.jobs.size >= MOST_JOBS) return this.deps.failed('too many legs wait to be read');
		const job = { key, dn, participantId, compared, running: false, again: false, stale: false };
		this.jobs.set(key, job);
		this.queue.push(job);
		this.work();
	}

	/** The leg is gone: what is on its way about it is not to be told. */
	removed(dn: string, participantId: number): void {
		const key = legKey(dn, participantId);
		this.forbidden.delete(key);
		const job = this.jobs.get(key);
		if (!job) return;
		job.again = false;
		job.stale = true;
		if (!job.running) this.drop(job);
	}

	/** Forgets everything: the connection is a new one. */
	reset(): void {
		for (const job of this.jobs.values()) job.stale = true;
		this.jobs.clear();
		this.queue.length = 0;
		this.forbidden.clear();
	}

	private work(): void {
		while (this.running < MOST_RUNNING) {
			const job = this.queue.shift();
			if (!job) return;
			if (this.jobs.get(job.key) === job) void this.run(job);
		}
	}

	private async run(job: Job): Promise<void> {
		this.running++;
		job.running = true;
		job.stale = false;
		const { dn, participantId } = job;
		const outcome = await this.deps.get(dn, participantId).then(
			(body) => ({ body }),
			(error: unknown) => ({ error: asThreeCxError(error) }),
		);
		this.running--;
		job.running = false;
		// After a reset the job may be there once more, as another one.
		const ours = this.jobs.get(job.key) === job;
		const tell = ours && !job.stale;
		if (ours && job.again) {
			job.again = false;
			this.queue.push(job);
		} else if (ours) {
			this.jobs.delete(job.key);
		}
		if (tell) this.judge(job, outcome);
		this.work();
	}

	private judge(job: Job, outcome: { body: unknown } | { error: Error }): void {
		const { dn, participantId, key } = job;
		if ('body' in outcome) {
			const participant = readParticipant(outcome.body);
			if (participant?.id !== participantId) return this.deps.failed('the reply is no participant');
			return this.deps.seen(
				participant.dn === '' ? { ...participant, dn } : participant,
				job.compared,
			);
		}
		const { error } = outcome;
		const status = error instanceof HttpError ? error.status : 0;
		if (status === 404) return this.deps.gone(dn, participantId);
		// A leg that was read before is ours: then the whole client is refused, which the session finds out.
		if (status !== 403 || this.deps.isKnown(dn, participantId)) {
			return this.deps.failed(error.message);
		}
		if (this.forbidden.size < MOST_FOREIGN) this.forbidden.add(key);
		this.deps.foreign(dn, participantId);
	}

	private drop(job: Job): void {
		this.jobs.delete(job.key);
		const index = this.queue.indexOf(job);
		if (index >= 0) this.queue.splice(index, 1);
	}
}
