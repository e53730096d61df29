/** The on-call plan: rows or calendars in, the person on call out. Pure; knows neither n8n nor 3CX. */
export { isCalendar } from './calendar/calendarText';
export { isBlank } from './cell';
export {
	findProblems,
	type CoverageRules,
	type Gap,
	type PlanProblem,
} from './coverage/findProblems';
export { readOfficeHours, officeTimes, type OfficeHours } from './coverage/officeHours';
export { FIELDS, type PlanColumns } from './columns';
export { readMoment } from './moment';
export { readPlan, type Plan } from './readPlan';
export { readRoster, type RosterRules, type RosterSources } from './roster';
export type { RowProblem, Shift } from './shift';
export { Timeline, ON_TIME, type Timing, type Turn } from './timeline';
export { MIDNIGHT, nextDay, wallTime, type Clock, type Day } from './wallTime';
export { whoIsOnDuty, type Candidate, type Duty, type Reason, type Refuse } from './whoIsOnDuty';
export { assertZone, UnknownZoneError } from './zone';
