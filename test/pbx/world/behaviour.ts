import type { World } from './world';

/** What happens when a DN or an outside number is called (pbx-simulator.md §2). */
export interface Behaviour {
	/**
	 * `noanswer` rings until somebody answers by hand or the time is up; `voicemail` is taken by the
	 * mailbox after `answerAfterMs`.
	 */
	outcome: 'answer' | 'busy' | 'noanswer' | 'reject' | 'unreachable' | 'voicemail';
	/** From dialling to the first ring. */
	ringMs: number;
	/** From the first ring to the answer. */
	answerAfterMs: number;
	/** Hangs up by itself so long after the answer; left out: never. Holds for callers too. */
	hangupAfterMs?: number;
	/** Keys pressed half a second after the answer. Holds for callers too. */
	sendsDtmf?: string;
	/**
	 * What it says once it talks to a route point: a tone, or a recording (s16le 8 kHz mono in
	 * base64). Holds for callers too.
	 */
	playsPcm?: { toneHz: number } | { base64: string };
}

const DEFAULT: Behaviour = { outcome: 'answer', ringMs: 1000, answerAfterMs: 3000 };

/** Name under which a behaviour holds for every number that has none of its own. */
export const EVERYBODY = '*';

/**
 * What the number does: as said for it, else as its user's phone does, else as said for everybody,
 * else it answers after 3 s.
 */
export function behaviourOf(world: World, number: string): Behaviour {
	const user = world.findUser(number);
	const phone: Partial<Behaviour> =
		user?.devices.length === 0
			? { outcome: 'unreachable' }
			: user?.behaviour === 'busy'
				? { outcome: 'busy' }
				: user?.behaviour === 'noAnswer'
					? { outcome: 'noanswer' }
					: {};
	return { ...DEFAULT, ...world.behaviours[EVERYBODY], ...phone, ...world.behaviours[number] };
}
