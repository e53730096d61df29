import type { DateTime } from 'luxon';
import { readNumber, type NumberRules, type PhoneNumber } from '../../shared/phone';
import { isBlank, whoIsOnDuty, type Duty, type Refuse } from '../plan';
import type { PlanOrder } from './planOrder';
import type { PlanSources } from './planSources';
import { readShifts, type ReadShifts } from './readShifts';

/** Who is on duty by the plan, and what is wrong with the plan. */
export interface PlanDuty extends Duty {
	warnings: string[];
	/** Extensions whose number stands in 3CX, which was not asked. */
	unasked: ReadonlySet<string>;
}

/** What is asked of the plan. */
export interface DutyQuestion {
	at: DateTime;
	rules: NumberRules;
	/** Whether a person without a number is passed over. */
	needsNumber: boolean;
	/** Whether somebody has not accepted a test call, and is passed over. */
	hasDeclined?: HasDeclined;
}

export type HasDeclined = (person: string, number: PhoneNumber) => boolean;

/** What is told of such a person. */
export const DECLINED = 'did not accept the test call';

/** How far ahead the next change is looked for in calendars, which have no end. */
const DAYS_AHEAD = 100;

/**
 * Reads the plan and decides who is on duty.
 *
 * @param sources 3CX; undefined where it must not be asked
 * @throws InputError when no row could be read: that is not a plan in which nobody is on duty
 */
export async function planDuty(
	order: PlanOrder,
	question: DutyQuestion,
	sources: PlanSources | undefined,
): Promise<PlanDuty> {
	const { at } = question;
	const { timing, timeZone } = order;
	const local = at.setZone(timeZone);
	const window = {
		from: local.minus({ minutes: timing.holdMinutes }),
		to: local.plus({ days: DAYS_AHEAD }),
	};
	const read = await readShifts(order, window, sources);
	const duty = whoIsOnDuty(read.shifts, local, refusing(read, question), timing);
	const warnings = [...read.warnings];
	for (const { person, reason, note } of duty.candidates) {
		if (reason !== 'noNumber') continue;
		warnings.push(`${person || 'A person'} is on duty but cannot be set: ${note ?? 'no number'}`);
	}
	return { ...duty, warnings, unasked: read.unasked };
}

/** Why a shift cannot be used. A number that stands in 3CX counts where 3CX is not asked. */
export function refusing(
	{ unasked }: Pick<ReadShifts, 'unasked'>,
	{ rules, needsNumber, hasDeclined }: Omit<DutyQuestion, 'at'>,
): Refuse {
	return ({ mobile, extension, person }) => {
		if (isBlank(mobile)) {
			if (!needsNumber || (extension !== undefined && unasked.has(extension))) return undefined;
			return extension === undefined
				? 'has no number'
				: `the user ${extension} has no mobile number in 3CX`;
		}
		const reading = readNumber(mobile, rules);
		if (!reading.ok) return reading.message;
		return hasDeclined?.(person, reading.number) === true ? DECLINED : undefined;
	};
}
