import type { DateTime } from 'luxon';
import { InputError } from '../../shared/transport';
import { isBlank, readRoster, type Day, type Plan, type Shift } from '../plan';
import type { PlanOrder } from './planOrder';
import type { PlanSources } from './planSources';

/** A plan whose numbers are known, as far as anybody knows them. */
export interface ReadShifts {
	shifts: readonly Shift[];
	/** What could not be read, in the user's words. */
	warnings: string[];
	/** Extensions whose number stands in 3CX, which was not asked. */
	unasked: ReadonlySet<string>;
	holidays: readonly Day[];
}

/**
 * Reads the plan, with what of it stands in 3CX.
 *
 * @param window the time that matters: calendars are followed there, and numbers asked for
 * @param sources 3CX; undefined where it must not be asked
 * @throws InputError when nothing of the plan could be read: that is not a plan in which nobody is on duty
 */
export async function readShifts(
	order: PlanOrder,
	window: { from: DateTime; to: DateTime },
	sources: PlanSources | undefined,
): Promise<ReadShifts> {
	const { timeZone: zone, rules } = order;
	const holidayDays = await holidaysOf(order, window, sources);
	const plan = readRoster({ ...order.sources, holidayDays }, { ...rules, zone, window });
	const warnings = plan.problems.map(({ message }) => message);
	if (plan.shifts.length === 0 && warnings.length > 0) throw nothingReadable(warnings);
	return { ...(await withNumbers(plan, window, sources)), warnings, holidays: plan.holidays };
}

async function holidaysOf(
	order: PlanOrder,
	{ from, to }: { from: DateTime; to: DateTime },
	sources: PlanSources | undefined,
): Promise<readonly Day[]> {
	if (!order.holidaysFrom3cx) return [];
	if (sources === undefined) {
		throw new InputError(
			'Holidays From 3CX',
			'"Holidays From 3CX" is on, but 3CX is not to be asked',
			{ hint: 'Switch on "Compare With 3CX", or list the days in "Holidays".' },
		);
	}
	return await sources.holidays(dayOf(from.minus({ days: 1 })), dayOf(to));
}

function dayOf({ year, month, day }: DateTime): Day {
	return { year, month, day };
}

async function withNumbers(
	{ shifts }: Plan,
	window: { from: DateTime; to: DateTime },
	sources: PlanSources | undefined,
): Promise<Pick<ReadShifts, 'shifts' | 'unasked'>> {
	const needed = new Set(
		shifts
			.filter(({ mobile, from, to }) => isBlank(mobile) && to > window.from && from < window.to)
			.flatMap(({ extension }) => extension ?? []),
	);
	if (needed.size === 0) return { shifts, unasked: needed };
	if (sources === undefined) return { shifts, unasked: needed };
	const mobiles = await sources.mobiles([...needed]);
	return {
		shifts: shifts.map((shift) =>
			isBlank(shift.mobile) && shift.extension !== undefined
				? { ...shift, mobile: mobiles.get(shift.extension) }
				: shift,
		),
		unasked: new Set(),
	};
}

function nothingReadable(problems: readonly string[]): InputError {
	return new InputError(
		'Plan',
		`No row of the plan could be read: ${problems.slice(0, 3).join('; ')}`,
		{
			hint: 'Check "Plan Columns" and the times. The number that is set in 3CX stays as it is.',
		},
	);
}
