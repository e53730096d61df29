/** One at a time for each key, in the order of asking. Nothing is kept for a key that nobody waits for. */
export class Locks {
	private readonly last = new Map<string, Promise<void>>();

	async run<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.last.get(key) ?? Promise.resolve();
		const mine = before.then(work);
		const settled = mine.then(
			() => undefined,
			() => undefined,
		);
		this.last.set(key, settled);
		try {
			return await mine;
		} finally {
			if (this.last.get(key) === settled) this.last.delete(key);
		}
	}
}
