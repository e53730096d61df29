/** One request to the PBX surface, as the PBX saw it. Never holds a secret or a token. */
export interface JournalEntry {
	/** Counts from 1 for the life of the PBX; goes on after {@link Journal.clear}. */
	index: number;
	/** When it came, by the clock of the PBX. */
	time: number;
	method: string;
	/** Percent-decoded path without the query. */
	path: string;
	/** Percent-decoded path with the query. */
	url: string;
	/** Path and query as sent. */
	rawUrl: string;
	/** Request headers without `authorization` and `cookie`. */
	headers: Record<string, string>;
	/** Whether a bearer token was sent. */
	hasToken: boolean;
	/** Client that owns the token sent, or that asks for one; null when unknown. */
	clientId: string | null;
	/** Which mint of that client the token came from, counting from 1; null for a foreign text. */
	tokenGeneration: number | null;
	/** Parsed JSON or form fields without `client_secret`; undefined without a body. */
	body: unknown;
	/** Null until answered, and for ever when the connection was cut instead. */
	status: number | null;
	durationMs: number | null;
	/** Faults that fired on it. */
	faults: string[];
}

/** One frame to or from a client's socket. */
export interface FrameEntry {
	index: number;
	time: number;
	clientId: string;
	/** Counts the sockets from 1 for the life of the PBX. */
	socket: number;
	direction: 'sent' | 'received';
	/** What became of a frame to the client; a fault may lose it or send it twice. */
	fate: 'delivered' | 'lost' | 'muted';
	text: string;
}

/** What to look for; everything given must hold. */
export interface JournalFilter {
	method?: string;
	/** Prefix of, or pattern for, the decoded path with query. */
	path?: string | RegExp;
	status?: number;
	clientId?: string;
}

/** Everything that was asked of the PBX, newest last; the oldest go when it is full. */
export class Journal {
	private entries: JournalEntry[] = [];

	private frameEntries: FrameEntry[] = [];

	private counter = 0;

	private frameCounter = 0;

	constructor(private readonly limit = 50_000) {}

	/** Opens an entry; the server fills in the outcome later. */
	open(entry: Omit<JournalEntry, 'index'>): JournalEntry {
		const numbered = { index: ++this.counter, ...entry };
		this.entries.push(numbered);
		// Dropped in chunks: shifting one by one would cost a copy of the array for each request.
		if (this.entries.length > this.limit * 1.1) this.entries = this.entries.slice(-this.limit);
		return numbered;
	}

	/** Writes a frame down. */
	frame(entry: Omit<FrameEntry, 'index'>): void {
		this.frameEntries.push({ index: ++this.frameCounter, ...entry });
		if (this.frameEntries.length > this.limit * 1.1) {
			this.frameEntries = this.frameEntries.slice(-this.limit);
		}
	}

	/** Frames of all sockets, oldest first. */
	frames(): FrameEntry[] {
		return this.frameEntries.slice(-this.limit);
	}

	/** Requests newer than that index, oldest first. */
	requestsAfter(index: number): JournalEntry[] {
		return newest(this.entries, this.counter - index);
	}

	/** Frames newer than that index, oldest first. */
	framesAfter(index: number): FrameEntry[] {
		return newest(this.frameEntries, this.frameCounter - index);
	}

	/** Entries that match, oldest first. */
	requests(filter: JournalFilter = {}): JournalEntry[] {
		return this.entries.slice(-this.limit).filter((entry) => matches(entry, filter));
	}

	/** Number of entries that match. */
	count(filter: JournalFilter = {}): number {
		return this.requests(filter).length;
	}

	/** Tokens handed out (to one client): the figure that shows a client minting in a loop. */
	mints(clientId?: string): number {
		return this.count({ method: 'POST', path: '/connect/token', status: 200, clientId });
	}

	/** Requests other than GET that are not for a token: everything that may have changed something. */
	writes(): JournalEntry[] {
		return this.requests().filter(
			(entry) => entry.method !== 'GET' && !entry.path.startsWith('/connect/token'),
		);
	}

	/** Forgets all entries. */
	clear(): void {
		this.entries = [];
		this.frameEntries = [];
	}
}

function newest<T>(list: T[], count: number): T[] {
	return count > 0 ? list.slice(-count) : [];
}

function matches(entry: JournalEntry, filter: JournalFilter): boolean {
	if (filter.method && entry.method !== filter.method.toUpperCase()) return false;
	if (filter.status !== undefined && entry.status !== filter.status) return false;
	if (filter.clientId !== undefined && entry.clientId !== filter.clientId) return false;
	return pathMatches(entry.url, filter.path);
}

/** Prefix or pattern against the decoded path with query; no pattern matches all. */
export function pathMatches(url: string, wanted: string | RegExp | undefined): boolean {
	if (wanted === undefined) return true;
	if (typeof wanted === 'string') return url.startsWith(wanted);
	// A global expression keeps its place between two tests: start over.
	wanted.lastIndex = 0;
	return wanted.test(url);
}
