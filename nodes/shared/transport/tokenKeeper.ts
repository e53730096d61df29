import type { Clock } from './clock';
import type { AccessToken } from './tokenLife';

/**
 * Where tokens come from. In n8n this is the stored credential, shared by all processes;
 * in a program of its own it is the PBX.
 */
export interface TokenSource {
	/** The token that all processes share, read afresh; undefined when there is none for this client. */
	stored(): Promise<AccessToken | undefined>;
	/** Has a new token minted and stored, and returns what is stored then. */
	renew(): Promise<AccessToken>;
}

/** Longest random wait before minting, in ms: of processes that lost the token together one mints, the others find it. */
const JITTER_MS = 250;

/**
 * The one token of a connection.
 *
 * A 3CX client has one live token; a second one kills the first (xapi.md §1.1). So: one flight at a time in this
 * process, and before minting a look at what another process may have stored meanwhile (design promise 1).
 */
export class TokenKeeper {
	private token?: AccessToken;
	private flight?: Promise<string>;

	constructor(
		private readonly clock: Clock,
		private readonly random: () => number,
	) {}

	/** A token that should be good: from memory, else the stored one, else a new one. */
	async current(source: TokenSource): Promise<string> {
		if (this.token && this.token.expiresAt > this.clock.now()) return this.token.value;
		return await this.once(async () => await this.another(this.token?.value, source));
	}

	/** Another token than `rejected`, which the PBX answered with 401. */
	async replace(rejected: string, source: TokenSource): Promise<string> {
		if (this.token && this.token.value !== rejected) return this.token.value;
		return await this.once(async () => await this.another(rejected, source));
	}

	/** What another process has stored meanwhile, looked for twice with a wait between; else a new one. */
	private async another(than: string | undefined, source: TokenSource): Promise<string> {
		const look = async () => {
			const stored = await source.stored();
			const good = stored && stored.value !== than && stored.expiresAt > this.clock.now();
			return good ? stored : undefined;
		};
		const found = await look();
		if (found) return this.adopt(found);
		// An ended token ends for all processes at the same time: they must not all mint either.
		await this.clock.sleep(JITTER_MS * this.random());
		// It may be the same again: 3CX has just accepted it, so the 401 was a slip. The caller counts its tries.
		return this.adopt((await look()) ?? (await source.renew()));
	}

	/** Takes over a token that somebody else of this process minted, so that its requests do not run into a 401. */
	adopt(token: AccessToken): string {
		this.token = token;
		return token.value;
	}

	/** The token in memory, good or not; for the credential test, which must not mint without need. */
	peek(): AccessToken | undefined {
		return this.token;
	}

	/** Joins those who wait for a token; whoever comes first does the work. */
	private async once(work: () => Promise<string>): Promise<string> {
		this.flight ??= work().finally(() => {
			this.flight = undefined;
		});
		return await this.flight;
	}
}
