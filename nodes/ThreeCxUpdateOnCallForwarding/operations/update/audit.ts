import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * The run of a line as one flat row, the same columns each time, ready to append to a table: `at` (ISO, UTC), `line`
 * (extension), `previousNumber` and `newNumber` (masked where the output is), `person`, `source`, `status`, `by`
 * (workflow and execution) and `reason`. Empty where nothing is known.
 */
export function auditOf(context: IExecuteFunctions, item: IDataObject): IDataObject {
	const text = (name: string) => String(item[name] ?? '');
	return {
		at: text('at'),
		line: text('extension'),
		previousNumber: text('previousNumber'),
		newNumber: text('newNumber'),
		person: text('person'),
		source: text('source'),
		status: text('status'),
		by: author(context),
		reason: text('message'),
	};
}

function author(context: IExecuteFunctions): string {
	const { id, name } = context.getWorkflow();
	const byHand = context.getMode() === 'manual' ? ', by hand' : '';
	return `${name ?? 'workflow'} (${id ?? 'not saved'}), execution ${context.getExecutionId()}${byHand}`;
}
