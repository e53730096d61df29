import { ACTIVE_CALLS } from './activeCalls';
import { GROUPS, PARKINGS, QUEUES, RECEPTIONISTS, RING_GROUPS } from './callFlow';
import { CALL_HISTORY_VIEW, CALL_LOG } from './callLog';
import type { Resource } from './entitySet';
import { AUDIT_LOG, EVENT_LOGS, LAST_CDR } from './logs';
import { CALL_REPORTS } from './reports/callReports';
import { CHART_REPORTS } from './reports/chartReports';
import { EXTENSION_REPORTS } from './reports/extensionReports';
import { QUEUE_CALL_REPORTS } from './reports/queueCallReports';
import { QUEUE_REPORTS } from './reports/queueReports';
import { RECORDINGS } from './recordings';
import { SERVICES } from './services';
import { LICENSE_STATUS } from './telemetry';
import { PEERS } from './peers';
import {
	DIAL_CODE_SETTINGS,
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
	...QUEUE_REPORTS,
	...QUEUE_CALL_REPORTS,
	...CALL_REPORTS,
	...EXTENSION_REPORTS,
	...CHART_REPORTS,
	Recordings: RECORDINGS,
	EventLogs: EVENT_LOGS,
	ReportAuditLog: AUDIT_LOG,
	LastCdrAndChatMessageTimestamp: LAST_CDR,
	Services: SERVICES,
	LicenseStatus: LICENSE_STATUS,
	Parkings: PARKINGS,
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
	DialCodeSettings: DIAL_CODE_SETTINGS,
	OfficeHours: OFFICE_HOURS,
	Holidays: HOLIDAYS,
	ServicePrincipals: SERVICE_PRINCIPALS,
	SystemStatus: SYSTEM_STATUS,
	Defs: DEFS,
};
