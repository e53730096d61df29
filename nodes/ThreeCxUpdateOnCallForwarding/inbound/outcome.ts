/** What takes a call at last. `unknown`: 3CX does not tell. */
export type EndKind =
	| 'outside'
	| 'extension'
	| 'queue'
	| 'ringGroup'
	| 'ivr'
	| 'voicemail'
	| 'routePoint'
	| 'ended'
	| 'failed'
	| 'unknown';

/** Where a call ends. */
export interface End {
	kind: EndKind;
	/** DN, or the outside number as it stands in 3CX; empty where there is none. */
	number: string;
	/** What a trunk is sent for an outside number. */
	dialled?: string;
	/** Name in 3CX, where there is one. */
	name: string;
	/** Why it ends there, for `ended`, `failed` and `unknown`. */
	why: string;
}

/**
 * Something that decides about the way of a call and cannot be read. An `event` happens at the time of the call,
 * such as a phone that nobody answers. A `doubt` is what nobody knows of 3CX.
 */
export interface Given {
	kind: 'event' | 'doubt';
	/** `phone`, `group`, `key` for events; for doubts a word for what is not known. */
	about: string;
	/** DN or rule. */
	of: string;
	/** `answers`, `noAnswer`, `busy`, `notRegistered`, a key, a reading of 3CX. */
	is: string;
	/** As the beginning of a sentence: "if nobody answers at 101". */
	words: string;
}

/** One way that a call may go. */
export interface Outcome {
	end: End;
	/** Under these circumstances; empty: always. */
	given: readonly Given[];
	/** DNs that the call came to, in order. */
	through: readonly string[];
	/** The reasons, one sentence a step; numbers of people are masked. */
	steps: readonly string[];
}

/** Whether somebody, or a line of theirs, rings. */
export function rings({ kind }: End): boolean {
	return ['outside', 'extension', 'queue', 'ringGroup'].includes(kind);
}

/** Circumstances of an outcome that nobody knows, as opposed to what happens when the call comes. */
export function doubtsOf({ given }: Outcome): Given[] {
	return given.filter(({ kind }) => kind === 'doubt');
}
