import type { CallEvent } from './callEvent';
import type { Participant } from './participant';

/**
 * The live calls of one connection, kept up to date by one socket for all nodes of the process.
 * The socket opens with the first listener and closes some seconds after the last one.
 */
export interface CallWatch {
	/** All events of the DNs granted to this client, in order. The returned function ends the listening, twice does no harm. */
	listen(listener: (event: CallEvent) => void): () => void;
	/** Resolves when the first full state has been read; rejects only with what the user must mend (login refused, not granted, licence). */
	ready(signal?: AbortSignal): Promise<void>;
	/** The legs known now. */
	participants(): readonly Participant[];
	/**
	 * Resolves with the leg as soon as `wanted` holds for it, or with undefined when the leg is gone.
	 * Rejects with CancelledError when `signal` fires. Survives a reconnect; the caller sets the time limit by `signal`.
	 */
	until(
		dn: string,
		participantId: number,
		wanted: (leg: Participant) => boolean,
		signal: AbortSignal,
	): Promise<Participant | undefined>;
}
