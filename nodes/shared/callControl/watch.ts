import type { CallEvent } from './callEvent';
import type { ThreeCxError } from '../transport';
import type { WatchedDn } from './fullState';
import type { Keypad } from './keypads';
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

/** What {@link watchOf} gives: the watch, and what a trigger needs besides. */
export interface LiveWatch extends CallWatch {
	/** The DNs granted to this client, the own route point first; empty until `ready`. */
	dns(): readonly WatchedDn[];
	/** The keys that the caller of a leg presses; kept from the first event on, whoever listens. Opens nothing. */
	keypad(dn: string, participantId: number): Keypad;
	/**
	 * Tells what the user must mend while the listening goes on and is tried again slowly (login refused, not
	 * granted, licence): each message once until events flow again. Opens nothing. The returned function ends it.
	 */
	onTrouble(listener: (error: ThreeCxError) => void): () => void;
}
