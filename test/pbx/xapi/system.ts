import { freeDisk, TELEMETRY } from './telemetry';
import { TIME_ZONES } from '../world/system';
import { asRow, type Row } from '../world/values';
import type { Singleton, XapiContext } from './entitySet';

/** The PBX about itself; the counters come from the world (xapi.md §3.10). */
function statusRow(context: XapiContext): Row {
	const { world, version, exchange, records } = context;
	const { system } = world;
	return {
		Id: 0,
		FQDN: system.fqdn,
		Version: version,
		Activated: true,
		LicenseActive: world.licensed,
		LicenseKey: `licence of ${system.fqdn}`,
		ProductCode: '3CXPSENT',
		MaxSimCalls: system.maxSimCalls,
		ExpirationDate: system.expires,
		MaintenanceExpiresAt: system.expires,
		ExtensionsRegistered: world.users.filter((user) => user.devices.length > 0).length,
		ExtensionsTotal: world.users.length,
		UserExtensions: world.users.length,
		MaxUserExtensions: 1000,
		HasUnregisteredSystemExtensions: system.hasUnregisteredSystemExtensions,
		HasNotRunningServices:
			system.hasNotRunningServices || records.services.some(({ status }) => status !== 'Running'),
		TrunksRegistered: world.trunks.filter((trunk) => trunk.IsOnline).length,
		TrunksTotal: world.trunks.length,
		OutboundRules: world.outboundRules.length,
		CallsActive: exchange.list().length,
		DiskUsage: system.diskUsage,
		FreeDiskSpace: freeDisk(context),
		TotalDiskSpace: 30_000_000_000,
		BackupScheduled: true,
		LastBackupDateTime: system.lastBackup,
		AutoUpdateEnabled: true,
		RecordingQuota: 10_000_000_000,
		RecordingUsedSpace: 1_000_000,
		ChatUsedSpace: 0,
		LogUsedSpace: 1_000_000,
		IsAuditLogEnabled: true,
		IsChatLogEnabled: true,
		IsRecordingArchiveEnabled: false,
		LastCheckForUpdates: system.lastBackup,
		LastSuccessfulUpdate: system.lastBackup,
		RemoteConfigurationRequired: false,
		AvailableLocalIps: '127.0.0.1',
		CurrentLocalIp: '127.0.0.1',
		RecordingStopped: system.recordingQuotaReached ?? false,
		RecordingQuotaReached: system.recordingQuotaReached ?? false,
		VoicemailStopped: system.voicemailQuotaReached ?? false,
		VoicemailQuotaReached: system.voicemailQuotaReached ?? false,
		DBMaintenanceInProgress: false,
		RemoteStorageEnabled: false,
		RemoteStorageStatus: 'NotConfigured',
		OS: 'Linux',
		Ip: '127.0.0.1',
		IpV4: '127.0.0.1',
		IpV6: '',
		LocalIpValid: true,
		ResellerName: '',
		Support: true,
	};
}

/** SystemStatus (xapi.md §3.10). */
export const SYSTEM_STATUS: Singleton = {
	kind: 'singleton',
	type: 'SystemStatus',
	row: statusRow,
	functions: {
		...TELEMETRY,
		'Pbx.SystemHealthStatus': {
			parameters: [],
			type: 'SystemHealthStatus',
			call: ({ world }) => ({
				Id: 0,
				Firewall: world.system.firewallFine ?? true,
				Phones: world.system.phonesFine ?? true,
				Trunks: world.trunks.every((trunk) => trunk.IsOnline),
				CustomTemplatesCount: 0,
				UnsupportedFirmwaresCount: 0,
			}),
		},
	},
};

function parametersRow({ world, version }: XapiContext): Row {
	const { system } = world;
	return {
		FQDN: system.fqdn,
		Version: version,
		IsHosted: system.isHosted,
		IsHosted3CX: system.isHosted,
		IsMulticompanyMode: world.groups.length > 1,
		License: {
			CountryCode: 'DE',
			IsEnterprise: true,
			IsProfessional: false,
			IsMaintainceExpired: false,
			MaxSimCalls: system.maxSimCalls,
			ProductCode: '3CXPSENT',
		},
		Custom1Name: system.custom1Name,
		Custom2Name: system.custom2Name,
		GlobalLanguage: world.officeHours.SystemLanguage,
		HttpPort: 5000,
		HttpsPort: 443,
		SipPort: 5060,
		SipsPort: 5061,
		IsChatLogEnabled: true,
	};
}

/** Defs: a good connection test, readable by administrators too (xapi.md §1.3). */
export const DEFS: Singleton = {
	kind: 'singleton',
	type: 'Defs',
	row: () => ({ Id: 0, TimeZones: TIME_ZONES.map(asRow) }),
	navigation: ['TimeZones'],
	functions: {
		'Pbx.GetLicenseParameters': {
			parameters: [],
			type: 'License',
			since: '20.0.8',
			call: ({ world }) => ({
				CountryCode: 'DE',
				IsEnterprise: true,
				IsProfessional: false,
				IsMaintainceExpired: false,
				MaxSimCalls: world.system.maxSimCalls,
				ProductCode: '3CXPSENT',
			}),
		},
		'Pbx.GetSystemParameters': { parameters: [], type: 'SystemParameters', call: parametersRow },
	},
};
