import type { Readable } from 'node:stream';
import type { Clock } from './clock';
import { asThreeCxError, AuthError, HttpError, TimeoutError } from './errors';
import type { Exchange, StreamReply } from './exchange';
import { refusalOf } from './streamOpener';
import { saidIn, streamedFile, type StreamedFile } from './streamedFile';
import type { TokenKeeper, TokenSource } from './tokenKeeper';
import { Upload } from './upload';

/** What streams need from their connection. */
export interface StreamParts {
	exchange: Exchange;
	tokens: TokenKeeper;
	clock: Clock;
}

/** How often the head of a stream may be refused with 401 (design promise 1). */
const TOKEN_TRIES = 4;

/** Until the first byte of a file. */
const HEAD_MS = 60_000;

/**
 * Streams of audio with a token, on behalf of one caller: each on a connection of its own, without a time limit.
 * A stream that breaks is not opened again here; who knows where to go on does that.
 */
export class MediaStreams {
	/** Of uploads that are open: their token, to know which one a 401 is about. */
	private readonly tokenOf = new WeakMap<Upload, string>();

	constructor(
		private readonly parts: StreamParts,
		private readonly source: TokenSource,
	) {}

	/** Opens `POST path`. Whether 3CX takes it shows later: see {@link Upload.ended}. */
	async upload(path: string): Promise<Upload> {
		const { exchange, tokens, clock } = this.parts;
		const token = await tokens.current(this.source);
		const upload = new Upload(
			async (line) =>
				await exchange.stream({
					method: 'POST',
					path,
					headers: { ...bearer(token), 'Content-Type': 'application/octet-stream' },
					...line,
				}),
			clock,
		);
		this.tokenOf.set(upload, token);
		return upload;
	}

	/** Gets another token than the one with which an upload was refused (401). */
	async renewToken(refused: Upload): Promise<void> {
		const token = this.tokenOf.get(refused);
		if (token !== undefined) await this.parts.tokens.replace(token, this.source);
	}

	/**
	 * Opens `GET path` of a file that ends by itself; what a refusal says is in the error.
	 *
	 * @throws ThreeCxError
	 */
	async file(path: string, signal?: AbortSignal): Promise<StreamedFile> {
		const { exchange, clock } = this.parts;
		const late = new AbortController();
		const callOff = clock.later(HEAD_MS, () => late.abort());
		const both = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
		try {
			const reply = await this.head(path, both);
			if (reply.status < 300) return streamedFile(reply, exchange.origin, clock);
			const said = await saidIn(reply, clock);
			throw new HttpError(`3CX answered with status ${reply.status}`, reply.status, said);
		} catch (error) {
			const isLate = late.signal.aborted && signal?.aborted !== true;
			const problem = isLate ? tooLate(exchange.origin) : asThreeCxError(error);
			throw problem;
		} finally {
			callOff();
		}
	}

	/** Opens `GET path`; the stream ends with the call, by `signal`, or when the line breaks. @throws ThreeCxError */
	async download(path: string, signal: AbortSignal): Promise<Readable> {
		const reply = await this.head(path, signal);
		if (reply.status < 300) return reply.body;
		discard(reply);
		throw refusalOf(reply);
	}

	/** The reply with a token that is good. */
	private async head(path: string, signal: AbortSignal): Promise<StreamReply> {
		const { exchange, tokens } = this.parts;
		let token = await tokens.current(this.source);
		for (let attempt = 1; ; attempt++) {
			const reply = await exchange.stream({ method: 'GET', path, headers: bearer(token), signal });
			if (reply.status !== 401) return reply;
			discard(reply);
			if (attempt === TOKEN_TRIES) {
				throw new AuthError(`3CX refused the access token ${TOKEN_TRIES} times`, {
					hint: 'Another program seems to use the same API client: each token it gets ends ours. Make a client of its own for n8n.',
				});
			}
			token = await tokens.replace(token, this.source);
		}
	}
}

function tooLate(origin: string): TimeoutError {
	return new TimeoutError(`3CX at ${origin} did not answer within ${HEAD_MS / 1000} s`);
}

function bearer(token: string): Record<string, string> {
	return { Authorization: `Bearer ${token}` };
}

function discard({ body }: StreamReply): void {
	body.on('error', () => {}).destroy();
}
