import type { SimClock } from '../clock';
import { SAMPLES_PER_MS } from './tape';
import type { Track } from './track';

const FRAME_MS = 20;
const FRAME_SAMPLES = FRAME_MS * SAMPLES_PER_MS;

/** Somebody listens to what is played on a leg. A timer runs only while there is something to hear. */
export class Earpiece {
	private stopTimer: (() => void) | null = null;

	/** First sample that was not given yet. */
	private next: number;

	private readonly rouse = () => this.wake();

	constructor(
		private readonly track: Track,
		private readonly clock: SimClock,
		private readonly heard: (pcm: Buffer) => void,
	) {
		this.next = track.sample(clock.now());
		track.ears.add(this.rouse);
		this.wake();
	}

	stop(): void {
		this.track.ears.delete(this.rouse);
		this.stopTimer?.();
		this.stopTimer = null;
	}

	private wake(): void {
		const now = this.track.sample(this.clock.now());
		if (this.stopTimer || this.track.playEnd <= now) return;
		// One frame back: the clock may have moved on since the first byte came.
		this.next = Math.max(this.next, now - FRAME_SAMPLES);
		this.wait();
	}

	private wait(): void {
		const missing = this.next + FRAME_SAMPLES - this.track.sample(this.clock.now());
		const ms = Math.max(1, Math.ceil(missing / SAMPLES_PER_MS));
		this.stopTimer = this.clock.after(ms, () => this.give());
	}

	private give(): void {
		this.stopTimer = null;
		const now = this.track.sample(this.clock.now());
		for (; this.next + FRAME_SAMPLES <= now; this.next += FRAME_SAMPLES) {
			const frame = this.track.heard(this.next, this.next + FRAME_SAMPLES);
			if (frame.some((byte) => byte !== 0)) this.heard(frame);
		}
		if (this.track.playEnd > this.next && !this.track.leg.gone) this.wait();
	}
}
