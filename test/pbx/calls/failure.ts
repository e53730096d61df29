/**
 * Why a call was not taken. The words of the real PBX are unknown but for `NotSpecified`
 * (call-control-api.md §3 "Result object"); a client must not compare them.
 */
export interface Failure {
	/** Word for the truth: `busy`, `noAnswer`… */
	why: string;
	/** `reason` of the result object. */
	reason: string;
	/** `reasontext` of the result object. */
	text: string;
}

const TEXTS: Record<string, [reason: string, text: string]> = {
	busy: ['Busy', 'The destination is busy'],
	noAnswer: ['NoAnswer', 'The destination did not answer'],
	rejected: ['Rejected', 'The destination rejected the call'],
	unreachable: ['NotFound', 'The destination cannot be reached'],
	answeredElsewhere: ['AnsweredElsewhere', 'Somebody else took the call'],
	hungUp: ['Terminated', 'The call has ended'],
};

/** The failure for a word of the truth. */
export function failureOf(why: string): Failure {
	const [reason, text] = TEXTS[why] ?? ['Terminated', 'The call has ended'];
	return { why, reason, text };
}
