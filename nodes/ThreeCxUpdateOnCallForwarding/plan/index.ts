/** The on-call plan: rows in, the person on call out. Pure; knows neither n8n nor 3CX. */
export { isBlank } from './cell';
export type { PlanColumns } from './columns';
export { readPlan, type Plan } from './readPlan';
export type { RowProblem, Shift } from './shift';
export { whoIsOnDuty, type Candidate, type Duty, type Refuse } from './whoIsOnDuty';
export { assertZone, UnknownZoneError } from './zone';
