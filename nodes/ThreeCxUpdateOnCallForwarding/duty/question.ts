import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { Pbx } from '../../shared/n8n/pbx';
import { maskNumber, readNumber, type NumberRules } from '../../shared/phone';
import { InputError } from '../../shared/transport';
import { isBlank, readMoment, wallTime, type Shift } from '../plan';
import { countryOf } from './country';
import type { Line } from './line';
import { pbxSources } from './pbxSources';
import { readPlanOrder, type PlanOrder } from './planOrder';
import type { PlanSources } from './planSources';

/** What a question about the plan of a line is asked with; nothing of it changes anything. */
export interface Question {
	line: Line;
	order: PlanOrder;
	rules: NumberRules;
	fallbackNumber: unknown;
	options: IDataObject;
	/** Undefined where 3CX must not be asked. */
	pbx: Pbx | undefined;
	sources: PlanSources | undefined;
	/** Epoch milliseconds. */
	now: number;
	/** A number for the output. */
	show(number: string): string;
	/** A time for the output, in the zone of the plan. */
	time(at: DateTime | undefined): string | undefined;
}

/** Reads what both operations need. @throws InputError naming the parameter by its label */
export async function readQuestion(
	context: IExecuteFunctions,
	line: Line,
	pbx: Pbx | undefined,
	now: number,
): Promise<Question> {
	const order = readPlanOrder(context, line);
	const options = context.getNodeParameter('options', line.itemIndex, {}) as IDataObject;
	const masked = options.maskNumbers === true;
	return {
		line,
		order,
		rules: {
			defaultCountry: await countryOf(pbx, String(options.defaultCountry ?? '').trim()),
			ownExtension: line.extension,
		},
		fallbackNumber: context.getNodeParameter('fallbackNumber', line.itemIndex, ''),
		options,
		pbx,
		sources: pbx && pbxSources(pbx),
		now,
		show: (number) => (masked ? maskNumber(number) : number),
		time: (at) => at?.setZone(order.timeZone).toISO({ suppressMilliseconds: true }) ?? undefined,
	};
}

/** An instant as people write it; a day alone means its hand-over. Empty: now. */
export function readInstant(label: string, value: unknown, question: Question): DateTime {
	const { order, now } = question;
	const zone = order.timeZone;
	if (isBlank(value)) return DateTime.fromMillis(now, { zone });
	const moment = readMoment(value, zone);
	if (moment.kind === 'instant') return moment.at.setZone(zone);
	const start =
		moment.kind === 'day' ? wallTime(moment.day, order.rules.handOver, zone) : undefined;
	if (start !== undefined) return start;
	const reason = moment.kind === 'problem' ? `${moment.what}. ${moment.instead}` : 'is no day';
	throw new InputError(label, `"${label}" cannot be used: it ${reason}`);
}

/** The number of a shift as it stands in the plan; empty where nobody knows it. */
export function numberOf(shift: Pick<Shift, 'mobile'> | undefined, rules: NumberRules): string {
	if (shift === undefined || isBlank(shift.mobile)) return '';
	const reading = readNumber(shift.mobile, rules);
	return reading.ok ? reading.number.input : '';
}
