import type { Row } from '../world/values';
import type { PbxFunction, Singleton, XapiContext } from './entitySet';

const TOTAL_DISK = 30_000_000_000;
const TOTAL_MEMORY = 4_000_000_000;

/** Minutes that a telemetry list goes back: one row a minute. How far it really goes is unknown. */
const MINUTES = 5;

function lastMinutes({ clock }: XapiContext): string[] {
	return Array.from({ length: MINUTES }, (_, i) =>
		new Date(clock.now() - (MINUTES - 1 - i) * 60_000).toISOString(),
	);
}

/** Free bytes on the disk, from the percentage in use. */
export function freeDisk({ world }: XapiContext): number {
	return Math.round(TOTAL_DISK * (1 - world.system.diskUsage / 100));
}

function systemRows(context: XapiContext): Row[] {
	return lastMinutes(context).map((Time, i) => ({
		Time,
		TickCount: 1_000_000 + i * 60_000,
		// NaN comes as a text (xapi.md §2.5): the first sample has nothing to compare with.
		CpuUsage: i === 0 ? 'NaN' : 7.5 + i,
		FreeDiskSpace: freeDisk(context),
		TotalDiskSpace: TOTAL_DISK,
		FreePhysicalMemory: TOTAL_MEMORY / 2,
		TotalPhysicalMemory: TOTAL_MEMORY,
		FreeVirtualMemory: TOTAL_MEMORY,
		TotalVirtualMemory: TOTAL_MEMORY * 2,
	}));
}

function serviceRows(context: XapiContext): Row[] {
	const services = ['Database', 'SIPService', 'MediaServer', 'QueueMananger', 'IVR', 'Nginx'];
	return services.map((Service, i) => ({
		Service,
		Time: lastMinutes(context).at(-1),
		HandleCount: 100 + i,
		PrivateMemory: 40_000_000 + i,
		ProcessCount: 1,
		ThreadCount: 10 + i,
	}));
}

/** Telemetry, since 20.0.7 (xapi.md §3.10). */
export const TELEMETRY: Record<string, PbxFunction> = {
	'Pbx.SystemTelemetry': {
		parameters: [],
		type: 'SystemTelemetry',
		since: '20.0.7',
		call: systemRows,
	},
	'Pbx.ServiceTelemetry': {
		parameters: [],
		type: 'ProcessTelemetry',
		since: '20.0.7',
		call: serviceRows,
	},
	'Pbx.NetworkTelemetry': {
		parameters: [],
		type: 'NetworkTelemetry',
		since: '20.0.7',
		call: (context) =>
			lastMinutes(context).map((Time, i) => ({
				Id: `eth0-${i}`,
				Time,
				KbpsReceived: 120.5 + i,
				KbpsSent: 80 + i,
			})),
	},
	'Pbx.SystemExtensions': {
		parameters: [],
		type: 'SystemExtensionStatus',
		call: ({ world }) =>
			world
				.dns()
				.filter(({ type }) => ['SpecialMenu', 'IVR', 'Queue', 'RingGroup'].includes(type))
				.map(({ number, name, type }) => ({
					Number: number,
					Name: name,
					Type: type,
					IsRegistered: !world.system.hasUnregisteredSystemExtensions,
				})),
	},
	'Pbx.SystemDatabaseInformation': {
		parameters: [],
		type: 'SystemDatabaseInformation',
		call: ({ records }) => ({
			Id: 0,
			CallsUsedSpace: records.size * 500,
			ChatsUsedSpace: 0,
			ChatFilesCount: 0,
			EventLogUsedSpace: records.events.length * 300,
		}),
	},
};

/** The licence (xapi.md §3.10); key and contacts are not to be shown to anybody. */
export const LICENSE_STATUS: Singleton = {
	kind: 'singleton',
	type: 'LicenseStatus',
	row: ({ world, version }) => ({
		LicenseKey: `licence of ${world.system.fqdn}`,
		Activated: true,
		LicenseActive: world.licensed,
		ActiveModules: ['CallFlow', 'XAPI'],
		CompanyName: 'Praxis',
		ContactName: 'Praxis Empfang',
		EMail: 'licence@praxis.example',
		ExpirationDate: world.system.expires,
		MaintenanceExpiresAt: world.system.expires,
		MaxSimCalls: world.system.maxSimCalls,
		ProductCode: '3CXPSENT',
		Support: true,
		Version: version,
	}),
};
