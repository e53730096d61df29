import { matcher, PatternError } from '../../../shared/pattern/numberPattern';
import type { Question } from '../../../shared/media';
import { numberBetween, wholeNumber } from '../../../shared/n8n/parameters';
import { asThreeCxError, InputError } from '../../../shared/transport';
import type { Job } from '../../job';
import { keysOption } from '../../keys';

/** @throws InputError */
export function readQuestion({ parameters }: Job): Question {
	const options = parameters.options();
	const maxDigits = wholeNumber('Max Digits', parameters.raw('maxDigits') ?? 1, 1, 50);
	const minDigits = wholeNumber('Min Digits', options.minDigits ?? 1, 0, 50);
	if (minDigits > maxDigits) {
		throw new InputError('Min Digits', '"Min Digits" is more than "Max Digits"');
	}
	const seconds = (label: string, value: unknown) => numberBetween(label, value, 0.5, 300) * 1000;
	const terminators = keysOption('Terminators', options.terminators, '#');
	const validKeys = keysOption('Valid Digits', options.validDigits, '');
	const isValid = readPattern(String(options.pattern ?? '').trim());
	return {
		rules: {
			maxDigits,
			minDigits,
			terminators,
			validKeys,
			isValid,
			firstDigitMs: seconds('Timeout (Seconds)', parameters.raw('timeout') ?? 10),
			interDigitMs: seconds('Inter-Digit Timeout (Seconds)', options.interDigitTimeout ?? 4),
		},
		attempts: 1 + wholeNumber('Retries', parameters.raw('retries') ?? 1, 0, 10),
		bargeIn: options.bargeIn !== false,
		usesTypeAhead: options.typeAhead !== 'discard',
	};
}

function readPattern(pattern: string): (digits: string) => boolean {
	if (pattern === '') return () => true;
	try {
		return matcher(pattern);
	} catch (error) {
		throw notAPattern(error);
	}
}

function notAPattern(cause: unknown): Error {
	if (!(cause instanceof PatternError)) return asThreeCxError(cause);
	const message = `"Valid Pattern" is no regular expression: ${cause.message}`;
	return new InputError('Valid Pattern', message, {
		hint: 'For instance [1-4] for one key, or 4711\\d{4} for a customer number. The whole input has to match.',
		cause,
	});
}
