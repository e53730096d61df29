/**
 * What runs beside the simulator. Whoever started both (the demo) writes it here and keeps it up to date;
 * the start page shows it. The simulator itself does nothing with it.
 */
export interface Tour {
	/** What is prepared before everything can be used, in order. */
	steps: TourStep[];
	/** Why it cannot be prepared, in words; empty while all is well. */
	failure: string;
	/** Null until it is known where it will be. */
	n8n: TourN8n | null;
	workflows: TourWorkflow[];
	/** What the workflow did about the on-call number, newest first. */
	pushes: TourPush[];
}

/** Something that is prepared. The page has words for the keys it knows. */
export interface TourStep {
	key: string;
	state: 'waiting' | 'running' | 'done' | 'failed';
	/** How long it has taken so far, or took. */
	seconds: number;
	/** How long it usually takes. */
	usualSeconds: number;
	/** How far it is, 0 to 1; null where nothing tells. */
	share: number | null;
}

/** The n8n of the demo and its login, which is good for this n8n only. */
export interface TourN8n {
	url: string;
	version: string;
	mail: string;
	password: string;
	isUp: boolean;
}

/** A published workflow. */
export interface TourWorkflow {
	/** `push` keeps the on-call number, `calls` answers at the route point. */
	key: 'push' | 'calls';
	url: string;
	/** Its file in examples/. */
	file: string;
}

/** One run of the on-call workflow. */
export interface TourPush {
	/** Milliseconds of real time. */
	at: number;
	/** The status that the node gave, or `failed`. */
	status: string;
	extension: string;
	/** Who is on duty; empty where the node does not say. */
	person: string;
	number: string;
	verified: boolean;
	/** Why there was no push; empty otherwise. */
	problem: string;
}
