import type { IDataObject } from 'n8n-workflow';
import type { NumberRules } from '../../shared/phone';
import type { LineMemory } from '../memory/lineMemory';
import {
	heldNote,
	isSameHeld,
	judgeHandOver,
	readHeld,
	type HandOver,
	type Holder,
	type HolderRun,
} from './handOver';
import { messageTo, type Occasion, type Wording } from './texts';

const PURPOSE = 'holder';

/** Whether this run has put somebody else on duty; remembers who is told of it. */
export function handOverOf(
	memory: LineMemory,
	line: string,
	run: HolderRun,
	rules: NumberRules,
): HandOver | undefined {
	const before = readHeld(memory.recall(PURPOSE, line));
	const { handOver, held } = judgeHandOver(before, run, rules);
	if (held && !isSameHeld(before, held)) memory.note(PURPOSE, line, heldNote(held));
	return handOver;
}

/**
 * Messages to the person coming and the person leaving, ready for SMS, chat or mail: `to` (their number, international
 * where the country is known), `person`, `text`, `kind` (`coming` or `leaving`). Empty where nobody else has come on duty.
 */
export function announcements(
	handOver: HandOver | undefined,
	wording: Wording,
	occasion: Occasion,
): IDataObject[] {
	if (!handOver) return [];
	const { coming, leaving } = handOver;
	const message = (kind: 'coming' | 'leaving', holder: Holder, other: Holder | undefined) => ({
		kind,
		to: holder.number,
		person: holder.person,
		text: messageTo(kind, holder, other, wording, occasion),
	});
	return [
		...(coming ? [message('coming', coming, leaving[0])] : []),
		...leaving.map((holder) => message('leaving', holder, coming)),
	];
}
