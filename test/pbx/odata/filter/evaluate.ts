import { isRow, type Row, type Value } from '../../world/values';
import type { Expression } from './parser';

type Scalar = string | number | boolean | null;

/** Whether the row satisfies the filter. */
export function satisfies(row: Row, expression: Expression): boolean {
	return evaluate(row, expression) === true;
}

function evaluate(row: Row, expression: Expression): Scalar {
	switch (expression.kind) {
		case 'literal':
			return expression.literal.value;
		case 'property':
			return scalar(
				expression.path.reduce<Value>((at, name) => (isRow(at) ? at[name] : null), row),
			);
		case 'not':
			return evaluate(row, expression.operand) !== true;
		case 'logic': {
			const left = evaluate(row, expression.left) === true;
			if (expression.op === 'and') return left && evaluate(row, expression.right) === true;
			return left || evaluate(row, expression.right) === true;
		}
		case 'compare':
			return compare(
				expression.op,
				evaluate(row, expression.left),
				evaluate(row, expression.right),
				[expression.left, expression.right].some(isDate),
			);
		case 'call':
			return call(
				expression.name,
				expression.args.map((argument) => evaluate(row, argument)),
			);
	}
}

function call(name: string, [first, second]: Scalar[]): Scalar {
	if (typeof first !== 'string') return null;
	switch (name) {
		case 'tolower':
			return first.toLowerCase();
		case 'toupper':
			return first.toUpperCase();
		case 'date':
			return first.slice(0, 10);
	}
	if (typeof second !== 'string') return false;
	if (name === 'startswith') return first.startsWith(second);
	if (name === 'endswith') return first.endsWith(second);
	return first.includes(second);
}

function compare(op: string, left: Scalar, right: Scalar, asDates: boolean): boolean {
	if (left === null || right === null) {
		// Null is equal to null only, and neither larger nor smaller than anything.
		if (op === 'eq') return left === right;
		return op === 'ne' && left !== right;
	}
	const order = asDates
		? Date.parse(String(left)) - Date.parse(String(right))
		: ordinal(left, right);
	switch (op) {
		case 'eq':
			return order === 0;
		case 'ne':
			return order !== 0;
		case 'gt':
			return order > 0;
		case 'ge':
			return order >= 0;
		case 'lt':
			return order < 0;
		default:
			return order <= 0;
	}
}

/** Order of two values of one type; texts by code unit, case-sensitive. */
export function ordinal(left: string | number | boolean, right: string | number | boolean): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

function isDate(expression: Expression): boolean {
	return expression.kind === 'literal' && expression.literal.type === 'date';
}

function scalar(value: Value): Scalar {
	return typeof value === 'object' || value === undefined ? null : value;
}
