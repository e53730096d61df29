import type { Keypad } from '../callControl';
import { abortError, type Clock } from '../transport';

/** What counts as input. Times in ms. */
export interface DigitRules {
	maxDigits: number;
	minDigits: number;
	/** For the first key. */
	firstDigitMs: number;
	/** For each key after it. */
	interDigitMs: number;
	/** Keys that end the input and are no part of it. */
	terminators: string;
	/** Keys that may be pressed; empty: all. */
	validKeys: string;
	/** Whether the whole input is right. */
	isValid: (digits: string) => boolean;
}

/** How the waiting for keys ended. */
export type Collected =
	| { kind: 'complete'; digits: string; by: 'maxDigits' | 'terminator' | 'timeout' }
	| { kind: 'noInput'; digits: '' }
	| { kind: 'invalid'; digits: string }
	| { kind: 'hungUp'; digits: string };

export interface CollectDeps {
	keypad: Keypad;
	clock: Clock;
	/** Fires when the leg is gone. */
	gone: AbortSignal;
	/** Fires when the execution is stopped. */
	signal: AbortSignal | undefined;
}

/** Takes keys until there is enough input, none comes any more, or the caller hangs up. @throws CancelledError */
export async function collectDigits(deps: CollectDeps, rules: DigitRules): Promise<Collected> {
	let digits = '';
	for (;;) {
		const limitMs = digits === '' ? rules.firstDigitMs : rules.interDigitMs;
		const key = await nextKey(deps, limitMs);
		if (key === 'hungUp') return { kind: 'hungUp', digits };
		if (key === 'late') {
			if (digits === '') return { kind: 'noInput', digits };
			return judge(digits, 'timeout', rules);
		}
		if (rules.terminators.includes(key)) return judge(digits, 'terminator', rules);
		digits += key;
		// A wrong key is told at once: who has pressed it must not wait for the rest of the time.
		const isWrong = rules.validKeys !== '' && !rules.validKeys.includes(key);
		if (isWrong) return { kind: 'invalid', digits };
		if (digits.length >= rules.maxDigits) return judge(digits, 'maxDigits', rules);
	}
}

function judge(
	digits: string,
	by: Extract<Collected, { kind: 'complete' }>['by'],
	{ minDigits, isValid }: DigitRules,
): Collected {
	const isRight = digits.length >= minDigits && isValid(digits);
	return isRight ? { kind: 'complete', digits, by } : { kind: 'invalid', digits };
}

/** The next key; one that was typed ahead at once. */
async function nextKey(
	{ keypad, clock, gone, signal }: CollectDeps,
	ms: number,
): Promise<string | 'late' | 'hungUp'> {
	const until = clock.now() + ms;
	for (;;) {
		if (signal?.aborted) throw abortError();
		const key = keypad.take();
		if (key !== undefined) return key;
		if (gone.aborted) return 'hungUp';
		const left = until - clock.now();
		if (left <= 0) return 'late';
		const wake = new AbortController();
		const deaf = keypad.onKey(() => wake.abort());
		const any = [wake.signal, gone, ...(signal ? [signal] : [])];
		await clock.sleep(left, AbortSignal.any(any)).catch(() => {});
		deaf();
	}
}
