let last: Promise<void> = Promise.resolve();

/**
 * Lets everything else run between two steps of long arithmetic. Whoever asks gets a turn of the event loop alone:
 * twenty decoders at once take one step per turn, and not twenty.
 */
export async function breathe(): Promise<void> {
	last = last.then(async () => await new Promise<void>((resolve) => setImmediate(resolve)));
	await last;
}
