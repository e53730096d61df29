import type { Pcm } from '../audio';
import type { Clock, Logger } from '../transport';
import { collectDigits, type Collected, type DigitRules } from './collectDigits';
import type { MediaCall } from './mediaCall';

/** What is asked of the caller, and how often. */
export interface Question {
	rules: DigitRules;
	attempts: number;
	/** Keys may be pressed while a prompt is heard. */
	bargeIn: boolean;
	/** Keys pressed before the question was asked count. */
	usesTypeAhead: boolean;
}

/** What the caller hears at which point; undefined for nothing. */
export interface Prompts {
	question: Pcm | undefined;
	invalid: Pcm | undefined;
	noInput: Pcm | undefined;
}

export interface Answer {
	collected: Collected;
	/** How often the caller was asked. */
	attempts: number;
}

/** Asks until the answer is right, the attempts are used up, or the caller hangs up. @throws CancelledError */
export async function ask(
	call: MediaCall,
	pbx: { clock: Clock; logger: Logger; signal: AbortSignal | undefined },
	{ rules, attempts, bargeIn, usesTypeAhead }: Question,
	prompts: Prompts,
): Promise<Answer> {
	const { keypad, gone } = call;
	/** @returns false when the caller has hung up */
	const say = async (pcm: Pcm | undefined): Promise<boolean> => {
		if (!pcm) return !gone.aborted;
		const end = await call.play({ pcm, times: 1, interruptKeys: bargeIn ? '' : undefined });
		return end.how !== 'gone';
	};
	if (!usesTypeAhead) keypad.clear();
	for (let attempt = 1; ; attempt++) {
		const isThere = await say(prompts.question);
		// Keys in a prompt that cannot be interrupted came before the question was understood.
		if (!bargeIn && !usesTypeAhead) keypad.clear();
		if (!isThere && keypad.waiting === '') {
			return { collected: { kind: 'hungUp', digits: '' }, attempts: attempt };
		}
		pbx.logger.info(`Waits for keys, attempt ${attempt} of ${attempts}`);
		const collected = await collectDigits({ ...pbx, keypad, gone }, rules);
		const isOver = collected.kind === 'complete' || collected.kind === 'hungUp';
		if (isOver || attempt >= attempts) return { collected, attempts: attempt };
		// The rest of a wrong input is no answer to the question when it is asked again.
		keypad.clear();
		const isStillThere = await say(
			collected.kind === 'invalid' ? prompts.invalid : prompts.noInput,
		);
		if (!isStillThere) return { collected: { kind: 'hungUp', digits: '' }, attempts: attempt };
	}
}
