import type { Switches } from '../switches';
import type { ApiClient } from '../world/clients';

/** What is asked for, in the terms by which roles differ. */
export interface Wanted {
	/** Entity set, singleton or report. */
	name: string;
	write: boolean;
}

/** Sets in which a department-level role sees its own department (xapi.md §1.3, inferred). */
const DEPARTMENT_SETS = ['Users', 'Groups', 'Queues', 'RingGroups', 'Receptionists', 'Peers'];

/** Read by every role above "users": good for a connection test (xapi.md §1.3). */
const FREE_TO_READ = ['Defs', 'SystemStatus'];

/** Refused to administrators (seen, xapi.md §1.3). */
const OWNER_ONLY = ['ReportCallLogData', 'CallHistoryView', 'Recordings'];

const DEPARTMENT_ROLES = ['group_owners', 'managers', 'group_admins'];

/** Whether the client is limited to its department. */
export function isDepartmentRole(client: ApiClient): boolean {
	return DEPARTMENT_ROLES.includes(client.role);
}

/**
 * Whether the role of a client allows the request. The role "users" gets 403 on everything (seen);
 * reports need an owner, with an open question for administrators.
 */
export function isAllowed(client: ApiClient, wanted: Wanted, switches: Switches): boolean {
	switch (client.role) {
		case 'system_owners':
			return true;
		case 'system_admins':
			if (OWNER_ONLY.includes(wanted.name)) return false;
			return !wanted.name.startsWith('Report') || switches.reportsForAdmins === 'allowed';
		case 'receptionists':
		case 'users':
			return false;
		default:
			return (
				DEPARTMENT_SETS.includes(wanted.name) ||
				(!wanted.write && FREE_TO_READ.includes(wanted.name))
			);
	}
}
