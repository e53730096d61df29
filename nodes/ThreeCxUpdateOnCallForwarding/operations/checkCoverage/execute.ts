import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { DateTime } from 'luxon';
import { numberBetween, oneOf, wholeNumber } from '../../../shared/n8n/parameters';
import type { PbxHost } from '../../../shared/n8n/pbx';
import { InputError } from '../../../shared/transport';
import { inboundOfLine } from '../../duty/inboundOfLine';
import { refusing } from '../../duty/planDuty';
import { readInstant, type Question } from '../../duty/question';
import { readShifts, type ReadShifts } from '../../duty/readShifts';
import { findProblems, officeTimes, readOfficeHours, type OfficeHours } from '../../plan';
import { askLines } from '../askLines';
import { differenceFrom3cx, fallbackProblem, notReached, type ToldProblem } from './otherProblems';
import { scheduleOf } from './schedule';
import { told } from './words';

const MOST_DAYS = 366;
const MOST_HOURS = 8784;
const OVERLAPS = ['undecided', 'sameStart', 'none'] as const;

/** Looks ahead in the plan for what would go wrong; changes nothing. */
export async function executeCheckCoverage(
	this: IExecuteFunctions,
	host?: PbxHost,
): Promise<INodeExecutionData[][]> {
	return await askLines(this, answer, host);
}

async function answer(context: IExecuteFunctions, question: Question): Promise<IDataObject[]> {
	const { line, order, rules, options, time } = question;
	const get = (name: string, fallback: unknown) =>
		context.getNodeParameter(name, line.itemIndex, fallback) as unknown;
	const days = wholeNumber('Days', get('days', 7), 1, MOST_DAYS);
	const output = oneOf('Output', get('output', 'report'), ['report', 'problems'] as const);
	const from = readInstant('Start', get('start', ''), question).startOf('minute');
	const to = from.plus({ days });
	const hours = officeHoursOf(options.nobodyNeeded);

	const wide = { from: from.minus({ minutes: order.timing.holdMinutes }), to };
	const read = await readShifts(order, wide, question.sources);
	const { problems, turns } = findProblems(read.shifts, {
		...{ from, to },
		timing: order.timing,
		free: officeTimes(hours, { from, to }, read.holidays, order.timeZone),
		overlaps: oneOf('Overlaps', options.overlaps ?? 'undecided', OVERLAPS),
		mostHours: numberBetween('Longest Shift (Hours)', options.longestShift ?? 0, 0, MOST_HOURS),
		refuse: refusing(read, { rules, needsNumber: true }),
	});

	const inbound = await inboundOfLine(question, from, days, { name: '', number: '' });
	const all: ToldProblem[] = [
		...read.warnings.map(unreadable),
		...fallbackProblem(question),
		...(await differenceFrom3cx(question, read)),
		...notReached(inbound, question),
		...problems.map((problem) => told(problem, question)),
	];
	const common = { extension: line.extension, timeZone: order.timeZone };
	if (output === 'problems') return all.map((problem) => ({ ...common, ...problem }));
	return [
		{
			...common,
			ok: all.length === 0,
			message: summary(all, days),
			from: time(from),
			to: time(to),
			days,
			problemCount: all.length,
			nextProblem: all.find((problem) => problem.from !== undefined) ?? all[0],
			problems: all,
			shifts: within(read, { from, to }),
			...(inbound && { inbound: { ...inbound } }),
			...(options.schedule === true && { schedule: scheduleOf(turns, { from, to }, question) }),
		},
	];
}

function unreadable(message: string): ToldProblem {
	return {
		kind: 'unreadable',
		message,
		whatToDo: 'Correct it in the plan: what cannot be read is on call for nobody.',
	};
}

function within({ shifts }: ReadShifts, { from, to }: { from: DateTime; to: DateTime }): number {
	return shifts.filter((shift) => shift.from < to && shift.to > from).length;
}

function summary(problems: readonly ToldProblem[], days: number): string {
	const period = days === 1 ? 'the next day' : `${days} days`;
	if (problems.length === 0) return `No problem in ${period}.`;
	const [first] = problems;
	const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
	return `${count} in ${period}. The first: ${first?.message ?? ''}`;
}

function officeHoursOf(value: unknown): OfficeHours[] {
	const text = String(value ?? '').trim();
	const hours = readOfficeHours(text);
	if (hours !== undefined) return hours;
	throw new InputError('Nobody Needed', `"Nobody Needed" is not understood: ${text.slice(0, 60)}`, {
		hint: 'Write it as Mon-Fri 08:00-17:00; Sat 9-12.',
	});
}
