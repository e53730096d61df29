/** Resolves after `ms`. */
export const sleep = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

/** Asks `question` until it answers with something truthy; an error thrown meanwhile counts as "not yet". */
export async function waitFor<T>(
	what: string,
	question: () => Promise<T | undefined | false> | T | undefined | false,
	{ ms = 20_000, everyMs = 150 } = {},
): Promise<T> {
	const end = Date.now() + ms;
	let last: unknown;
	for (;;) {
		try {
			const answer = await question();
			if (answer) return answer;
			last = undefined;
		} catch (error) {
			last = error;
		}
		if (Date.now() > end) {
			const reason = last instanceof Error ? ` (${last.message})` : '';
			throw new Error(`waited ${Math.round(ms / 1000)} s in vain for: ${what}${reason}`);
		}
		await sleep(everyMs);
	}
}
