import type { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { PbxHost } from '../../../shared/n8n/pbx';
import { compareWithPbx } from '../../duty/compare';
import { inboundOfLine, type Planned } from '../../duty/inboundOfLine';
import { planDuty, type PlanDuty } from '../../duty/planDuty';
import { numberOf, readInstant, type Question } from '../../duty/question';
import type { Shift } from '../../plan';
import { askLines } from '../askLines';
import { whyChosen, whyNot } from './words';

/** Says who is on call at an instant, and why; changes nothing. */
export async function executeWhoIsOnCall(
	this: IExecuteFunctions,
	host?: PbxHost,
): Promise<INodeExecutionData[][]> {
	return await askLines(this, answer, host);
}

async function answer(context: IExecuteFunctions, question: Question): Promise<IDataObject[]> {
	const { line, order, rules, sources, time } = question;
	const given = context.getNodeParameter('at', line.itemIndex, '') as unknown;
	const at = readInstant('Time', given, question);
	const duty = await planDuty(order, { at, rules, needsNumber: true }, sources);
	const fallback = numberOf({ mobile: question.fallbackNumber }, rules);
	const who = (shift: Shift | undefined) => whoFields(shift, fallback, question);
	const now = who(duty.shift);
	const next = who(duty.next);
	const shown = (number: string) => question.show(number);
	return [
		{
			extension: line.extension,
			onCall: duty.shift !== undefined,
			source: now.source,
			person: now.person,
			number: shown(now.number),
			why: whyChosen(duty, { fallback: fallback !== '', time }),
			shiftFrom: time(duty.shift?.from),
			shiftTo: time(duty.shift?.to),
			nextChange: time(duty.nextChange),
			...(duty.nextChange && {
				nextSource: next.source,
				nextPerson: next.person,
				nextNumber: shown(next.number),
			}),
			candidates: duty.candidates.map((candidate) => ({ ...candidate, why: whyNot(candidate) })),
			warnings: [...duty.warnings, ...unknownNumber(duty)],
			...(await comparison(question, now.number)),
			...(await inboundFields(question, at, { name: now.person, number: now.number })),
			at: at.toUTC().toISO(),
			atLocal: time(at),
			timeZone: order.timeZone,
		},
	];
}

interface Who {
	source: 'plan' | 'override' | 'holiday' | 'fallback' | 'none';
	person: string;
	number: string;
}

function whoFields(shift: Shift | undefined, fallback: string, { rules }: Question): Who {
	if (shift !== undefined) {
		const { person, roster } = shift;
		return { source: roster ?? 'plan', person, number: numberOf(shift, rules) };
	}
	return { source: fallback === '' ? 'none' : 'fallback', person: '', number: fallback };
}

function unknownNumber({ shift, unasked }: PlanDuty): string[] {
	const extension = shift?.extension;
	if (shift === undefined || extension === undefined || !unasked.has(extension)) return [];
	return [
		`The number of ${shift.person} stands in 3CX (extension ${extension}); "Compare With 3CX" shows it`,
	];
}

/** As far as the way of calls is told. */
const DAYS = 7;

async function inboundFields(
	question: Question,
	at: DateTime,
	planned: Planned,
): Promise<IDataObject> {
	const inbound = await inboundOfLine(question, at, DAYS, planned);
	return inbound === undefined ? {} : { inbound: { ...inbound } };
}

/** What is set now says nothing of another instant, but is told as what it is. */
async function comparison(question: Question, wanted: string): Promise<IDataObject> {
	const { pbx, line, rules, show } = question;
	if (pbx === undefined) return {};
	const { setNumber, ...compared } = await compareWithPbx(pbx, line.extension, wanted, rules);
	return { in3cx: { ...compared, setNumber: show(setNumber) } };
}
