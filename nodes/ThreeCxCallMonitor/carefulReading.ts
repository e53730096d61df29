import { asThreeCxError, HttpError, ThreeCxError, type Clock } from '../shared/transport';
import type { Found, SystemReading } from './systemReadings';
import type { SystemEvent } from './systemEvent';

/** What a look came to. */
export type Look =
	| { kind: 'found'; found: Found }
	/** This build or this role has it not: the others go on without it. */
	| { kind: 'refused'; error: ThreeCxError }
	| { kind: 'failed'; error: ThreeCxError };

/** Something cannot be read while the rest can: the user should know which events do not come. */
export class NotToldError extends ThreeCxError {
	readonly retryable = false;
}

/** Until it is asked again: the role may have been changed, the PBX updated. */
const REFUSED_MS: Readonly<Record<number, number>> = {
	400: 3_600_000,
	403: 600_000,
	404: 3_600_000,
};

/** So many failures in a row, while the PBX answers otherwise, do not pass by themselves. */
const LASTING = 3;

/** A reading that may be refused, or fail while the others work: said once, and asked again. */
export class CarefulReading {
	private dueAt = -Infinity;
	private failures = 0;
	private told = '';
	private hasGap = false;

	constructor(
		private readonly reading: SystemReading,
		private readonly clock: Clock,
		private readonly trouble: (error: unknown) => void,
	) {}

	get isDue(): boolean {
		return this.clock.now() >= this.dueAt;
	}

	async look(): Promise<Look> {
		try {
			return { kind: 'found', found: await this.reading.read() };
		} catch (problem) {
			return this.judged(asThreeCxError(problem));
		}
	}

	/** What differs from the last look that went well. */
	take(found: Found, at: number, afterGap: boolean): SystemEvent[] {
		const events = found(at, afterGap || this.hasGap);
		this.failures = 0;
		this.told = '';
		this.hasGap = false;
		return events;
	}

	/** It did not go well; the others did, or this is not what keeps them from it. */
	tell(error: ThreeCxError): void {
		const lasts = error.retryable && this.failures >= LASTING;
		const shown = lasts ? this.lasting(error) : error;
		if (shown.message !== this.told) this.trouble(shown);
		this.told = shown.message;
	}

	private judged(error: ThreeCxError): Look {
		this.hasGap = true;
		this.failures++;
		const wait = error instanceof HttpError ? REFUSED_MS[error.status] : undefined;
		if (wait === undefined) return { kind: 'failed', error };
		this.dueAt = this.clock.now() + wait;
		const isRole = error instanceof HttpError && error.status === 403;
		const hint = isRole
			? error.hint
			: 'This build of 3CX may be too old for it: update 3CX, or leave the event out. It is asked again in an hour.';
		const message = `${this.name} cannot be told: ${error.message}`;
		return { kind: 'refused', error: new NotToldError(message, { hint, cause: error }) };
	}

	private lasting(error: ThreeCxError): ThreeCxError {
		return new NotToldError(`${this.name} cannot be told: ${error.message}`, {
			hint: 'The other events come. It is tried again at each look.',
			cause: error,
		});
	}

	private get name(): string {
		const { what, types } = this.reading;
		return `${what} (${types.join(', ')})`;
	}
}
