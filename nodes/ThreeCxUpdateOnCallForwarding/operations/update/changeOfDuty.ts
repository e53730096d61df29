import type { IDataObject } from 'n8n-workflow';
import {
	maskNumber,
	readNumber,
	sameNumber,
	writeNumber,
	type NumberRules,
} from '../../../shared/phone';
import { announcements, handOverOf } from '../../announce/announcements';
import type { HandOver, Holder } from '../../announce/handOver';
import type { LineMemory } from '../../memory/lineMemory';
import type { Duty } from './duty';
import type { UpdateOrder } from './order';
import { isProblem, statusOf } from './outcome';
import type { Setting } from './setNumber';

/** Whether this run has put somebody else on duty. A dry run has put nobody anywhere. */
export function handOverBy(
	memory: LineMemory,
	order: UpdateOrder,
	duty: Duty,
	setting: Setting,
	rules: NumberRules,
): HandOver | undefined {
	const { extension, options, fallbackNumber } = order;
	if (options.dryRun) return undefined;
	const written = (text: string) => {
		const reading = readNumber(text, rules);
		const number = reading.ok ? writeNumber(reading.number, 'e164') : text;
		return options.maskNumbers ? maskNumber(number) : number;
	};
	const now: Holder = {
		person: duty.person,
		number: written(duty.number?.dialable ?? setting.newNumber),
		isPerson: duty.source !== 'fallback',
	};
	const { previousNumber } = setting;
	const previous: Holder = {
		person: '',
		number: written(previousNumber),
		isPerson:
			previousNumber !== '' && !sameNumber(previousNumber, String(fallbackNumber ?? ''), rules),
	};
	const isFine = !isProblem(statusOf(duty, setting));
	return handOverOf(memory, extension, { now, previous, changed: setting.changed, isFine }, rules);
}

/** The messages to those who come and go, for the output. */
export function announcementsOf(
	{ extension, options }: UpdateOrder,
	{ nextChange, shift }: Duty,
	{ userName }: Setting,
	handOver: HandOver | undefined,
): IDataObject[] {
	return announcements(handOver, options.wording, {
		line: options.emergencyNumber || userName || extension,
		extension,
		until: nextChange ?? shift?.to,
		zone: options.timeZone,
	});
}
