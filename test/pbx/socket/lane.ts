import type { SimClock } from '../clock';

/** What a frame became on its way (journal). */
export type Fate = 'delivered' | 'lost' | 'muted';

/** The way out of one socket, with all that can go wrong on it (pbx-simulator.md §10). */
export class Lane {
	/** Stays open and sends nothing. */
	isMute = false;

	/** Milliseconds that each frame is late; the order stays. */
	lateMs = 0;

	/** Frames still to be lost, or to be sent twice. */
	skip = 0;

	double = 0;

	private held: string | null = null;

	private reorders = 0;

	constructor(
		private readonly clock: SimClock,
		private readonly deliver: (text: string) => void,
	) {}

	/** The next two frames change places. */
	reorder(): void {
		this.reorders++;
	}

	/** Sends a frame, or does with it what is ordered. */
	send(text: string): Fate {
		if (this.isMute) return 'muted';
		if (this.skip > 0) {
			this.skip--;
			return 'lost';
		}
		if (this.reorders > 0 && this.held === null) {
			this.held = text;
			return 'delivered';
		}
		this.pass(text);
		if (this.held !== null) {
			const { held } = this;
			this.held = null;
			this.reorders--;
			this.pass(held);
		}
		return 'delivered';
	}

	private pass(text: string): void {
		const times = this.double > 0 ? 2 : 1;
		if (this.double > 0) this.double--;
		for (let i = 0; i < times; i++) {
			if (this.lateMs > 0) this.clock.after(this.lateMs, () => this.deliver(text));
			else this.deliver(text);
		}
	}
}
