import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../shared/transport';
import type { PlanColumns } from '../plan';
import type { Line } from './line';
import { readTimeZone } from './timeZone';

/** The plan of a line as the parameters give it, read but not yet understood. */
export interface PlanOrder {
	rows: unknown;
	columns: PlanColumns;
	/** IANA name: where times without an offset are meant. */
	timeZone: string;
}

/** Reads the fields of the plan (`planFields`). @throws InputError naming the parameter by its label */
export function readPlanOrder(context: IExecuteFunctions, line: Line): PlanOrder {
	return {
		rows: rowsOf(context, line),
		columns: columnsOf(context.getNodeParameter('planColumns', line.itemIndex, {})),
		timeZone: readTimeZone(context, line.itemIndex),
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

function notAList(cause: unknown): InputError {
	return new InputError('Plan', '"Plan" is not a list of rows', {
		hint: 'Give it as JSON, such as [{"name": "Max", "mobile": "0171-12345", "from": "2026-01-01 17:00", "to": "2026-01-02 08:00"}], or as an expression.',
		cause,
	});
}
