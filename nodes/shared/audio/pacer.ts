/** Where the pacer reads the time, in ms. */
interface Time {
	now(): number;
}

/** What is ahead of the caller's ear at most; 3CX plays on what it holds, and its buffer is not known (call-control-api.md §6). */
export const MOST_LEAD_MS = 350;

/** The way to 3CX: what should have been heard just now may have been on it. Rather a syllable twice than one missing. */
const UNSURE_MS = 100;

/**
 * Says when audio may go out so that it is neither late nor far ahead. 3CX plays in real time from the first byte on,
 * tells nothing of it, and what it has been sent cannot be taken back: so it is all arithmetic with a clock.
 *
 * All instants count from the first byte, so that no error adds up, however long it plays. A machine that was too late
 * (the caller heard a gap) gets a larger lead from there on.
 */
export class Pacer {
	/** When the first byte of this line went out; undefined before. */
	private startedAt?: number;
	/** Sent on this line. */
	private sentMs = 0;
	/** Heard on lines before this one. */
	private heardBefore = 0;
	private gaps = 0;

	constructor(
		private readonly time: Time,
		private lead: number,
	) {}

	/** How far it may be ahead now. */
	get leadMs(): number {
		return this.lead;
	}

	/** How often the caller heard a gap because we were late. */
	get underruns(): number {
		return this.gaps;
	}

	/** What comes next, in ms from the beginning. */
	get positionMs(): number {
		return this.heardBefore + this.sentMs;
	}

	/** What the caller has heard by now. */
	get heardMs(): number {
		return this.heardBefore + Math.min(this.sentMs, this.elapsed());
	}

	/** What was sent and is not heard yet. */
	get aheadMs(): number {
		return Math.max(0, this.sentMs - this.elapsed());
	}

	/** Whether all that was sent has been heard beyond doubt. */
	get isHeard(): boolean {
		return this.elapsed() >= this.sentMs + UNSURE_MS;
	}

	/** How long to wait before the next `ms` of audio go out. */
	waitFor(ms: number): number {
		return Math.max(0, this.sentMs + ms - this.lead - this.elapsed());
	}

	/** `ms` of audio have gone out. */
	sent(ms: number): void {
		const now = this.time.now();
		this.startedAt ??= now;
		const late = now - this.startedAt - this.sentMs;
		if (late > 0) {
			// Nothing was there to be played: what comes now is heard later by so much.
			this.startedAt += late;
			this.gaps++;
			this.lead = Math.min(MOST_LEAD_MS, this.lead * 1.5);
		}
		this.sentMs += ms;
	}

	/** The line broke: what was ahead is lost, and the next line goes on from what was heard for sure. */
	broken(): void {
		this.heardBefore = Math.max(0, this.heardMs - UNSURE_MS);
		this.startedAt = undefined;
		this.sentMs = 0;
	}

	/** The line was refused: nothing that was sent on it was heard. */
	refused(): void {
		this.startedAt = undefined;
		this.sentMs = 0;
	}

	private elapsed(): number {
		return this.startedAt === undefined ? 0 : this.time.now() - this.startedAt;
	}
}
