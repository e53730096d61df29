import { Backlog } from './backlog';
import { Batches, type BatchLimits } from './batches';
import type { BatchTools, Listen, Listening } from './triggerRun';

/**
 * The same listening, whose events start the workflow many at once.
 *
 * @param limits undefined for one execution an event; may throw InputError
 */
export function inBatches(
	listen: Listen,
	limits: () => BatchLimits | undefined,
): (tools: BatchTools) => Listening {
	return (tools) => {
		const { pbx, store, emit, run, trouble } = tools;
		const { clock, logger } = pbx;
		const chosen = limits();
		if (!chosen) {
			// Left by an activation in which batches were on.
			for (const { events } of new Backlog(store).takeAll(1)) {
				for (const { item, key } of events) emit(item, key);
			}
			return listen(tools);
		}
		const batches = new Batches({ limits: chosen, clock, logger, store, run, trouble });
		const listening = listen({ ...tools, emit: (item, key) => batches.add(item, key) });
		batches.start();
		let taken: Promise<void> | undefined;
		return {
			ready: async (signal) => await listening.ready(signal),
			close: () => {
				listening.close();
				taken ??= batches.close();
			},
			taken: async () => await taken,
		};
	};
}
