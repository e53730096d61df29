import type { DateTime } from 'luxon';
import { readNumber, type NumberRules } from '../../shared/phone';
import { InputError } from '../../shared/transport';
import { isBlank, readPlan, whoIsOnDuty, type Duty } from '../plan';
import type { PlanOrder } from './planOrder';

/** Who is on duty by the plan, and what is wrong with the plan. */
export interface PlanDuty extends Duty {
	warnings: string[];
}

/** What is asked of the plan. */
export interface DutyQuestion {
	at: DateTime;
	rules: NumberRules;
	/** Whether a person without a number is passed over. */
	needsNumber: boolean;
}

/**
 * Reads the plan and decides who is on duty.
 *
 * @throws InputError when no row could be read: that is not a plan in which nobody is on duty
 */
export function planDuty(order: PlanOrder, { at, rules, needsNumber }: DutyQuestion): PlanDuty {
	const { shifts, problems } = readPlan(order.rows, order.columns, order.timeZone);
	const warnings = problems.map(({ message }) => message);
	if (shifts.length === 0 && warnings.length > 0) throw nothingReadable(warnings);

	const duty = whoIsOnDuty(shifts, at, ({ mobile }) => {
		if (isBlank(mobile)) return needsNumber ? 'has no number' : undefined;
		const reading = readNumber(mobile, rules);
		return reading.ok ? undefined : reading.message;
	});
	for (const { person, reason, note } of duty.candidates) {
		if (reason !== 'noNumber') continue;
		warnings.push(`${person || 'A person'} is on duty but cannot be set: ${note ?? 'no number'}`);
	}
	return { ...duty, warnings };
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
