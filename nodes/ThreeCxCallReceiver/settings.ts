import { InputError } from '../shared/transport';
import type { Direction } from '../shared/callControl';
import { numberFilter } from '../shared/n8n/numberFilter';

/** Parameters of the trigger, read once when it starts: later they cannot be read any more. */
export interface ReceiverSettings {
	/** DN whose calls are told. */
	readonly extension: string;
	readonly directions: readonly Direction[];
	readonly autoAnswer: boolean;
	/** How long a ringing call is waited for until it is up, in ms. */
	readonly timeoutMs: number;
	readonly wantsCaller: (number: string) => boolean;
	readonly wantsDid: (number: string) => boolean;
	/** Calls that may be up at once; more go to `overflow`. */
	readonly maxCalls: number;
	/** Where calls beyond the limit go; empty: they are left alone. */
	readonly overflow: string;
	readonly simplify: boolean;
}

/** Raw parameters, as n8n hands them out. */
export interface ReceiverParameters {
	extension: string;
	triggerOn: unknown;
	autoAnswer: unknown;
	timeout: unknown;
	simplify: unknown;
	filters: Readonly<Record<string, unknown>>;
	options: Readonly<Record<string, unknown>>;
}

const ALL: readonly Direction[] = ['inbound', 'internal'];

/** @param defaults from the environment of n8n. @throws InputError naming the parameter by its label */
export function receiverSettings(
	given: ReceiverParameters,
	defaults: { maxCalls: number },
): ReceiverSettings {
	const text = (value: unknown) =>
		value === undefined || value === null ? '' : String(value).trim();
	const triggerOn = text(given.triggerOn) || 'inbound';
	if (triggerOn !== 'all' && !ALL.some((direction) => direction === triggerOn)) {
		throw new InputError('Trigger On', `"Trigger On" is "${triggerOn}"`, {
			hint: 'It is inbound, internal or all.',
		});
	}
	return {
		extension: given.extension,
		directions: ALL.filter((direction) => triggerOn === 'all' || direction === triggerOn),
		autoAnswer: given.autoAnswer !== false,
		timeoutMs: seconds('Timeout (Seconds)', given.timeout ?? 30) * 1000,
		wantsCaller: filter(
			'Caller',
			text(given.filters.callerMatch) || 'exact',
			text(given.filters.caller),
		),
		wantsDid: filter('DID', 'exact', text(given.filters.did)),
		maxCalls: count('Maximum Calls at Once', given.options.maxCalls ?? defaults.maxCalls),
		overflow: text(given.options.overflow),
		simplify: given.simplify !== false,
	};
}

function filter(label: string, match: string, wanted: string): (number: string) => boolean {
	return numberFilter(label, wanted, match) ?? (() => true);
}

function seconds(label: string, value: unknown): number {
	const number = Number(value);
	if (number >= 1 && number <= 3600) return number;
	throw new InputError(label, `"${label}" is not a number of seconds from 1 to 3600`);
}

function count(label: string, value: unknown): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 1 && number <= 1000) return number;
	throw new InputError(label, `"${label}" is not a whole number from 1 to 1000`);
}
