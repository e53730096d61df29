import type { Row } from '../transport';
import { ifOffered } from './offered';
import { readServices } from './services';
import { instant } from './times';
import { readTrunks } from './trunks';
import type { Xapi } from './xapi';

/** What the PBX tells of itself (xapi.md §3.10). Undefined: not told. */
export interface SystemFacts {
	name: string;
	version: string;
	licenceActive: boolean | undefined;
	/** In ms since 1970. */
	licenceEnds: number | undefined;
	callsActive: number | undefined;
	maxCalls: number | undefined;
	trunksRegistered: number | undefined;
	trunksTotal: number | undefined;
	extensionsRegistered: number | undefined;
	extensionsTotal: number | undefined;
	/** In percent. */
	diskUsage: number | undefined;
	backupScheduled: boolean | undefined;
	lastBackup: number | undefined;
	servicesDown: boolean | undefined;
	systemExtensionsDown: boolean | undefined;
	recordingTrouble: boolean;
	voicemailTrouble: boolean;
	maintenance: boolean | undefined;
	/** Names, where they could be read. */
	stoppedServices: readonly string[];
	offlineTrunks: readonly string[];
	/** By 3CX's own check. */
	firewallFine: boolean | undefined;
}

/** Since 20.0.4; the licence key is left out. */
const FIELDS = [
	'FQDN',
	'Version',
	'LicenseActive',
	'ExpirationDate',
	'MaxSimCalls',
	'CallsActive',
	'TrunksRegistered',
	'TrunksTotal',
	'ExtensionsRegistered',
	'ExtensionsTotal',
	'DiskUsage',
	'BackupScheduled',
	'LastBackupDateTime',
	'HasNotRunningServices',
	'HasUnregisteredSystemExtensions',
	'RecordingQuotaReached',
	'RecordingStopped',
	'VoicemailQuotaReached',
	'VoicemailStopped',
	'DBMaintenanceInProgress',
];

/** Reads them; what this build or role does not offer is told in `notes`. @throws ThreeCxError */
export async function readSystemFacts(xapi: Xapi, notes: string[]): Promise<SystemFacts> {
	const [status, health, services, trunks] = await Promise.all([
		xapi.single('SystemStatus', { select: FIELDS }),
		ifOffered("3CX's own health check", xapi.callOne('SystemStatus/Pbx.SystemHealthStatus'), notes),
		ifOffered('Names of stopped services', readServices(xapi), notes),
		ifOffered('Names of trunks', readTrunks(xapi), notes),
	]);
	return {
		...countsOf(status),
		name: status.text('FQDN') ?? '',
		version: status.text('Version') ?? '',
		licenceActive: status.flag('LicenseActive'),
		licenceEnds: instant(status.text('ExpirationDate')),
		backupScheduled: status.flag('BackupScheduled'),
		lastBackup: instant(status.text('LastBackupDateTime')),
		servicesDown: status.flag('HasNotRunningServices'),
		systemExtensionsDown: status.flag('HasUnregisteredSystemExtensions'),
		recordingTrouble:
			status.flag('RecordingStopped') === true || status.flag('RecordingQuotaReached') === true,
		voicemailTrouble:
			status.flag('VoicemailStopped') === true || status.flag('VoicemailQuotaReached') === true,
		maintenance: status.flag('DBMaintenanceInProgress'),
		stoppedServices: (services ?? [])
			.filter(({ running }) => running === false)
			.map(({ title }) => title),
		offlineTrunks: (trunks ?? [])
			.filter(({ online }) => online === false)
			.map(({ number, name }) => `${number} ${name}`.trim()),
		firewallFine: health?.flag('Firewall'),
	};
}

function countsOf(
	status: Row,
): Pick<
	SystemFacts,
	| 'callsActive'
	| 'maxCalls'
	| 'trunksRegistered'
	| 'trunksTotal'
	| 'extensionsRegistered'
	| 'extensionsTotal'
	| 'diskUsage'
> {
	return {
		callsActive: status.integer('CallsActive'),
		maxCalls: status.integer('MaxSimCalls'),
		trunksRegistered: status.integer('TrunksRegistered'),
		trunksTotal: status.integer('TrunksTotal'),
		extensionsRegistered: status.integer('ExtensionsRegistered'),
		extensionsTotal: status.integer('ExtensionsTotal'),
		diskUsage: status.integer('DiskUsage'),
	};
}
