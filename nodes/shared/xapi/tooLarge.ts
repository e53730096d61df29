import { HttpError, TimeoutError, TooLargeError } from '../transport';

/** Whether a smaller period or page may work where this one did not: 504, no answer in time, too long a reply. */
export function isTooLarge(error: unknown): boolean {
	if (error instanceof HttpError) return error.status === 504 || error.status === 413;
	return error instanceof TimeoutError || error instanceof TooLargeError;
}
