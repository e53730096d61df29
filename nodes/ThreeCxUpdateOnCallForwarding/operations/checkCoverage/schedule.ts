import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { numberOf, type Question } from '../../duty/question';
import type { Turn } from '../../plan';

/** Who gets the calls from when to when, without a hole: where nobody does, the fallback is named. */
export function scheduleOf(
	turns: readonly Turn[],
	window: { from: DateTime; to: DateTime },
	question: Question,
): IDataObject[] {
	const { order, rules, show, time } = question;
	const fallback = numberOf({ mobile: question.fallbackNumber }, rules);
	const at = (millis: number) => DateTime.fromMillis(millis, { zone: order.timeZone });
	const [first, last] = [window.from.toMillis(), window.to.toMillis()];
	return turns.map(({ from, shift }, index) => ({
		from: time(at(Math.max(from, first))),
		to: time(at(Math.min(turns[index + 1]?.from ?? last, last))),
		source:
			shift === undefined ? (fallback === '' ? 'none' : 'fallback') : (shift.roster ?? 'plan'),
		person: shift?.person ?? '',
		number: show(shift === undefined ? fallback : numberOf(shift, rules)),
	}));
}
