import { ThreeCxError } from '../transport';

/** What was asked cannot be done with the call as it is now; nothing was sent, or nothing was changed by it. */
export class CallStateError extends ThreeCxError {
	readonly retryable = false;
}
