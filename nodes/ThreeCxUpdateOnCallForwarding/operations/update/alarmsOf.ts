import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { alarmRulesIn } from '../../alarm/alarmRules';
import { alarmFields } from '../../alarm/alarms';
import type { LineMemory } from '../../memory/lineMemory';
import type { Told } from './execute';
import { isProblem } from './outcome';

/** The alarms of a run. */
export interface Alarms {
	/** For the item of the line. */
	fields(told: Told): IDataObject;
	/** An alarm begins or ends with this item. */
	isNews(told: Told): boolean;
	/** A problem that has been told, or is not told yet, where the user wants it told once. */
	isOldNews(told: Told): boolean;
}

/** Judges every line of a run once, also where several items are about it: then the worst of them counts. */
export function alarmsOf(
	context: IExecuteFunctions,
	all: readonly Told[],
	memory: LineMemory,
	at: number,
): Alarms {
	const fields = new Map<string, IDataObject>();
	const rehearsed = new Set<string>();
	const spokesmen = new Set<Told>();
	for (const [line, told] of byLine(all)) {
		const spokesman = told.find(({ outcome }) => isProblem(outcome.status)) ?? told[0];
		if (!spokesman) continue;
		const { outcome } = spokesman;
		const isRehearsal = told.every((one) => optionsOf(context, one).dryRun === true);
		const report = {
			line,
			problem: isProblem(outcome.status) ? outcome.message : undefined,
			rules: alarmRulesIn(optionsOf(context, spokesman)),
			isRehearsal,
		};
		fields.set(line, alarmFields(memory, report, at));
		if (isRehearsal) rehearsed.add(line);
		spokesmen.add(spokesman);
	}
	const of = (told: Told) => fields.get(lineOf(told)) ?? {};
	return {
		fields: of,
		isNews: (told) =>
			spokesmen.has(told) && (of(told).alarm === 'raised' || of(told).alarm === 'cleared'),
		isOldNews: (told) =>
			!memory.isTest &&
			!rehearsed.has(lineOf(told)) &&
			of(told).alarm !== 'raised' &&
			optionsOf(context, told).alarmOnce === true,
	};
}

function byLine(all: readonly Told[]): Map<string, Told[]> {
	const lines = new Map<string, Told[]>();
	for (const told of all) {
		const line = lineOf(told);
		lines.set(line, [...(lines.get(line) ?? []), told]);
	}
	return lines;
}

/** An item that names no line is known by its place. */
function lineOf({ line }: Told): string {
	return 'extension' in line ? line.extension : `item ${line.itemIndex}`;
}

/** The options of a line as they stand; empty where an expression in them fails, which the line itself tells. */
export function optionsOf(context: IExecuteFunctions, { line }: Told): IDataObject {
	try {
		return context.getNodeParameter('options', line.itemIndex, {}) as IDataObject;
	} catch {
		return {};
	}
}
