import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../../shared/transport';
import type { NumberForm } from '../../../shared/phone';
import type { NumberMode } from '../../forwarding/changes';
import { assertZone, type PlanColumns } from '../../plan';
import type { Line } from './line';

/** The parameters of one line, read and checked; everything else works with this. */
export interface UpdateOrder {
	extension: string;
	/** `number`: one number was given. `plan`: rows were. */
	source:
		| { kind: 'number'; number: unknown }
		| { kind: 'plan'; rows: unknown; columns: PlanColumns };
	fallbackNumber: unknown;
	mode: NumberMode | 'profile';
	profile: string;
	fallbackProfile: string;
	options: UpdateOptions;
}

export interface UpdateOptions {
	checks: boolean;
	defaultCountry: string;
	dryRun: boolean;
	emergencyNumber: string;
	maskNumbers: boolean;
	/** `auto`: as entered where nobody dials from it, else digits. */
	numberFormat: NumberForm | 'auto';
	person: string;
	separateOutputs: boolean;
	repairStale: boolean;
	takeOver: boolean;
	timeZone: string;
}

const FORMS: ReadonlyArray<UpdateOptions['numberFormat']> = [
	'auto',
	'dialable',
	'e164',
	'international00',
	'national',
	'asEntered',
];
const MODES: ReadonlyArray<UpdateOrder['mode']> = ['both', 'destinations', 'mobile', 'profile'];

/** Reads the parameters of a line. @throws InputError naming the parameter by its label */
export function readOrder(context: IExecuteFunctions, line: Line): UpdateOrder {
	const get = (name: string, fallback: unknown) =>
		context.getNodeParameter(name, line.itemIndex, fallback) as unknown;
	const text = (name: string) => String(get(name, '') ?? '').trim();
	return {
		extension: line.extension,
		source:
			oneOf('Number Source', get('numberSource', 'number'), ['number', 'plan']) === 'number'
				? { kind: 'number', number: get('mobileNumber', '') }
				: { kind: 'plan', rows: rowsOf(context, line), columns: columnsOf(get('planColumns', {})) },
		fallbackNumber: get('fallbackNumber', ''),
		mode: oneOf('Mode', get('mode', 'both'), MODES),
		profile: text('profile'),
		fallbackProfile: text('fallbackProfile'),
		options: readOptions(
			context.getNodeParameter('options', line.itemIndex, {}) as IDataObject,
			zoneOf(context),
		),
	};
}

/** Whether the node has three outputs; the same for all items, as it draws the node. */
export function hasSeparateOutputs(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('options.separateOutputs', 0, false) === true;
}

/** The zone of the workflow; an imported one may carry the editor's word for "that of the instance". */
function zoneOf(context: IExecuteFunctions): string {
	const zone = context.getTimezone();
	return zone === 'DEFAULT' ? DateTime.local().zoneName : zone;
}

function readOptions(options: IDataObject, workflowZone: string): UpdateOptions {
	const text = (name: string) => String(options[name] ?? '').trim();
	const zone = text('timeZone') || workflowZone;
	try {
		assertZone(zone);
	} catch (error) {
		throw notAZone(zone, error);
	}
	return {
		checks: options.checks !== false,
		defaultCountry: text('defaultCountry'),
		dryRun: options.dryRun === true,
		emergencyNumber: text('emergencyNumber'),
		maskNumbers: options.maskNumbers === true,
		numberFormat: oneOf('Number Format', options.numberFormat ?? 'auto', FORMS),
		person: text('person'),
		separateOutputs: options.separateOutputs === true,
		repairStale:
			oneOf('Stale Copies', options.staleCopies ?? 'repair', ['repair', 'report']) === 'repair',
		takeOver: options.takeOver === true,
		timeZone: zone,
	};
}

function rowsOf(context: IExecuteFunctions, line: Line): unknown {
	if (context.getNodeParameter('planRows', line.itemIndex, 'inputItems') !== 'list') {
		const items = context.getInputData();
		return line.items.map((index) => items[index]?.json ?? {});
	}
	const plan = context.getNodeParameter('plan', line.itemIndex, '[]') as unknown;
	if (typeof plan !== 'string') return plan;
	try {
		return JSON.parse(plan.trim() === '' ? '[]' : plan) as unknown;
	} catch (error) {
		throw notAList(error);
	}
}

function columnsOf(value: unknown): PlanColumns {
	if (typeof value !== 'object' || value === null) return {};
	const column = (name: keyof PlanColumns) => {
		const text: unknown = Reflect.get(value, name);
		return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
	};
	return {
		name: column('name'),
		mobile: column('mobile'),
		from: column('from'),
		to: column('to'),
		confirmed: column('confirmed'),
	};
}

function oneOf<T extends string>(label: string, value: unknown, allowed: readonly T[]): T {
	const found = allowed.find((name) => name === value);
	if (found !== undefined) return found;
	throw new InputError(label, `"${label}" is "${String(value).slice(0, 40)}"`, {
		hint: `It is one of ${allowed.join(', ')}.`,
	});
}

function notAZone(zone: string, cause: unknown): InputError {
	return new InputError('Time Zone', `"Time Zone" is no time zone: ${zone.slice(0, 40)}`, {
		hint: 'Write it as Europe/Berlin.',
		cause,
	});
}

function notAList(cause: unknown): InputError {
	return new InputError('Plan', '"Plan" is not a list of rows', {
		hint: 'Give it as JSON, such as [{"name": "Max", "mobile": "0171-12345", "from": "2026-01-01 17:00", "to": "2026-01-02 08:00"}], or as an expression.',
		cause,
	});
}
