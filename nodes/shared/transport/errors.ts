/** What every error of ours carries besides its message. */
export interface ErrorDetails {
	/** What the user can do about it, as a sentence or two. */
	hint?: string;
	cause?: unknown;
}

/**
 * Base of everything the transport and the layers above it throw.
 * `message` says what happened and why, `hint` what to do; neither ever holds a secret or a full phone number.
 */
export abstract class ThreeCxError extends Error {
	/** Whether the same request may succeed later without anybody changing anything. */
	abstract readonly retryable: boolean;
	readonly hint?: string;

	constructor(message: string, details: ErrorDetails = {}) {
		super(message, details.cause === undefined ? undefined : { cause: details.cause });
		this.name = new.target.name;
		this.hint = details.hint;
	}
}

/** A setting or a credential field that cannot work; nothing was sent. */
export class SettingsError extends ThreeCxError {
	readonly retryable = false;
}

/** A value handed in by the workflow that cannot work; nothing was written. `parameter` is the label in the editor. */
export class InputError extends ThreeCxError {
	readonly retryable = false;

	constructor(
		readonly parameter: string,
		message: string,
		details?: ErrorDetails,
	) {
		super(message, details);
	}
}

/** The PBX refused the client ID or secret, or every token we could get. */
export class AuthError extends ThreeCxError {
	readonly retryable = false;
}

/** The host could not be reached, or the connection broke. `code` is Node's, for instance `ECONNREFUSED`. */
export class NetworkError extends ThreeCxError {
	readonly retryable = true;

	constructor(
		message: string,
		readonly code: string,
		details?: ErrorDetails,
	) {
		super(message, details);
	}
}

/** TLS: the certificate is not trusted, expired, or made for another name. */
export class CertificateError extends ThreeCxError {
	readonly retryable = false;
}

/** No answer in time. */
export class TimeoutError extends ThreeCxError {
	readonly retryable = true;
}

/** An answer that no 3CX gives: HTML of a proxy, a redirect, JSON cut in the middle. */
export class ProtocolError extends ThreeCxError {
	constructor(
		message: string,
		readonly retryable: boolean,
		details?: ErrorDetails,
	) {
		super(message, details);
	}
}

/** A reply larger than anything that is taken at once: ask for less. */
export class TooLargeError extends ProtocolError {
	constructor(message: string) {
		super(message, false);
	}
}

/** A status of 400 and above other than 401. */
export class HttpError extends ThreeCxError {
	readonly retryable: boolean;
	readonly retryAfterMs?: number;
	/** Private, so that no log and no JSON of the error shows it: it may repeat phone numbers. */
	readonly #body: unknown;

	constructor(
		message: string,
		readonly status: number,
		body: unknown,
		details: ErrorDetails & { retryAfterMs?: number } = {},
	) {
		super(message, details);
		this.#body = body;
		this.retryAfterMs = details.retryAfterMs;
		this.retryable = status === 408 || status === 429 || status >= 500;
	}

	/** The parsed reply, whatever it was. */
	get body(): unknown {
		return this.#body;
	}
}

/** The execution was stopped by the user or by n8n. */
export class CancelledError extends ThreeCxError {
	readonly retryable = false;
}

/** The error of a stopped execution. */
export function abortError(): CancelledError {
	return new CancelledError('The execution was stopped');
}

/** Anything thrown, as one of ours; what is not is a fault in this package and says so. */
export function asThreeCxError(error: unknown): ThreeCxError {
	if (error instanceof ThreeCxError) return error;
	return new ProtocolError(`Unexpected: ${String(error)}`, false, {
		cause: error,
		hint: 'This is a fault in the 3CX nodes. Please report it with this text.',
	});
}
