/** A Node and an n8n that run on it. */
export interface N8nHost {
	/** The Node binary. */
	node: string;
	/** The file to start n8n with. */
	n8n: string;
	version: string;
}

/** The oldest n8n in which the nodes are tried. */
export const OLDEST_VERSION: string;

/** The folder that keeps n8n and Node between runs. */
export function cacheFolder(): string;

/** Returns a Node and an n8n that run, after installing what is missing. */
export function ensureN8n(options?: { log?: (line: string) => void }): Promise<N8nHost>;

/** The Node and the n8n that are there already; undefined when something is missing. */
export function findN8n(): Promise<N8nHost | undefined>;
