import { changePoints } from './changePoints';
import type { Configuration } from './configuration';
import { explainer } from './explainCall';
import { rings, type Outcome } from './outcome';

/** A stretch of time in which calls go the same ways. Half-open. */
export interface Stretch {
	/** Milliseconds since 1970. */
	from: number;
	to: number;
	outcomes: readonly Outcome[];
}

/** Ways that make a difference in a forecast. */
const MOST_WAYS = 20;

/**
 * Where calls to a number go in the coming days, as the configuration is now: one stretch for each change. Nobody
 * can know what is changed by hand until then.
 */
export function forecast(
	configuration: Configuration,
	did: string,
	from: number,
	days: number,
): Stretch[] {
	const stretches: Stretch[] = [];
	const explain = explainer(configuration, did);
	let before = '';
	for (const at of changePoints(configuration, from, days)) {
		const outcomes = explain(at, MOST_WAYS);
		const ways = JSON.stringify(outcomes.map(({ end, given, through }) => [end, given, through]));
		const last = stretches.at(-1);
		if (last) last.to = at;
		if (ways !== before) stretches.push({ from: at, to: at, outcomes });
		before = ways;
	}
	const last = stretches.at(-1);
	if (last) last.to = from + days * DAY_MS;
	return stretches;
}

const DAY_MS = 86_400_000;

/** Whether a call comes to an extension and rings from there on: in every way, in some, in none. */
export function reachOf(
	outcomes: readonly Outcome[],
	extension: string,
): 'always' | 'sometimes' | 'never' {
	const ends = endsOf(outcomes);
	const reaching = ends.filter((outcome) => reaches(outcome, extension));
	if (reaching.length === 0) return 'never';
	return reaching.length === ends.length ? 'always' : 'sometimes';
}

/** The ways that are an end: while an IVR speaks, the call goes on by what the caller does. */
export function endsOf(outcomes: readonly Outcome[]): readonly Outcome[] {
	const ends = outcomes.filter(({ end }) => end.kind !== 'ivr');
	return ends.length === 0 ? outcomes : ends;
}

export function reaches({ through, end }: Outcome, extension: string): boolean {
	return through.includes(extension) && rings(end);
}
