import { PassThrough } from 'node:stream';
import type { Clock } from './clock';
import { NetworkError, ThreeCxError, type HttpError } from './errors';
import { refusalOf, type StreamOpener } from './streamOpener';

/** How an upload ended. */
export type UploadEnd =
	/** By {@link Upload.finish}. */
	| { kind: 'finished' }
	/** By {@link Upload.stop}. */
	| { kind: 'stopped' }
	/** 3CX said no, before or in the middle. */
	| { kind: 'refused'; error: HttpError }
	/** The line broke: a token that was renewed, the network, or the call has ended. */
	| { kind: 'cut'; error: ThreeCxError };

/** A line that takes nothing for so long is dead: what goes into it comes in real time. */
const STALL_MS = 5_000;
/** The answer to the last byte may be missing. */
const FINISH_MS = 2_000;

/**
 * One open `POST …/stream`: bytes go out as they are written. 3CX says nothing while it is fine, and says no at any
 * time (call-control-api.md §6).
 */
export class Upload {
	/** Resolves when the line is open, or when it has ended: only then is what is written on its way at once. */
	readonly opened: Promise<void>;
	/** Resolves once, and never rejects. */
	readonly ended: Promise<UploadEnd>;
	private readonly body = new PassThrough();
	private readonly line = new AbortController();
	private end?: UploadEnd;
	private tellEnd: (end: UploadEnd) => void = () => {};
	private finishing = false;

	constructor(
		open: StreamOpener,
		private readonly clock: Clock,
	) {
		this.ended = new Promise((resolve) => {
			this.tellEnd = resolve;
		});
		let tellOpened = () => {};
		// Where the line breaks, the one who writes learns it by `ended`.
		this.body.on('error', () => {});
		this.opened = new Promise((resolve) => {
			tellOpened = resolve;
			void this.ended.then(() => resolve());
		});
		open({ signal: this.line.signal, body: this.body, opened: tellOpened }).then(
			(reply) => {
				reply.body.on('error', (error: Error) => this.cut(error)).resume();
				if (reply.status >= 400) return this.close({ kind: 'refused', error: refusalOf(reply) });
				// An answer before the last byte is no end: 3CX may say "go on" at once.
				if (this.body.readableEnded) this.close({ kind: 'finished' });
				else this.body.once('end', () => this.close({ kind: 'finished' }));
			},
			(error: unknown) => this.cut(error),
		);
	}

	/** Resolves when there is room for more, or when the upload has ended. */
	async write(bytes: Buffer): Promise<void> {
		if (this.end || this.finishing || this.body.write(bytes)) return;
		const room = new Promise<void>((resolve) => this.body.once('drain', resolve));
		const callOff = this.clock.later(STALL_MS, () => {
			this.cut(new NetworkError('The PBX takes no more audio', ''));
		});
		await Promise.race([room, this.ended]).finally(callOff);
	}

	/** The clean end: the last chunk, and a short wait for the answer. */
	async finish(): Promise<UploadEnd> {
		this.finishing = true;
		this.body.end();
		const callOff = this.clock.later(FINISH_MS, () => this.close({ kind: 'finished' }));
		return await this.ended.finally(callOff);
	}

	/** Cuts it at once: what is still in the line is not to be heard. */
	stop(): void {
		this.close({ kind: 'stopped' });
	}

	private cut(error: unknown): void {
		if (this.finishing) return this.close({ kind: 'finished' });
		const known = error instanceof ThreeCxError;
		const cause = known ? error : new NetworkError('The audio connection to 3CX was cut', '');
		this.close({ kind: 'cut', error: cause });
	}

	private close(end: UploadEnd): void {
		if (this.end) return;
		this.end = end;
		if (end.kind !== 'finished') {
			this.line.abort();
			this.body.destroy();
		}
		this.tellEnd(end);
	}
}
