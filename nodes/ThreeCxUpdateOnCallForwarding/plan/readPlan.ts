import { isBlank } from './cell';
import { cellOf, findColumns, type PlanColumns, type PlanTable } from './columns';
import { readShift } from './readShift';
import { listRows, type NumberedRow } from './rows';
import type { RowProblem, Shift } from './shift';
import { ORDINARY, type RowRules } from './rules';
import { assertZone } from './zone';

/** A plan as far as it could be read. */
export interface Plan {
	/** In the order of the rows. */
	shifts: Shift[];
	/** In the order of the rows. A row that cannot be read never costs another. */
	problems: RowProblem[];
}

/**
 * Reads a plan: who is on call from when to when.
 *
 * @param rows whatever an expression gives, see `listRows`
 * @param zone IANA name: where times without an offset are meant
 * @throws UnknownZoneError
 */
export function readPlan(
	rows: unknown,
	columns: PlanColumns,
	zone: string,
	more: Partial<Omit<RowRules, 'zone'>> = {},
): Plan {
	const rules: RowRules = { ...ORDINARY, ...more, zone: assertZone(zone) };
	const list = listRows(rows);
	const table = findColumns(
		list.rows.map(({ cells }) => cells),
		columns,
		rules.roster === 'override',
	);

	const plan: Plan = { shifts: [], problems: [...list.problems] };
	for (const numbered of list.rows) {
		if (isEmpty(numbered, table)) continue;
		const reading = readShift(numbered, table, rules);
		const texts = reading.ok ? reading.remarks : [reading.problem];
		if (reading.ok) plan.shifts.push(reading.shift);
		plan.problems.push(...texts.map((text) => rowProblem(numbered.row, text)));
	}

	const [first] = plan.shifts;
	if (first !== undefined && table.name.chosen && !table.name.exists) {
		// A missing name must not cost the shift: the number is what counts at night.
		const text = `there is no column "${table.name.title}" for the name. The shifts count all the same.`;
		plan.problems.push(rowProblem(first.row, text));
	}
	plan.problems.sort((a, b) => a.row - b.row);
	return plan;
}

function rowProblem(row: number, text: string): RowProblem {
	return { row, message: `Row ${row + 1}: ${text}` };
}

/**
 * `{}` from "Always Output Data", and the lines below a table. Those may hold an unticked check box
 * or a row number, so with the columns known only the cells of the shift count.
 */
function isEmpty({ cells }: NumberedRow, table: PlanTable): boolean {
	if (Object.values(cells).every(isBlank)) return true;
	if (!table.mobile.exists || !table.from.exists || !table.to.exists) return false;
	const shift = [table.name, table.mobile, table.from, table.to];
	return shift.every((column) => isBlank(cellOf(cells, column)));
}
