/** What has to be undone at the end, last first, whatever the end is. */
export class Cleanup {
	#steps = [];

	#running;

	/** Whether the end has begun. */
	get isRunning() {
		return this.#running !== undefined;
	}

	/** Remembers a step; each is tried even when another fails. */
	add(step) {
		this.#steps.push(step);
	}

	/** Undoes everything once. */
	run() {
		this.#running ??= (async () => {
			for (const step of this.#steps.reverse())
				await Promise.resolve(step()).catch(() => undefined);
		})();
		return this.#running;
	}
}
