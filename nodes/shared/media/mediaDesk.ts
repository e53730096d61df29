import { legKey } from '../callControl/legs';
import type { PbxConnection } from '../transport';
import { Speech, type MediaLeg, type SpeechDeps, type SpeechEnd, type SpeechOrder } from './speech';

/** How long a call that was spoken with is kept in sight for the next node. */
const TUNED_MS = 60_000;

/** What is asked of {@link MediaDesk.play}; how far ahead it is sent, the desk knows. */
export interface PlayOrder extends Omit<SpeechOrder, 'leadMs'> {
	/** It may be stopped in the middle, and has to fall silent at once then. */
	interruptible: boolean;
}

/** Ahead of the ear, in ms, to begin with; {@link Speech.leadMs} grows where the machine is too slow for it. */
export const LEAD_MS = { interruptible: 160, plain: 250 };

interface Tuned {
	release: () => void;
	stopTimer: () => void;
}

/**
 * What is going on with the audio of one connection, for all executions of this process: who speaks on which leg,
 * and which calls are kept in sight between two nodes.
 */
export class MediaDesk {
	private readonly speaking = new Map<string, Speech>();
	private readonly tuned = new Map<string, Tuned>();
	/** As learned by the audio before. */
	private lead = LEAD_MS;

	constructor(private readonly connection: PbxConnection) {}

	/** How much is going on; all 0 when nothing is. */
	get size(): { speaking: number; tuned: number } {
		return { speaking: this.speaking.size, tuned: this.tuned.size };
	}

	/** Begins to play, in place of what is played on the leg now: two at once are not defined (switch T26). */
	async play(deps: SpeechDeps, leg: MediaLeg, order: PlayOrder): Promise<Speech> {
		const key = keyOf(leg);
		for (let before = this.speaking.get(key); before; before = this.speaking.get(key)) {
			before.stop('replaced');
			await before.done.catch(() => {});
			if (this.speaking.get(key) === before) this.speaking.delete(key);
		}
		const kind = order.interruptible ? 'interruptible' : 'plain';
		const speech = new Speech(deps, leg, { ...order, leadMs: this.lead[kind] });
		this.speaking.set(key, speech);
		const over = () => {
			this.lead = { ...this.lead, [kind]: speech.leadMs };
			if (this.speaking.get(key) === speech) this.speaking.delete(key);
		};
		speech.done.then(over, over);
		return speech;
	}

	/** Stops what is played on the leg; undefined when nothing is. */
	async stop(leg: MediaLeg): Promise<SpeechEnd | undefined> {
		const speech = this.speaking.get(keyOf(leg));
		speech?.stop('stopped');
		return await speech?.done.catch(() => undefined);
	}

	/**
	 * Keeps a call in sight: keys pressed between two nodes would be lost otherwise, as the event connection closes
	 * soon after its last user. Ends a minute after the last call of this, or with the leg.
	 *
	 * @param hold begins the use of the connection and its events; what it returns ends it
	 */
	tune(leg: MediaLeg, hold: () => () => void): void {
		const key = keyOf(leg);
		const known = this.tuned.get(key);
		known?.stopTimer();
		this.tuned.set(key, {
			release: known?.release ?? hold(),
			stopTimer: this.connection.clock.later(TUNED_MS, () => this.leave(leg)),
		});
	}

	/** The leg is gone. */
	leave(leg: MediaLeg): void {
		const key = keyOf(leg);
		const known = this.tuned.get(key);
		this.tuned.delete(key);
		known?.stopTimer();
		known?.release();
	}

	close(): void {
		for (const speech of this.speaking.values()) speech.stop('cancelled');
		for (const { stopTimer } of this.tuned.values()) stopTimer();
		this.tuned.clear();
	}
}

const keyOf = ({ dn, id }: MediaLeg) => legKey(dn, id);

const desks = new WeakMap<PbxConnection, MediaDesk>();

/** The desk of a connection, made when first asked for and closed with the connection. */
export function deskOf(connection: PbxConnection): MediaDesk {
	const known = desks.get(connection);
	if (known) return known;
	const desk = new MediaDesk(connection);
	desks.set(connection, desk);
	const close = () => desk.close();
	if (connection.closed.aborted) close();
	else connection.closed.addEventListener('abort', close, { once: true });
	return desk;
}
