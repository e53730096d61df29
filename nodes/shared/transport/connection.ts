import { createHash } from 'node:crypto';
import type { Clock } from './clock';
import { Exchange } from './exchange';
import { Http, type HttpOptions } from './http';
import type { Logger } from './logger';
import type { Settings } from './settings';
import { TokenKeeper, type TokenSource } from './tokenKeeper';
import type { ClientLogin } from './tokenRequest';

/** Which PBX, as which client. `origin` comes from {@link normaliseServerUrl}. */
export interface PbxAddress extends ClientLogin {
	origin: string;
	ignoreSslIssues: boolean;
}

/**
 * A short mark of server, client and secret: it binds a stored token to what minted it, so that no token goes to
 * another server and a changed secret is noticed. It is kept in the encrypted credential only.
 */
export function fingerprint(address: PbxAddress): string {
	return createHash('sha256')
		.update(JSON.stringify([address.origin, address.clientId, address.clientSecret]))
		.digest('base64url')
		.slice(0, 22);
}

/** What one execution brings along. */
export interface Caller {
	tokens: TokenSource;
	logger: Logger;
	signal?: AbortSignal;
}

/** One PBX as one client, for all nodes of this process: the HTTP connections and the token. */
export class PbxConnection {
	readonly exchange: Exchange;
	readonly tokens: TokenKeeper;
	private readonly options: HttpOptions;

	constructor(
		address: PbxAddress,
		settings: Settings,
		private readonly clock: Clock,
		private readonly random: () => number = Math.random,
	) {
		this.exchange = new Exchange({
			origin: address.origin,
			ignoreSslIssues: address.ignoreSslIssues,
			poolSize: settings.connectionPoolSize,
			keepaliveMs: settings.keepaliveTimeoutMs,
		});
		this.tokens = new TokenKeeper(clock, random);
		this.options = settings;
	}

	/** HTTP on behalf of one caller. */
	http(caller: Caller): Http {
		const { exchange, tokens, clock, random } = this;
		return new Http(
			{ exchange, tokens, clock, random },
			this.options,
			caller.tokens,
			caller.logger,
			caller.signal,
		);
	}

	close(): void {
		this.exchange.close();
	}
}
