import type { HistoryWishes } from './records/generate';
import type { Segment } from './records/segment';

/** A row of the call log that is written by hand. */
export interface RowWishes {
	/** Beginning in ms since 1970; now when left out. */
	start?: number;
	/** Extension, DN or outside number. */
	from: string;
	to: string;
	ringMs?: number;
	/** 0 or left out: nobody answered. */
	talkMs?: number;
	/** The caller came through this queue: a row for the queue is written too. */
	queue?: string;
	/** A recording is kept of it. */
	recorded?: boolean;
	callback?: Segment['callback'];
}

/** What the PBX writes down: call log, recordings, events; and the states that it reports on. */
export interface PbxRecords {
	/** When the PBX was brought to U6: older calls are in the old tables only. -Infinity at first. */
	upgradedAt: number;
	/** Rows of the call log. */
	readonly size: number;
	/** A large history from a seed, in place of an earlier one; tells how many rows it has. */
	generate(wishes: HistoryWishes): number;
	/** Writes the rows of one call by hand. */
	addCall(wishes: RowWishes): Segment[];
	/** Rows of calls that were made live or written by hand, oldest first. */
	rows(): Segment[];
	/** A recording of a call that is written with it; tells its Id. `pcm`: s16le 8 kHz mono. */
	addRecording(wishes: RowWishes & { pcm?: Buffer; archived?: boolean; missing?: boolean }): number;
	/** Logs an agent in to the queues or out of them, as the agent does on the phone. */
	logAgent(dn: string, isIn: boolean): void;
	/** Sets the status (forwarding profile) of a user. */
	setProfile(dn: string, profile: string): void;
	/** Takes a trunk down or up; without a number the first one. */
	setTrunk(isOnline: boolean, number?: string): void;
	/** Makes a service fail or run; by its name or a part of it. */
	setService(name: string, isRunning: boolean): void;
	/** Writes something into EventLogs. */
	addEvent(message: string, type?: 'Error' | 'Warning' | 'Info', params?: string[]): void;
	/** Empties EventLogs, as a new installation does: Ids start over. */
	forgetEvents(): void;
}
