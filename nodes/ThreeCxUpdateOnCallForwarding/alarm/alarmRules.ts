import type { IDataObject } from 'n8n-workflow';
import { wholeNumber } from '../../shared/n8n/parameters';
import type { AlarmRules } from './outage';

/** A line that fails at once is told at once; one good run may be luck. */
const USUAL: AlarmRules = { after: 1, clearAfter: 2 };
const MOST_RUNS = 1_000;

/** The options "Alarm After" and "Clear Alarm After". @throws InputError */
export function readAlarmRules({ alarmAfter, clearAlarmAfter }: IDataObject): AlarmRules {
	return {
		after: wholeNumber('Alarm After (Failed Runs)', alarmAfter ?? USUAL.after, 1, MOST_RUNS),
		clearAfter: wholeNumber(
			'Clear Alarm After (Good Runs)',
			clearAlarmAfter ?? USUAL.clearAfter,
			1,
			MOST_RUNS,
		),
	};
}

/** The same where the options of a line may be what is wrong with it: it needs its alarm most. */
export function alarmRulesIn(options: IDataObject): AlarmRules {
	try {
		return readAlarmRules(options);
	} catch {
		return USUAL;
	}
}
