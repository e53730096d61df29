import type { Schedule } from './schedule';

/** GeneralSettingsForPbx; the first two matter for on-call (xapi.md §4.5). */
export interface GeneralSettings {
	AllowFwdToExternal: boolean;
	DisableOutboundCallsOutOfficeHours: boolean;
	AllRolesCanApproveApps: boolean;
	BusyMonitor: boolean;
	BusyMonitorTimeout: number;
	EnableVMenuOutboundCalls: boolean;
	HDAutoLogoutEnabled: boolean;
	HDAutoLogoutTime: string;
	LimitCallPickup: boolean;
	OperatorExtension: string;
	PlayBusy: boolean;
	ScheduledReportGenerationTime: string;
}

/** OfficeHours of the whole PBX; departments may have their own. */
export interface OfficeHours {
	Hours: Schedule;
	BreakTime: Schedule;
	SystemLanguage: string;
	TimeZoneId: string;
}

/** What the PBX tells of itself; the counters of SystemStatus are worked out from the world. */
export interface SystemFacts {
	fqdn: string;
	custom1Name: string;
	custom2Name: string;
	isHosted: boolean;
	maxSimCalls: number;
	diskUsage: number;
	hasNotRunningServices: boolean;
	/** False: the firewall check, or the phones, are not fine; left out: fine. */
	firewallFine?: boolean;
	phonesFine?: boolean;
	/** Left out: there is room. */
	recordingQuotaReached?: boolean;
	voicemailQuotaReached?: boolean;
	hasUnregisteredSystemExtensions: boolean;
	lastBackup: string;
	expires: string;
}

/** A row of `Defs/TimeZones`. */
export interface TimeZone {
	Id: string;
	IanaName: string;
	Name: string;
	WindowsName: string;
}

/** Some of the time zones that the PBX knows; the ids are texts (xapi.md §3.5). */
export const TIME_ZONES: readonly TimeZone[] = [
	zone('42', 'UTC', '(UTC) Coordinated Universal Time', 'UTC'),
	zone('43', 'Europe/London', '(UTC+00:00) Dublin, Lisbon, London', 'GMT Standard Time'),
	zone('51', 'Europe/Berlin', '(UTC+01:00) Berlin, Bern, Vienna', 'W. Europe Standard Time'),
	zone('55', 'Europe/Athens', '(UTC+02:00) Athens, Bucharest', 'GTB Standard Time'),
	zone('16', 'America/New_York', '(UTC-05:00) Eastern Time (US & Canada)', 'Eastern Standard Time'),
];

function zone(Id: string, IanaName: string, Name: string, WindowsName: string): TimeZone {
	return { Id, IanaName, Name, WindowsName };
}
