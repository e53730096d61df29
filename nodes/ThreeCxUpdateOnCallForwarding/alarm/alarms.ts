import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { LineMemory } from '../memory/lineMemory';
import { judgeRun, outageNote, readOutage, type AlarmRules, type Judged } from './outage';

/** What a run found out about one line. */
export interface LineReport {
	/** Extension; an item whose extension cannot be read is a line of its own. */
	line: string;
	/** What is wrong; undefined when all is well. */
	problem: string | undefined;
	rules: AlarmRules;
	/** Nothing was really done: it neither begins nor ends an outage. */
	isRehearsal: boolean;
}

const PURPOSE = 'alarm';

/**
 * What the output says of the outage of a line: `alarm`, and where there is one `alarmSince` (ISO, UTC),
 * `alarmFailures` (runs that failed) and `alarmReason`.
 */
export function alarmFields(memory: LineMemory, report: LineReport, at: number): IDataObject {
	const before = readOutage(memory.recall(PURPOSE, report.line));
	if (memory.isTest || report.isRehearsal) {
		// People try things out, and nobody shall be woken by that.
		const alarm = before?.raised ? 'ongoing' : 'none';
		return fieldsOf({ alarm, told: before?.raised ? before : undefined, outage: before });
	}
	const judged = judgeRun(before, { at, problem: report.problem }, report.rules);
	// A line that is and was well costs nothing: n8n saves what has changed only.
	if (before || judged.outage) memory.note(PURPOSE, report.line, outageNote(judged.outage));
	return fieldsOf(judged);
}

function fieldsOf({ alarm, told }: Judged): IDataObject {
	if (!told) return { alarm };
	return {
		alarm,
		alarmSince: DateTime.fromMillis(told.since, { zone: 'utc' }).toISO(),
		alarmFailures: told.failures,
		alarmReason: told.reason,
	};
}
