import { MediaStream, type StreamEnd, type StreamWishes } from './mediaStream';
import { SAMPLES_PER_MS } from './tape';

/** A frame every so many ms (pbx-simulator.md §8). */
const FRAME_MS = 20;
const FRAME_SAMPLES = FRAME_MS * SAMPLES_PER_MS;
/** Sound that a client does not take in so many bytes is lost. */
const MOST_UNREAD = 256 * 1024;

/** `GET …/stream`: what the far side says, in real time, until the leg goes. */
export class ListenStream extends MediaStream {
	private readonly openedAt: number;

	private readonly firstSample: number;

	/** Frames that are due and dealt with. */
	private frames = 0;

	/** Byte of a sample whose other half went before (switch `oddChunks`). */
	private held = Buffer.alloc(0);

	constructor(
		wishes: StreamWishes,
		private readonly hasOddChunks: () => boolean,
	) {
		super(wishes);
		this.openedAt = wishes.clock.now();
		this.firstSample = wishes.track.sample(this.openedAt);
		wishes.response.writeHead(200, { 'content-type': 'application/octet-stream' });
		wishes.response.flushHeaders();
		this.waitForFrame();
	}

	protected finish(why: StreamEnd): number {
		const { response, incoming } = this.wishes;
		if (why === 'legGone') response.end();
		else if (why !== 'aborted') incoming.socket.destroy();
		return 200;
	}

	private waitForFrame(): void {
		const dueAt = this.openedAt + (this.frames + 1) * FRAME_MS;
		this.after(Math.max(0, dueAt - this.wishes.clock.now()), () => this.send());
	}

	/** A timer may be late: everything that is due goes out. */
	private send(): void {
		const due = Math.floor((this.wishes.clock.now() - this.openedAt) / FRAME_MS);
		const { response, track } = this.wishes;
		const isLost = this.stalledMs > 0 || response.writableLength > MOST_UNREAD;
		for (; this.frames < due; this.frames++) {
			if (isLost) continue;
			this.write(track.said(this.firstSample + this.frames * FRAME_SAMPLES, FRAME_SAMPLES));
		}
		this.waitForFrame();
	}

	private write(frame: Buffer): void {
		const bytes = Buffer.concat([this.held, frame]);
		const keeps = this.hasOddChunks() && this.held.length === 0 ? 1 : 0;
		const size = bytes.length - keeps;
		this.held = bytes.subarray(size);
		this.wishes.response.write(bytes.subarray(0, size));
	}
}
