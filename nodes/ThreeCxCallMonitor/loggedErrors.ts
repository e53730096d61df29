import type { LoggedError, Place } from '../shared/xapi';
import { KeptPlace } from './keptPlace';
import type { SystemEvent } from './systemEvent';

/** What was read of the event log. */
export interface ErrorsRead {
	errors: readonly LoggedError[];
	place: Place;
	isBehind: boolean;
}

/** Errors of the event log in, events out. Pure. */
export class LoggedErrors {
	private readonly kept: KeptPlace;
	private wasBehind = false;

	/** @param store the workflow's static data */
	constructor(store: Record<string, unknown>) {
		this.kept = new KeptPlace(store, 'eventLog');
	}

	/** Where to read on; undefined before the first reading. */
	get place(): Place | undefined {
		return this.kept.now;
	}

	seen({ errors, place, isBehind }: ErrorsRead, at: number, afterGap: boolean): SystemEvent[] {
		const isLate = afterGap || this.wasBehind;
		this.wasBehind = isBehind;
		this.kept.set(place);
		return errors.map((error) => eventOf(error, at, isLate));
	}
}

function eventOf(error: LoggedError, at: number, afterGap: boolean): SystemEvent {
	const { id, code, message, source, group, at: happenedAt } = error;
	return {
		type: 'system_error',
		// Ids may start over.
		correlationId: `eventLog-${id}-${(happenedAt ?? 0).toString(36)}`,
		at,
		happenedAt,
		extension: '',
		extensions: [],
		afterGap,
		data: {
			kind: 'eventLog',
			message,
			errorSource: source,
			group,
			errorTime: happenedAt === undefined ? '' : new Date(happenedAt).toISOString(),
			...(code !== undefined && { errorCode: code }),
		},
		derived: ['message'],
		row: error.raw,
	};
}
