import { MediaStream, type StreamEnd, type StreamWishes } from './mediaStream';
import type { Upload } from './upload';

/** Size of the play-out buffer; beyond it the PBX stops reading (pbx-simulator.md §8). */
export const PLAY_OUT_BYTES = 64 * 1024;
/** A full buffer is left alone for so long: reading a few bytes at a time is no use. */
const FULL_MS = 200;

/** What the PBX makes of an upload. */
export interface UploadRules {
	/** Whether bytes that come now will be heard. */
	isAudible(): boolean;
	/** Status after the final chunk. */
	endStatus: number;
	/** Whether the rest is heard when the client aborts. */
	keepsRest(): boolean;
}

/** `POST …/stream`: reads the body as fast as it can be played. */
export class UploadStream extends MediaStream {
	private isWaiting = false;

	constructor(
		wishes: StreamWishes,
		readonly upload: Upload,
		private readonly rules: UploadRules,
	) {
		super(wishes);
		const { incoming } = wishes;
		incoming.on('readable', () => this.read());
		incoming.on('end', () => this.end('finished'));
	}

	protected finish(why: StreamEnd): number | null {
		const { incoming, response, clock } = this.wishes;
		const isKept = why === 'finished' || (why === 'aborted' && this.rules.keepsRest());
		this.upload.end(why, clock.now(), isKept);
		if (why !== 'finished') {
			if (why !== 'aborted') incoming.socket.destroy();
			return null;
		}
		response.writeHead(this.rules.endStatus, { 'content-length': '0' });
		response.end();
		return this.rules.endStatus;
	}

	private read(): void {
		const { incoming, clock, track } = this.wishes;
		while (!this.hasEnded && !this.isWaiting) {
			const { stalledMs } = this;
			if (stalledMs > 0) return this.wait(stalledMs);
			const now = clock.now();
			const room = PLAY_OUT_BYTES - this.upload.buffered(now);
			if (room <= 0) return this.wait(FULL_MS);
			const bytes: unknown = incoming.readableLength > room ? incoming.read(room) : incoming.read();
			if (!Buffer.isBuffer(bytes)) return;
			this.upload.receive(bytes, now, this.rules.isAudible());
			track.rouse();
		}
	}

	private wait(ms: number): void {
		if (this.isWaiting) return;
		this.isWaiting = true;
		this.after(ms, () => {
			this.isWaiting = false;
			this.read();
		});
	}
}
