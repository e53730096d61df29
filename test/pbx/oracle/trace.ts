import type { CallDestination } from '../api';
import type { Switches } from '../switches';
import type { World } from '../world/world';

/** A call on its way, and the words that explain it. */
export interface Trace {
	world: World;
	switches: Switches;
	/** Instant of the call, milliseconds since 1970. */
	now: number;
	from: 'outside' | 'inside';
	callerId: string;
	/** Number that was called from outside, when the call came by one. */
	did: string;
	path: string[];
	/** DNs the call has been at: a second visit is a loop. */
	visited: string[];
}

/** Ends the search. */
export function arrive(
	trace: Trace,
	kind: CallDestination['kind'],
	number: string,
	why: string,
): CallDestination {
	trace.path.push(why);
	return { kind, number, path: trace.path };
}

/** Whether `value` is one of the texts in a list such as `+49*,030123`; `*` stands for any digits. */
export function matchesAny(list: string, value: string): boolean {
	return list.split(',').some((part) => {
		const pattern = part.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&');
		return pattern !== '' && new RegExp(`^${pattern.replace(/\*/g, '.*')}$`).test(value);
	});
}
