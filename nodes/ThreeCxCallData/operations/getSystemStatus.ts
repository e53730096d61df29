import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { simplifyField } from '../../shared/n8n/fields/many';
import { timeZoneOption } from '../../shared/n8n/fields/timeRange';
import { numberBetween } from '../../shared/n8n/parameters';
import { asThreeCxError, HttpError, NetworkError, TimeoutError } from '../../shared/transport';
import {
	HEALTH_LIMITS,
	healthOf,
	readSystemFacts,
	type HealthLimits,
	type SystemFacts,
} from '../../shared/xapi';
import type { Job } from '../job';

const show = { operation: ['getSystemStatus'] };

export const getSystemStatusFields: INodeProperties[] = [
	simplifyField(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Backup Age (Days)',
				name: 'backupAge',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 7,
				description: 'An older last backup is a reason. 0: not checked.',
			},
			{
				displayName: 'Call Lines in Use (Percent)',
				name: 'callLines',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 90,
				description: 'More is a reason. 0: not checked.',
			},
			{
				displayName: 'Disk Usage (Percent)',
				name: 'diskUsage',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 90,
				description: 'More is a reason. 0: not checked.',
			},
			{
				displayName: 'Fail When Unreachable',
				name: 'failWhenUnreachable',
				type: 'boolean',
				default: false,
				description:
					'Whether the node fails when the PBX does not answer, in place of the status down',
			},
			{
				displayName: 'Licence Days Left',
				name: 'licenceDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 14,
				description: 'Fewer are a reason. 0: not checked.',
			},
			timeZoneOption,
		],
	},
];

/** How the PBX is: our verdict with its reasons, from what 3CX tells of itself. */
export async function getSystemStatus(job: Job): Promise<IDataObject> {
	const limits = readLimits(job);
	const now = job.pbx.clock.now();
	let facts: SystemFacts;
	try {
		facts = await readSystemFacts(job.pbx.xapi, job.notes);
	} catch (error) {
		const problem = asThreeCxError(error);
		if (!isUnreachable(problem) || job.options.failWhenUnreachable === true) throw problem;
		return { status: 'down', reasons: [problem.message], reachable: false };
	}
	const { status, reasons } = healthOf(facts, limits, now);
	const item: IDataObject = {
		status,
		reasons,
		version: facts.version,
		activeCalls: facts.callsActive ?? null,
		maxCalls: facts.maxCalls ?? null,
		trunksRegistered: facts.trunksRegistered ?? null,
		trunksTotal: facts.trunksTotal ?? null,
		extensionsRegistered: facts.extensionsRegistered ?? null,
		diskUsage: facts.diskUsage ?? null,
		lastBackup: job.time(facts.lastBackup),
	};
	return job.simplify ? item : { ...item, ...more(job, facts) };
}

function more(job: Job, facts: SystemFacts): IDataObject {
	return {
		reachable: true,
		name: facts.name,
		extensionsTotal: facts.extensionsTotal ?? null,
		licenceActive: facts.licenceActive ?? null,
		licenceEnds: job.time(facts.licenceEnds),
		backupScheduled: facts.backupScheduled ?? null,
		stoppedServices: [...facts.stoppedServices],
		offlineTrunks: [...facts.offlineTrunks],
		systemExtensionsRegistered:
			facts.systemExtensionsDown === undefined ? null : !facts.systemExtensionsDown,
		recordingTrouble: facts.recordingTrouble,
		voicemailTrouble: facts.voicemailTrouble,
		firewallFine: facts.firewallFine ?? null,
	};
}

/** A login that is refused, or a role that is too low, is for the user to mend and no state of the PBX. */
function isUnreachable(problem: Error): boolean {
	if (problem instanceof HttpError) return problem.status >= 500;
	return problem instanceof NetworkError || problem instanceof TimeoutError;
}

/** @throws InputError */
function readLimits({ options }: Job): HealthLimits {
	const read = (label: string, name: keyof HealthLimits, most: number) =>
		numberBetween(label, options[name] ?? HEALTH_LIMITS[name], 0, most);
	return {
		backupAge: read('Backup Age (Days)', 'backupAge', 3650),
		callLines: read('Call Lines in Use (Percent)', 'callLines', 100),
		diskUsage: read('Disk Usage (Percent)', 'diskUsage', 100),
		licenceDays: read('Licence Days Left', 'licenceDays', 3650),
	};
}
