import type { Question } from '../../duty/question';
import type { PlanProblem } from '../../plan';
import type { ToldProblem } from './otherProblems';

const MOST_NAMED = 3;
const SHOWN = 'yyyy-MM-dd HH:mm';

/** A problem of the plan in the user's words, and what to do about it. */
export function told(problem: PlanProblem, question: Question): ToldProblem {
	const { from, to } = problem;
	const times = { from: question.time(from), to: question.time(to) };
	const hours = Math.round(to.diff(from, 'hours').hours * 100) / 100;
	const span = `from ${from.toFormat(SHOWN)} to ${to.toFormat(SHOWN)}`;
	switch (problem.kind) {
		case 'gap': {
			const why = problem.unusable
				.slice(0, MOST_NAMED)
				.map((one) => `${one.shift.person}: ${one.why}`);
			const reason = why.length === 0 ? '' : ` (${why.join('; ')})`;
			return {
				kind: 'gap',
				...times,
				...{ hours, person: '' },
				message: `Nobody is on call ${span}${reason}`,
				whatToDo:
					why.length === 0
						? 'Enter somebody for this time; until then calls go to the fallback.'
						: 'Mend the shifts that are named, or enter somebody else.',
			};
		}
		case 'overlap':
			return {
				kind: 'overlap',
				...times,
				...{ hours, person: problem.winner.person, otherPerson: problem.loser.person },
				message: `${problem.winner.person} and ${problem.loser.person} are both on call ${span}; ${problem.winner.person} gets the calls`,
				whatToDo: 'Take one of them out, or mark who counts by a priority or as an override.',
			};
		case 'noNumber': {
			const { length } = problem.shifts;
			const person = problem.shifts[0]?.person ?? '';
			const count = length === 1 ? `on call ${span}` : `on call ${length} times, first ${span}`;
			return {
				kind: 'noNumber',
				...times,
				...{ hours, person, shifts: length },
				message: `${person} is ${count}, but cannot be set: ${problem.why}`,
				whatToDo:
					'Enter a number for this person; until then the next person or the fallback counts.',
			};
		}
		case 'tooLong':
			return {
				kind: 'tooLong',
				...times,
				...{ hours, person: problem.shift.person },
				message: `${problem.shift.person} is on call for ${hours} hours ${span}`,
				whatToDo: 'Divide the shift, or raise "Longest Shift (Hours)".',
			};
	}
}
