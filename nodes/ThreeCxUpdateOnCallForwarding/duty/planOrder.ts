import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { numberBetween, oneOf } from '../../shared/n8n/parameters';
import { InputError } from '../../shared/transport';
import {
	FIELDS,
	isBlank,
	isCalendar,
	MIDNIGHT,
	readMoment,
	type Clock,
	type PlanColumns,
	type RosterRules,
	type RosterSources,
	type Timing,
} from '../plan';
import type { Line } from './line';
import { readTimeZone } from './timeZone';

/** The plan of a line as the parameters give it, checked but not yet understood. */
export interface PlanOrder {
	sources: RosterSources;
	rules: Omit<RosterRules, 'zone' | 'window'>;
	/** IANA name: where times without an offset are meant. */
	timeZone: string;
	timing: Timing;
	/** Whether the holidays of 3CX count as well. */
	holidaysFrom3cx: boolean;
}

const MOST_MINUTES = 1440;
const PRIORITY_ORDERS = ['lowest', 'highest'] as const;

/** Reads the fields of the plan (`planFields`). @throws InputError naming the parameter by its label */
export function readPlanOrder(context: IExecuteFunctions, line: Line): PlanOrder {
	const get = (name: string) => context.getNodeParameter(name, line.itemIndex, {}) as unknown;
	const options = objectOf(get('planOptions'));
	const timeZone = readTimeZone(context, line.itemIndex);
	const minutes = (label: string, name: string) =>
		numberBetween(label, options[name] ?? 0, 0, MOST_MINUTES);
	return {
		sources: {
			plan: planOf(context, line),
			overrides: listIn('Overrides', options.overrides),
			holidayPlan: listIn('Holiday Plan', options.holidayPlan),
			holidays: options.holidays,
			people: listIn('People', options.people),
		},
		rules: {
			columns: columnsOf(get('planColumns')),
			handOver: handOverOf(options.handOver),
			highestFirst:
				oneOf('Priority Order', options.priorityOrder ?? 'lowest', PRIORITY_ORDERS) === 'highest',
			tentativeCounts: options.tentative === true,
			numberProperty: String(options.numberProperty ?? '').trim(),
		},
		timeZone,
		timing: {
			leadMinutes: minutes('Lead (Minutes)', 'leadMinutes'),
			holdMinutes: minutes('Hold (Minutes)', 'holdMinutes'),
		},
		holidaysFrom3cx: options.holidaysFrom3cx === true,
	};
}

function planOf(context: IExecuteFunctions, line: Line): unknown {
	const rows = context.getNodeParameter('planRows', line.itemIndex, 'inputItems') as unknown;
	switch (oneOf('Plan Rows', rows, ['inputItems', 'list', 'calendar'])) {
		case 'calendar':
			return calendarIn(context.getNodeParameter('calendar', line.itemIndex, '') as unknown);
		case 'list': {
			const plan = context.getNodeParameter('plan', line.itemIndex, '[]') as unknown;
			return typeof plan === 'string' && plan.trim() === '' ? [] : listIn('Plan', plan);
		}
		default: {
			const items = context.getInputData();
			return line.items.map((index) => items[index]?.json ?? {});
		}
	}
}

/** A list, JSON text of one, or a calendar. What is none of these may hide a shift, so it is an error. */
function listIn(label: string, value: unknown): unknown {
	if (typeof value !== 'string' || value.trim() === '') return value;
	if (isCalendar(value)) return wholeCalendar(label, value);
	try {
		return JSON.parse(value) as unknown;
	} catch (error) {
		throw notAList(label, error);
	}
}

function calendarIn(value: unknown): unknown {
	const texts = Array.isArray(value) ? value : [value];
	return texts.map((text: unknown) => wholeCalendar('Calendar', text));
}

/** A calendar that was cut off, or a page with a login, would look like a plan without shifts. */
function wholeCalendar(label: string, text: unknown): string {
	if (typeof text === 'string' && isCalendar(text) && /END:VCALENDAR\s*$/i.test(text)) return text;
	const what = isCalendar(text) ? 'is cut off: its end is missing' : 'is no calendar';
	throw new InputError(label, `"${label}" ${isBlank(text) ? 'is empty' : what}`, {
		hint: 'It is the text of an ICS file, from BEGIN:VCALENDAR to END:VCALENDAR. An HTTP Request with the response format Text gives it as {{ $json.data }}. The number that is set in 3CX stays as it is.',
	});
}

function columnsOf(value: unknown): PlanColumns {
	const given = objectOf(value);
	const columns: PlanColumns = {};
	for (const field of FIELDS) {
		const title = given[field];
		if (typeof title === 'string' && title.trim() !== '') columns[field] = title.trim();
	}
	return columns;
}

/** A time of day as people write it: `8:00`, `08.00 Uhr`. */
function handOverOf(value: unknown): Clock {
	const text = String(value ?? '').trim();
	if (text === '') return MIDNIGHT;
	const moment = readMoment(`2026-01-01 ${text}`, 'UTC');
	if (moment.kind === 'instant' && moment.at.toISODate() === '2026-01-01') {
		const { hour, minute, second } = moment.at;
		return { hour, minute, second, millisecond: 0 };
	}
	throw new InputError(
		'Hand-Over Time',
		`"Hand-Over Time" is no time of day: ${text.slice(0, 20)}`,
		{ hint: 'Write it as 08:00.' },
	);
}

function objectOf(value: unknown): IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value))
		: {};
}

function notAList(label: string, cause: unknown): InputError {
	return new InputError(label, `"${label}" is not a list of rows`, {
		hint: 'Give it as JSON, such as [{"name": "Max", "mobile": "0171-12345", "from": "2026-01-01 17:00", "to": "2026-01-02 08:00"}], as the text of a calendar, or as an expression.',
		cause,
	});
}
