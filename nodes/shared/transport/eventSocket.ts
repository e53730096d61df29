import type { RawData, WebSocket } from 'ws';
import type { Clock } from './clock';
import {
	abortError,
	asThreeCxError,
	AuthError,
	HttpError,
	NetworkError,
	ProtocolError,
	ThreeCxError,
	TimeoutError,
} from './errors';
import { networkFailure } from './failures';
import type { Logger } from './logger';
import type { SocketFactory, SocketTarget } from './socketFactory';

/** Who hears the socket. Nothing comes after {@link EventSocket.close} was called or `ended` was told. */
export interface SocketListener {
	/** A text frame. */
	text(data: string): void;
	/** The socket is gone though nobody closed it here; told once. */
	ended(why: ThreeCxError): void;
}

export interface SocketDeps {
	factory: SocketFactory;
	clock: Clock;
	logger: Logger;
}

const HANDSHAKE_MS = 15_000;
const PING_MS = 20_000;
/** After the second ping in a row without an answer: so a dead link is noticed 50 s after its last sign of life. */
const LAST_WAIT_MS = 10_000;
const CLOSE_MS = 2_000;

const nothing = () => {};

/**
 * One WebSocket to 3CX's event address, from its upgrade to its end (call-control-api.md §5).
 * It knows no state and no reconnect. 3CX was never seen to ping, so the pings are ours.
 */
export class EventSocket {
	private unanswered = 0;
	private done = false;
	/** Calls off the next ping, and the last wait. */
	private stopBeat = nothing;
	private stopLastWait = nothing;

	private constructor(
		private readonly socket: WebSocket,
		private readonly origin: string,
		private readonly listener: SocketListener,
		private readonly deps: SocketDeps,
	) {
		// Stays for ever: an error event without a listener would end the process.
		socket.on('error', nothing);
		// Listens before the upgrade is through: the first frame may come in the same packet.
		socket.on('message', (data, isBinary) => this.receive(data, isBinary));
		socket.on('ping', () => this.alive());
		socket.on('pong', () => this.alive());
	}

	/**
	 * Opens a socket; resolves after the upgrade.
	 *
	 * @param origin address of the PBX, for messages
	 * @throws AuthError when the upgrade is answered with 401: the token is not (or no longer) good
	 * @throws HttpError for another status, 403 and 404 with what they mean here
	 * @throws ThreeCxError for everything else, CancelledError when `signal` fires
	 */
	static async open(
		target: SocketTarget,
		origin: string,
		listener: SocketListener,
		deps: SocketDeps,
		signal: AbortSignal,
	): Promise<EventSocket> {
		const limit = new AbortController();
		const callOff = deps.clock.later(HANDSHAKE_MS, () => limit.abort());
		const stop = AbortSignal.any([signal, limit.signal]);
		const opening = EventSocket.upgraded(target, origin, listener, deps, stop);
		const socket = await opening.catch(asThreeCxError).finally(callOff);
		if (!(socket instanceof ThreeCxError)) return socket;
		if (signal.aborted) throw abortError();
		if (!limit.signal.aborted) throw socket;
		throw new TimeoutError(`3CX at ${origin} did not open the event connection in time`);
	}

	private static async upgraded(
		target: SocketTarget,
		origin: string,
		listener: SocketListener,
		deps: SocketDeps,
		stop: AbortSignal,
	): Promise<EventSocket> {
		if (stop.aborted) throw abortError();
		const socket = await deps.factory(target, stop);
		const opened = new EventSocket(socket, origin, listener, deps);
		await upgrade(socket, origin, stop);
		opened.begin();
		return opened;
	}

	/** Closes politely, hard after 2 s; resolves when the socket is gone. Twice does no harm. */
	async close(): Promise<void> {
		this.finish();
		const { socket } = this;
		if (socket.readyState === socket.CLOSED) return;
		await new Promise<void>((resolve) => {
			const callOff = this.deps.clock.later(CLOSE_MS, () => socket.terminate());
			socket.once('close', () => {
				callOff();
				resolve();
			});
			socket.close(1000);
		});
	}

	private begin(): void {
		if (this.socket.readyState !== this.socket.OPEN) {
			this.socket.terminate();
			throw new NetworkError(`3CX at ${this.origin} closed the event connection at once`, '');
		}
		this.socket.once('close', (code) => this.lose(`the connection was closed (code ${code})`));
		this.socket.on('error', (error) => this.deps.logger.debug(`Event socket: ${error.message}`));
		this.scheduleBeat();
	}

	private receive(data: RawData, isBinary: boolean): void {
		this.alive();
		if (this.done) return;
		if (isBinary) return this.deps.logger.debug('A binary frame of 3CX was ignored');
		this.listener.text(Buffer.isBuffer(data) ? data.toString('utf8') : String(data));
	}

	private scheduleBeat(): void {
		this.stopBeat = this.deps.clock.later(PING_MS, () => {
			this.socket.ping(undefined, undefined, nothing);
			if (++this.unanswered === 2) {
				this.stopLastWait = this.deps.clock.later(LAST_WAIT_MS, () => {
					this.lose('the connection is dead (two pings without an answer)');
				});
			}
			this.scheduleBeat();
		});
	}

	/** Anything that comes in proves the link: we only listen. */
	private alive(): void {
		this.unanswered = 0;
		this.stopLastWait();
		this.stopLastWait = nothing;
	}

	private lose(why: string): void {
		if (this.done) return;
		this.finish();
		this.socket.terminate();
		this.listener.ended(new NetworkError(`Events of 3CX at ${this.origin}: ${why}`, ''));
	}

	private finish(): void {
		this.done = true;
		this.stopBeat();
		this.stopLastWait();
	}
}

/** Waits for the upgrade; a socket that fails is ended for good. */
async function upgrade(socket: WebSocket, origin: string, stop: AbortSignal): Promise<void> {
	const done = new AbortController();
	const opened = new Promise<void>((resolve, reject) => {
		const fail = (error: ThreeCxError) => {
			socket.terminate();
			reject(error);
		};
		stop.addEventListener('abort', () => fail(abortError()), { signal: done.signal });
		if (stop.aborted) fail(abortError());
		socket.once('open', resolve);
		socket.once('unexpected-response', (_request, { statusCode = 0 }) =>
			fail(refusal(statusCode, origin)),
		);
		socket.once('error', (error: NodeJS.ErrnoException) => fail(failure(error, origin)));
	});
	await opened.finally(() => done.abort());
}

function failure(error: NodeJS.ErrnoException, origin: string): ThreeCxError {
	return error.code === undefined
		? new ProtocolError(`3CX at ${origin} did not open a WebSocket`, true, { cause: error })
		: networkFailure(error.code, origin);
}

/** The answer to an upgrade that was not 101 (call-control-api.md §2, status codes). */
function refusal(status: number, origin: string): ThreeCxError {
	if (status === 401) return new AuthError('3CX refused the access token for its events');
	if (status < 400) {
		return new ProtocolError(`${origin} does not open a WebSocket (status ${status})`, true, {
			hint: 'A proxy in front of 3CX must pass on WebSocket connections.',
		});
	}
	return new HttpError(`3CX refused its events with status ${status}`, status, undefined, {
		hint: REFUSALS[status],
	});
}

const REFUSALS: Readonly<Record<number, string>> = {
	403: 'In the 3CX Admin console under Integrations > API the client needs "3CX Call Control API Access". The licence must include the Call Control API.',
	404: 'The PBX must be 3CX V20, and a proxy in front of it must pass on /callcontrol/ws.',
};
