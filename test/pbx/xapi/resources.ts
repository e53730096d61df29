import { ACTIVE_CALLS } from './activeCalls';
import { GROUPS, QUEUES, RECEPTIONISTS, RING_GROUPS } from './callFlow';
import { CALL_HISTORY_VIEW, CALL_LOG } from './callLog';
import type { Resource } from './entitySet';
import { PEERS } from './peers';
import {
	E164_SETTINGS,
	GENERAL_SETTINGS,
	HOLIDAYS,
	OFFICE_HOURS,
	SERVICE_PRINCIPALS,
} from './settings';
import { DEFS, SYSTEM_STATUS } from './system';
import { INBOUND_RULES, INBOUND_RULES_REPORT, OUTBOUND_RULES, TRUNKS } from './trunks';
import { USERS } from './users';

/** Everything that has a name under `/xapi/v1`. */
export const RESOURCES: Record<string, Resource> = {
	ActiveCalls: ACTIVE_CALLS,
	ReportCallLogData: CALL_LOG,
	CallHistoryView: CALL_HISTORY_VIEW,
	Users: USERS,
	Peers: PEERS,
	Groups: GROUPS,
	Queues: QUEUES,
	RingGroups: RING_GROUPS,
	Receptionists: RECEPTIONISTS,
	Trunks: TRUNKS,
	InboundRules: INBOUND_RULES,
	ReportInboundRules: INBOUND_RULES_REPORT,
	OutboundRules: OUTBOUND_RULES,
	GeneralSettingsForPbx: GENERAL_SETTINGS,
	E164Settings: E164_SETTINGS,
	OfficeHours: OFFICE_HOURS,
	Holidays: HOLIDAYS,
	ServicePrincipals: SERVICE_PRINCIPALS,
	SystemStatus: SYSTEM_STATUS,
	Defs: DEFS,
};
