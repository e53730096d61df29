import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { maskNumber } from '../../../shared/phone';
import { routeItems } from '../../forwarding/report';
import type { Duty } from './duty';
import type { InboundTold } from './inboundOf';
import type { UpdateOrder } from './order';
import type { Setting } from './setNumber';

/** How a line ended; the word in the output's `status`. */
export type Status = 'changed' | 'unchanged' | 'repaired' | 'fallback' | 'notForwarding' | 'failed';

/** What a line ended with: the item, and for problems the words of the error. */
export interface Outcome {
	status: Status;
	message: string;
	/** What to do about a problem. */
	hint?: string;
	cause?: Error;
	item: IDataObject;
}

/** Times of one line. */
export interface Times {
	startedAt: number;
	endedAt: number;
}

/** What else is told of a line whose user could be read. */
export interface Sequel extends Times {
	/** Test calls, in the order in which people were called. */
	calls: IDataObject[];
	/** What they gave cause to. */
	callWarnings: string[];
	announcements: IDataObject[];
	inbound: InboundTold;
}

/** Puts together what is told of a line whose user could be read. */
export function outcomeOf(
	order: UpdateOrder,
	duty: Duty,
	setting: Setting,
	obstacles: { warnings: string[]; stopped: boolean },
	sequel: Sequel,
): Outcome {
	const { options } = order;
	const status = statusOf(duty, setting);
	const show = (number: string) => (options.maskNumbers ? maskNumber(number) : number);
	const told = wordsFor(status, order, setting, duty);
	const verified =
		!options.dryRun &&
		setting.kept &&
		setting.verdict.proven &&
		!obstacles.stopped &&
		!isProblem(status);
	return {
		status,
		...told,
		item: {
			status,
			message: told.message,
			...(isProblem(status) ? { error: told.message } : {}),
			changed: setting.changed,
			extension: order.extension,
			user: setting.userName,
			person: duty.person,
			source: duty.source,
			previousNumber: show(setting.previousNumber),
			newNumber: show(setting.newNumber),
			verified,
			...shiftFields(duty, options.timeZone),
			mode: order.mode,
			activeProfile: setting.activeProfile,
			routes: routeItems(setting.routes, show),
			candidates: duty.candidates.map((candidate) => ({ ...candidate })),
			warnings: [
				...sequel.callWarnings,
				...duty.warnings,
				...setting.verdict.wrong,
				...setting.verdict.warnings,
				...setting.warnings,
				...obstacles.warnings,
				...sequel.inbound.warnings,
			],
			...(sequel.inbound.verdict ? { inbound: { ...sequel.inbound.verdict } } : {}),
			announcements: sequel.announcements,
			...testCallFields(sequel.calls),
			...timeFields(options.timeZone, sequel),
			dryRun: options.dryRun,
		},
	};
}

/** What is told of a line that failed before its user could be read, or its parameters made sense. */
export function failedOutcome(
	extension: string,
	error: Error & { hint?: string },
	timeZone: string,
	times: Times,
): Outcome {
	return {
		status: 'failed',
		message: error.message,
		hint: error.hint,
		cause: error,
		item: {
			status: 'failed',
			message: error.message,
			error: error.message,
			changed: false,
			extension,
			verified: false,
			warnings: error.hint === undefined ? [] : [error.hint],
			...timeFields(timeZone, times),
		},
	};
}

/** Whether the person on duty is not reached, as far as can be told. */
export function isProblem(status: Status): boolean {
	return status === 'failed' || status === 'notForwarding';
}

/** How setting it went. */
export function statusOf(duty: Duty, setting: Setting): Status {
	if (!setting.kept) return 'failed';
	if (setting.verdict.wrong.length > 0)
		return setting.error === undefined ? 'notForwarding' : 'failed';
	if (duty.source === 'fallback') return 'fallback';
	if (setting.changed) return 'changed';
	return setting.wrote ? 'repaired' : 'unchanged';
}

function wordsFor(
	status: Status,
	order: UpdateOrder,
	setting: Setting,
	duty: Duty,
): Pick<Outcome, 'message' | 'hint' | 'cause'> {
	const { extension, mode } = order;
	const what =
		mode === 'profile' ? 'status' : mode === 'destinations' ? 'forwarding rules' : 'mobile number';
	const done = order.options.dryRun ? `Would update ${what}.` : `Successfully updated ${what}.`;
	const passedOver = duty.candidates.some(({ reason }) => reason === 'noNumber');
	switch (status) {
		case 'changed':
			return { message: done };
		case 'unchanged':
			return { message: `The ${what} was right already.` };
		case 'repaired':
			return { message: `${done} The number was right; what led elsewhere was repaired.` };
		case 'fallback':
			return {
				message: `${setting.wrote ? `${done} ` : ''}Nobody ${passedOver ? 'who can be set ' : ''}is on duty: the fallback is in place.`,
			};
		case 'notForwarding':
			return {
				message: `${saved(order)}, but calls to ${extension} do not go to the number: ${setting.verdict.wrong.join('; ')}`,
				hint: 'In 3CX set the forwarding rules of this user for outside callers to an outside number in every status, or use the mode "Both", with "Take Over All Rules" where they lead to voicemail.',
			};
		case 'failed':
			return {
				message: failure(setting, extension, what),
				hint: `As last read, ${setting.changed ? 'another number than before' : 'the number before'} is set in 3CX. The next run tries again.`,
				cause: setting.error,
			};
	}
}

function saved({ mode, options }: UpdateOrder): string {
	const what = mode === 'profile' ? 'The status' : 'The number';
	return `${what} ${options.dryRun ? 'would be' : 'is'} set`;
}

function failure(setting: Setting, extension: string, what: string): string {
	if (setting.error)
		return `The ${what} of ${extension} could not be set: ${setting.error.message}`;
	return `3CX accepted the new ${what} of ${extension} but did not keep it`;
}

function shiftFields(duty: Duty, zone: string): IDataObject {
	const iso = (at: DateTime | undefined) => at?.setZone(zone).toISO() ?? undefined;
	return {
		shiftFrom: iso(duty.shift?.from),
		shiftTo: iso(duty.shift?.to),
		nextChange: iso(duty.nextChange),
	};
}

function timeFields(zone: string, { startedAt, endedAt }: Times): IDataObject {
	const at = DateTime.fromMillis(startedAt, { zone: 'utc' });
	return {
		at: at.toISO(),
		atLocal: at.setZone(zone).toISO(),
		timeZone: zone,
		durationMs: endedAt - startedAt,
	};
}

/** Nothing where nobody was to be called. */
function testCallFields(calls: IDataObject[]): IDataObject {
	const last = calls.at(-1);
	return last === undefined ? {} : { testCall: last.result, testCalls: calls };
}
