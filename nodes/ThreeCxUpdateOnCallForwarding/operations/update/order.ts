import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../../shared/transport';
import type { NumberForm } from '../../../shared/phone';
import type { NumberMode } from '../../forwarding/changes';
import { readAlarmRules } from '../../alarm/alarmRules';
import { readWording, type Wording } from '../../announce/texts';
import { readTestCall, type TestCallSettings } from '../../testCall/testCallSettings';
import type { Line } from '../../duty/line';
import { readPlanOrder, type PlanOrder } from '../../duty/planOrder';
import { readTimeZone } from '../../duty/timeZone';

/** The parameters of one line, read and checked; everything else works with this. */
export interface UpdateOrder {
	extension: string;
	/** `number`: one number was given. `plan`: rows were. */
	source: { kind: 'number'; number: unknown } | { kind: 'plan'; plan: PlanOrder };
	fallbackNumber: unknown;
	mode: NumberMode | 'profile';
	profile: string;
	fallbackProfile: string;
	/** Undefined where nobody is called. */
	testCall: TestCallSettings | undefined;
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
	/** Of the messages to those who come on duty and leave it. */
	wording: Wording;
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
				: { kind: 'plan', plan: readPlanOrder(context, line) },
		fallbackNumber: get('fallbackNumber', ''),
		mode: oneOf('Mode', get('mode', 'both'), MODES),
		profile: text('profile'),
		fallbackProfile: text('fallbackProfile'),
		testCall: readTestCall(context, line.itemIndex),
		options: readOptions(
			context.getNodeParameter('options', line.itemIndex, {}) as IDataObject,
			readTimeZone(context, line.itemIndex),
		),
	};
}

/** Whether the node has an output for each outcome; the same for all items, as it draws the node. */
export function hasSeparateOutputs(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('options.separateOutputs', 0, false) === true;
}

function readOptions(options: IDataObject, timeZone: string): UpdateOptions {
	const text = (name: string) => String(options[name] ?? '').trim();
	readAlarmRules(options);
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
		timeZone,
		wording: readWording(options),
	};
}

function oneOf<T extends string>(label: string, value: unknown, allowed: readonly T[]): T {
	const found = allowed.find((name) => name === value);
	if (found !== undefined) return found;
	throw new InputError(label, `"${label}" is "${String(value).slice(0, 40)}"`, {
		hint: `It is one of ${allowed.join(', ')}.`,
	});
}
