import { createHash } from 'node:crypto';
import { captureOf, type Capture } from './capture';
import { CapturingExchange } from './capturingExchange';
import type { Clock } from './clock';
import { Downloads } from './download';
import { EventSession, type SessionHandlers } from './eventSession';
import { Exchange } from './exchange';
import { Http } from './http';
import type { Logger } from './logger';
import { MediaStreams } from './mediaStreams';
import type { Settings } from './settings';
import { openWebSocket, type SocketFactory } from './socketFactory';
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
	private readonly options: Settings;
	private readonly capture?: Capture;
	private readonly closing = new AbortController();

	constructor(
		private readonly address: PbxAddress,
		settings: Settings,
		readonly clock: Clock,
		private readonly random: () => number = Math.random,
		private readonly socketFactory: SocketFactory = openWebSocket,
	) {
		const line = {
			origin: address.origin,
			ignoreSslIssues: address.ignoreSslIssues,
			poolSize: settings.connectionPoolSize,
			keepaliveMs: settings.keepaliveTimeoutMs,
		};
		const { captureFile } = settings;
		this.capture = captureFile === undefined ? undefined : captureOf(captureFile);
		this.exchange = this.capture ? new CapturingExchange(line, this.capture) : new Exchange(line);
		this.tokens = new TokenKeeper(clock, random);
		this.options = settings;
	}

	/** HTTP on behalf of one caller. */
	http(caller: Caller): Http {
		const { exchange, tokens, clock, random } = this;
		this.capture?.tellTo(caller.logger);
		return new Http(
			{ exchange, tokens, clock, random },
			this.options,
			caller.tokens,
			caller.logger,
			caller.signal,
		);
	}

	/** Streams of audio on behalf of one caller. */
	streams({ tokens: source }: Caller): MediaStreams {
		const { exchange, tokens, clock } = this;
		return new MediaStreams({ exchange, tokens, clock }, source);
	}

	/** Files from the PBX or from elsewhere on behalf of one caller. */
	downloads({ tokens: source, signal }: Caller): Downloads {
		const { tokens, closed } = this;
		const { origin, ignoreSslIssues } = this.address;
		return new Downloads({ origin, ignoreSslIssues, tokens, closed }, source, signal);
	}

	/** A connection for events, not started yet. `caller` is asked anew for each step, as users come and go. */
	session(caller: () => Caller, handlers: SessionHandlers): EventSession {
		const { tokens, clock, random, socketFactory: factory, capture } = this;
		const { origin, ignoreSslIssues } = this.address;
		capture?.tellTo(caller().logger);
		return new EventSession(
			{ origin, ignoreSslIssues, tokens, clock, random, factory, caller, capture },
			handlers,
		);
	}

	/** Fires when the connection is closed: what lives on it ends with it. */
	get closed(): AbortSignal {
		return this.closing.signal;
	}

	close(): void {
		this.closing.abort();
		this.exchange.close();
	}
}
