import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { readNumber } from '../../../shared/phone';
import { compareWithPbx } from '../../duty/compare';
import { refusing } from '../../duty/planDuty';
import { numberOf, type Question } from '../../duty/question';
import type { ReadShifts } from '../../duty/readShifts';
import type { InboundVerdict } from '../../inbound/judgeInbound';
import { isBlank, whoIsOnDuty } from '../../plan';

/** A problem as the output has it; times are ISO with the offset of the plan's zone. */
export interface ToldProblem extends IDataObject {
	kind:
		| 'gap'
		| 'overlap'
		| 'noNumber'
		| 'tooLong'
		| 'unreadable'
		| 'fallback'
		| 'notIn3cx'
		| 'notReached';
	/** Absent where the problem has no time of its own. */
	from?: string;
	to?: string;
	hours?: number;
	person?: string;
	message: string;
	whatToDo: string;
}

/** A fallback that could not be set if it were needed tonight. */
export function fallbackProblem({ fallbackNumber, rules }: Question): ToldProblem[] {
	if (isBlank(fallbackNumber)) return [];
	const reading = readNumber(fallbackNumber, rules);
	if (reading.ok) return [];
	return [
		{
			kind: 'fallback',
			message: `"Fallback Number" could not be set: ${reading.message}`,
			whatToDo: 'Enter the central number there.',
		},
	];
}

/** What is set in 3CX is not what the plan says of now; nothing where 3CX is not to be asked. */
export async function differenceFrom3cx(
	question: Question,
	read: ReadShifts,
): Promise<ToldProblem[]> {
	const { pbx, line, rules, order, now } = question;
	if (pbx === undefined) return [];
	const at = DateTime.fromMillis(now, { zone: order.timeZone });
	const refuse = refusing(read, { rules, needsNumber: true });
	const { shift } = whoIsOnDuty(read.shifts, at, refuse, order.timing);
	const wanted = numberOf(shift ?? { mobile: question.fallbackNumber }, rules);
	const { same, setNumber, remarks } = await compareWithPbx(pbx, line.extension, wanted, rules);
	if (same !== false) return [];
	const who = shift?.person ?? 'the fallback number';
	const why = remarks.length === 0 ? '' : ` (${remarks.slice(0, 2).join('; ')})`;
	return [
		{
			kind: 'notIn3cx',
			from: question.time(at),
			person: shift?.person ?? '',
			setNumber: question.show(setNumber),
			message: `Calls should go to ${who} now, but 3CX sends them elsewhere${why}`,
			whatToDo: 'Run Update, and look at why it did not set the number.',
		},
	];
}

/** Stretches of time in which calls to the emergency number do not come to the line. */
export function notReached(
	inbound: InboundVerdict | undefined,
	{ line }: Pick<Question, 'line'>,
): ToldProblem[] {
	return (inbound?.nextDays ?? [])
		.filter(({ ok }) => !ok)
		.map(({ from, to, goes }) => ({
			kind: 'notReached',
			...{ from, to },
			message: `A call to the emergency number does not surely ring by way of ${line.extension}: it ${goes}`,
			whatToDo:
				'Look at the inbound rule of this number in 3CX, with its ways for office hours, outside them and on holidays.',
		}));
}
