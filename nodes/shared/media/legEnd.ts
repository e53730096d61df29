import type { LegWatch, LiveWatch } from '../callControl';
import { asThreeCxError, CancelledError, type Logger } from '../transport';
import type { MediaLeg } from './speech';

export interface LegEndDeps {
	watch: LiveWatch;
	/** Asks again and again; where events do not come. */
	legs: LegWatch;
	logger: Logger;
}

/** Fires when the leg is gone, until `stop` fires. Never throws. */
export function legEnd(
	{ watch, legs, logger }: LegEndDeps,
	leg: MediaLeg,
	stop: AbortSignal,
): AbortSignal {
	const gone = new AbortController();
	const never = () => false;
	const told = async () => {
		await watch.until(leg.dn, leg.id, never, stop).catch(async (error: unknown) => {
			const problem = asThreeCxError(error);
			if (problem instanceof CancelledError) throw problem;
			logger.warn(`The end of a call is asked for, as events do not come: ${problem.message}`);
			await legs.until(leg.dn, leg.id, never, stop);
		});
		gone.abort();
	};
	told().catch((error: unknown) => {
		const problem = asThreeCxError(error);
		if (!(problem instanceof CancelledError)) {
			logger.warn(`The end of a call will not be noticed: ${problem.message}`);
		}
	});
	return gone.signal;
}
