/** What is closed when the same node of the same workflow is started again. */
interface Closable {
	close(): void;
}

/**
 * The triggers of this process, by workflow and node. n8n has been seen to start one twice
 * (two live listeners, each event told twice): the second closes the first (design promise 3).
 */
export class RunningTriggers {
	private readonly running = new Map<string, Closable>();

	/** Takes the place of whatever ran under this key. */
	replace(key: string, next: Closable): void {
		const before = this.running.get(key);
		this.running.set(key, next);
		before?.close();
	}

	/** Gives the place free, unless somebody else has taken it meanwhile. */
	leave(key: string, closable: Closable): void {
		if (this.running.get(key) === closable) this.running.delete(key);
	}

	get size(): number {
		return this.running.size;
	}
}
