import { departmentOf } from './configuration';
import type { Call, Ways } from './call';
import type { CallUser } from './callUser';
import type { Department } from './department';
import { appliesAt, goesByOffice, officeAt, type OfficeState } from './officeState';
import type { Schedule } from './schedule';

const WORDS: Readonly<Record<OfficeState, string>> = {
	open: 'in office hours',
	closed: 'outside office hours',
	break: 'in a break',
	holiday: 'on a holiday',
};

/** What goes on with a call once the state of a department is known. */
export type InOffice = (call: Call, state: OfficeState, why: string) => Ways;

/** Goes on by the hours of a department; where 3CX does not tell them, in each way that they could be. */
export function* byOffice(call: Call, department: Department, next: InOffice): Ways {
	const { state, why } = officeAt(department, call.configuration.holidays, call.at);
	if (state !== undefined) {
		yield* next(call, state, why);
		return;
	}
	const of = department.number;
	const before = call.assumed('hours', of);
	for (const is of ['open', 'closed', 'break', 'holiday'] as const) {
		if (before !== undefined && before !== is) continue;
		const words = `if it is ${WORDS[is]} (${why})`;
		const assumed =
			before === is ? call : call.if({ kind: 'doubt', about: 'hours', of, is, words });
		yield* next(assumed, is, `${WORDS[is]}, presumably`);
	}
}

/** Whether a rule with this schedule applies; see {@link byOffice}. */
export function* bySchedule(
	call: Call,
	schedule: Schedule | undefined,
	department: Department,
	next: (call: Call, applies: boolean) => Ways,
): Ways {
	const { holidays } = call.configuration;
	const applies = (state: OfficeState) => appliesAt(schedule, state, department, holidays, call.at);
	if (!goesByOffice(schedule)) {
		yield* next(call, applies('closed'));
		return;
	}
	yield* byOffice(call, department, (known, state) => next(known, applies(state)));
}

/** Whether a user is in office hours: those of the department, or own ones (xapi.md §3.3). */
export function* byUserHours(
	call: Call,
	user: CallUser,
	next: (call: Call, inOffice: boolean) => Ways,
): Ways {
	const department = departmentOf(call.configuration, user.groupId);
	if (user.officeHours.includes('GlobalSchedule') || user.hours === undefined) {
		yield* byOffice(call, department, (known, state) => next(known, state === 'open'));
		return;
	}
	yield* bySchedule(call, user.hours, department, next);
}
