import type { Reader } from './poller';

/**
 * Whether the PBX can be read, from all that read it: one outage is told once, though several readers find it. It has
 * begun when a reader fails, and is over when all that failed read again.
 */
export class Reach {
	private readonly failing = new Set<Reader>();
	/** Failed once, and another one read meanwhile. */
	private readonly doubted = new Set<Reader>();
	private readAt = -Infinity;

	constructor(
		private readonly now: () => number,
		private readonly tell: (isLost: boolean) => void,
	) {}

	reader(): Reader {
		const reader: Reader = {
			failed: (since) => this.failed(reader, since),
			succeeded: () => this.succeeded(reader),
		};
		return reader;
	}

	private failed(reader: Reader, since: number): void {
		// It may have waited for an outage that another has seen the end of. If not, the next reading fails too.
		const isDoubtful = since < this.readAt && !this.doubted.has(reader);
		this.doubted.add(reader);
		if (isDoubtful) return;
		const isNew = this.failing.size === 0;
		this.failing.add(reader);
		if (isNew) this.tell(true);
	}

	private succeeded(reader: Reader): void {
		this.readAt = this.now();
		this.doubted.delete(reader);
		if (this.failing.delete(reader) && this.failing.size === 0) this.tell(false);
	}
}
