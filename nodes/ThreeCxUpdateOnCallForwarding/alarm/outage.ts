import type { IDataObject } from 'n8n-workflow';

/** Runs in which a line was not right, one after another; all that is remembered of them. */
export interface Outage {
	/** First of these runs, in ms. */
	since: number;
	failures: number;
	/** Good runs since the last failure, while the end is not told yet. */
	good: number;
	/** Whether it has been told. */
	raised: boolean;
	/** What went wrong last. */
	reason: string;
}

/** What a run says of an outage: each is `raised` once and `cleared` once. */
export type Alarm = 'none' | 'raised' | 'ongoing' | 'cleared';

export interface AlarmRules {
	/** So many failures in a row make an alarm. */
	after: number;
	/** So many good runs in a row end it: a line that comes and goes is one outage. */
	clearAfter: number;
}

/** One run of a line. */
export interface LineRun {
	at: number;
	/** What is wrong; undefined when all is well. */
	problem: string | undefined;
}

/** What to tell, and what to remember; an outage without `outage` is over. */
export interface Judged {
	alarm: Alarm;
	/** The outage that is told, also the one that has just ended. */
	told: Outage | undefined;
	outage: Outage | undefined;
}

/** Takes a run into account. Pure. */
export function judgeRun(before: Outage | undefined, run: LineRun, rules: AlarmRules): Judged {
	const { at, problem } = run;
	if (problem !== undefined) {
		const raisedBefore = before?.raised === true;
		const failures = (before?.failures ?? 0) + 1;
		const raised = raisedBefore || failures >= rules.after;
		const outage = { since: before?.since ?? at, failures, good: 0, raised, reason: problem };
		const alarm = raisedBefore ? 'ongoing' : raised ? 'raised' : 'none';
		return { alarm, told: outage, outage };
	}
	if (!before?.raised) return { alarm: 'none', told: undefined, outage: undefined };
	const outage = { ...before, good: before.good + 1 };
	return outage.good >= rules.clearAfter
		? { alarm: 'cleared', told: outage, outage: undefined }
		: { alarm: 'ongoing', told: outage, outage };
}

/** An outage as it was remembered; what is none is forgotten. */
export function readOutage(
	value: Readonly<Record<string, unknown>> | undefined,
): Outage | undefined {
	if (!value) return undefined;
	const { since, failures, good, raised, reason } = value;
	const isOutage =
		typeof since === 'number' && typeof failures === 'number' && typeof raised === 'boolean';
	if (!isOutage) return undefined;
	return {
		since,
		failures,
		good: typeof good === 'number' ? good : 0,
		raised,
		reason: typeof reason === 'string' ? reason : '',
	};
}

/** The outage as it is remembered; empty for none. */
export function outageNote(outage: Outage | undefined): IDataObject {
	return outage ? { ...outage } : {};
}
