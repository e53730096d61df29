import type { Row } from '../../shared/xapi';
import { readSchedule, type Schedule } from './schedule';

/** A department, or the whole PBX where departments have nothing of their own (xapi.md §3.5). */
export interface Department {
	/** Key that users name as their PrimaryGroupId. */
	id: number;
	/** Such as `GRP0000`; holidays name it. */
	number: string;
	name: string;
	isDefault: boolean;
	/** IANA name; undefined: 3CX does not show it. */
	zone: string | undefined;
	hours: Schedule | undefined;
	breaks: Schedule | undefined;
	/** Set by hand: `ForceOpened`, `ForceClosed`, `ForceBreak`, `ForceHoliday`, `ForceCustomOperator`; undefined: by the clock. */
	forced: string | undefined;
	/** End of the override, in milliseconds since 1970; undefined: none. */
	forcedUntil: number | undefined;
	/** Whether the department has its own holidays in place of those of the PBX; what that means, nobody has seen. */
	overridesHolidays: boolean;
}

export const DEPARTMENT_FIELDS = [
	'Id',
	'Number',
	'Name',
	'IsDefault',
	'TimeZoneId',
	'Hours',
	'BreakTime',
	'CurrentGroupHours',
	'OverrideExpiresAt',
	'OverrideHolidays',
];

/** What of the whole PBX holds for a department without its own (xapi.md §3.12). */
export interface OfficeHours {
	zone: string | undefined;
	hours: Schedule | undefined;
	breaks: Schedule | undefined;
}

/** @param zoneOf IANA name by the key of a time zone */
export function readDepartment(
	row: Row,
	pbx: OfficeHours,
	zoneOf: (id: string | undefined) => string | undefined,
): Department {
	const until = Date.parse(row.text('OverrideExpiresAt') ?? '');
	return {
		id: row.integer('Id') ?? 0,
		number: row.text('Number') ?? '',
		name: row.text('Name') ?? '',
		isDefault: row.flag('IsDefault') ?? false,
		zone: zoneOf(row.text('TimeZoneId')) ?? pbx.zone,
		hours: own(readSchedule(row.child('Hours'))) ?? pbx.hours,
		breaks: own(readSchedule(row.child('BreakTime'))) ?? pbx.breaks,
		// A flag may stand beside the word (xapi.md §3.5).
		forced: row
			.texts('CurrentGroupHours')
			.find((word) => word.startsWith('Force') && word !== 'HasForcedMask'),
		// Year 1 stands for "none" (xapi.md §2.5).
		forcedUntil: until > 0 ? until : undefined,
		overridesHolidays: row.flag('OverrideHolidays') ?? false,
	};
}

/** `OfficeHours` in the schedule of a department means: as the whole PBX. */
function own(schedule: Schedule | undefined): Schedule | undefined {
	return schedule?.type === 'OfficeHours' ? undefined : schedule;
}
