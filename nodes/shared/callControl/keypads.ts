import type { CallEvent } from './callEvent';
import { legKey } from './legs';

/** The keys of one leg that nobody has taken yet: what the caller typed ahead. */
export interface Keypad {
	/** Oldest first; 0-9, *, #, A-D. */
	readonly waiting: string;
	/** Takes the oldest; undefined when none waits. */
	take(): string | undefined;
	/** Forgets those that wait. */
	clear(): void;
	/** Calls at each new key, after it was put among the waiting ones. The returned function ends it. */
	onKey(listener: (key: string) => void): () => void;
}

/** Nobody types more ahead. */
const MOST_KEYS = 64;
/** Legs with keys that nobody takes: the workflow does not ask for any. */
const MOST_LEGS = 1_000;

/**
 * Keys of all legs of a connection. They come as events and only once (call-control-api.md §5), while those who want
 * them come and go with the nodes of a workflow; so they wait here until the leg ends.
 */
export class Keypads {
	private readonly waiting = new Map<string, string>();
	private readonly listeners = new Map<string, Set<(key: string) => void>>();

	/** How much is remembered. */
	get size(): { legs: number; listeners: number } {
		return { legs: this.waiting.size, listeners: this.listeners.size };
	}

	/** Takes note of an event. */
	heard({ type, participant, dn, digit }: CallEvent): void {
		if (!participant) return;
		const key = legKey(dn, participant.id);
		if (type === 'ended' || type === 'missed') {
			this.waiting.delete(key);
		} else if (type === 'digit' && digit !== undefined) {
			this.add(key, digit);
		}
	}

	of(dn: string, participantId: number): Keypad {
		const key = legKey(dn, participantId);
		const { waiting } = this;
		return {
			get waiting() {
				return waiting.get(key) ?? '';
			},
			take: () => {
				const [first, ...rest] = waiting.get(key) ?? '';
				if (rest.length > 0) waiting.set(key, rest.join(''));
				else waiting.delete(key);
				return first;
			},
			clear: () => void waiting.delete(key),
			onKey: (listener) => this.listen(key, listener),
		};
	}

	clear(): void {
		this.waiting.clear();
	}

	private add(key: string, digit: string): void {
		const before = this.waiting.get(key) ?? '';
		if (before.length >= MOST_KEYS) return;
		this.waiting.set(key, before + digit);
		for (const oldest of this.waiting.keys()) {
			if (this.waiting.size <= MOST_LEGS) break;
			this.waiting.delete(oldest);
		}
		for (const listener of [...(this.listeners.get(key) ?? [])]) listener(digit);
	}

	private listen(key: string, listener: (key: string) => void): () => void {
		const listeners = this.listeners.get(key) ?? new Set();
		this.listeners.set(key, listeners.add(listener));
		return () => {
			listeners.delete(listener);
			if (listeners.size === 0 && this.listeners.get(key) === listeners) this.listeners.delete(key);
		};
	}
}
