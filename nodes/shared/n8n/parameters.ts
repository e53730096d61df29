import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { InputError, maskDigits } from '../transport';

/** The parameters of one item, read by type. Everything throws `InputError` naming the parameter by its label. */
export class Parameters {
	constructor(
		private readonly context: IExecuteFunctions,
		readonly itemIndex: number,
	) {}

	/** As text; the value of a resource locator, or what the guide writes in its place. */
	text(name: string, fallback = ''): string {
		const value = this.context.getNodeParameter(name, this.itemIndex, fallback) as unknown;
		const chosen =
			typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
		if (chosen === undefined || chosen === null) return fallback;
		return typeof chosen === 'object' ? 'a list or an object' : String(chosen).trim();
	}

	oneOf<T extends string>(label: string, name: string, allowed: readonly T[], fallback: T): T {
		return oneOf(label, this.text(name, fallback) || fallback, allowed);
	}

	/** Whole seconds from 1 to `most`. */
	seconds(label: string, name: string, fallback: number, most: number): number {
		const value = this.context.getNodeParameter(name, this.itemIndex, fallback) as unknown;
		return wholeNumber(label, value === '' ? fallback : value, 1, most);
	}

	flag(name: string, fallback: boolean): boolean {
		const value = this.context.getNodeParameter(name, this.itemIndex, fallback) as unknown;
		return value === true || value === 'true';
	}

	options(): IDataObject {
		const value = this.context.getNodeParameter('options', this.itemIndex, {}) as unknown;
		return isObject(value) ? value : {};
	}

	/** As it stands in the workflow; undefined where the parameter is hidden, for which n8n throws without a fallback. */
	raw(name: string): unknown {
		return (this.context.getNodeParameter(name, this.itemIndex, null) as unknown) ?? undefined;
	}
}

export function oneOf<T extends string>(label: string, value: unknown, allowed: readonly T[]): T {
	const found = allowed.find((name) => name === value);
	if (found !== undefined) return found;
	throw new InputError(label, `"${label}" is "${maskDigits(String(value)).slice(0, 40)}"`, {
		hint: `It is one of ${allowed.join(', ')}.`,
	});
}

export function wholeNumber(label: string, value: unknown, least: number, most: number): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= least && number <= most) return number;
	throw new InputError(label, `"${label}" is not a whole number from ${least} to ${most}`);
}

export function numberBetween(label: string, value: unknown, least: number, most: number): number {
	const number = value === '' ? NaN : Number(value);
	if (number >= least && number <= most) return number;
	throw new InputError(label, `"${label}" is not a number from ${least} to ${most}`);
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
