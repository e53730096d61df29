import type { SystemFacts } from './systemStatus';

/** Our verdict; 3CX gives none (xapi.md §3.10). */
export type Health = 'healthy' | 'degraded' | 'down';

/** From where on something is a reason. 0 switches a check off. */
export interface HealthLimits {
	/** Percent of the disk in use. */
	diskUsage: number;
	/** Days since the last backup. */
	backupAge: number;
	/** Days to the end of the licence. */
	licenceDays: number;
	/** Percent of the simultaneous calls in use. */
	callLines: number;
}

export const HEALTH_LIMITS: HealthLimits = {
	diskUsage: 90,
	backupAge: 7,
	licenceDays: 14,
	callLines: 90,
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether the PBX is well, and why not. Down: nobody can call; degraded: something needs looking after. */
export function healthOf(
	facts: SystemFacts,
	limits: HealthLimits,
	now: number,
): { status: Health; reasons: string[] } {
	const grave = graveReasons(facts, now);
	const reasons = [...grave, ...serviceReasons(facts), ...limitReasons(facts, limits, now)];
	if (grave.length > 0) return { status: 'down', reasons };
	return { status: reasons.length > 0 ? 'degraded' : 'healthy', reasons };
}

function graveReasons(facts: SystemFacts, now: number): string[] {
	const reasons: string[] = [];
	const { licenceActive, licenceEnds, trunksRegistered, trunksTotal } = facts;
	if (licenceActive === false) reasons.push('The licence is not active');
	else if (licenceEnds !== undefined && licenceEnds < now) reasons.push('The licence has ended');
	if (trunksTotal !== undefined && trunksTotal > 0 && trunksRegistered === 0) {
		reasons.push(`No trunk is registered (of ${trunksTotal}): no calls from or to outside`);
	}
	return reasons;
}

function serviceReasons(facts: SystemFacts): string[] {
	const reasons: string[] = [];
	const { trunksRegistered = 0, trunksTotal = 0, offlineTrunks, stoppedServices } = facts;
	if (trunksRegistered > 0 && trunksRegistered < trunksTotal) {
		reasons.push(
			`${trunksTotal - trunksRegistered} of ${trunksTotal} trunks not registered${list(offlineTrunks)}`,
		);
	}
	if (facts.servicesDown === true || stoppedServices.length > 0) {
		reasons.push(`Services of 3CX are not running${list(stoppedServices)}`);
	}
	if (facts.systemExtensionsDown === true) reasons.push('System extensions are not registered');
	if (facts.recordingTrouble) reasons.push('Recording has stopped, or its space is used up');
	if (facts.voicemailTrouble) reasons.push('Voicemail has stopped, or its space is used up');
	if (facts.maintenance === true) reasons.push('The database is under maintenance');
	if (facts.firewallFine === false) reasons.push('The firewall check of 3CX has failed');
	return reasons;
}

function limitReasons(facts: SystemFacts, limits: HealthLimits, now: number): string[] {
	const reasons: string[] = [];
	const { diskUsage, lastBackup, backupScheduled, licenceEnds, callsActive, maxCalls } = facts;
	if (limits.diskUsage > 0 && diskUsage !== undefined && diskUsage >= limits.diskUsage) {
		reasons.push(`The disk is ${diskUsage} % full`);
	}
	if (limits.backupAge > 0) {
		if (lastBackup === undefined) {
			reasons.push(backupScheduled === false ? 'No backup is scheduled' : 'There is no backup yet');
		} else if (now - lastBackup > limits.backupAge * DAY_MS) {
			reasons.push(`The last backup is ${Math.floor((now - lastBackup) / DAY_MS)} days old`);
		}
	}
	if (limits.licenceDays > 0 && licenceEnds !== undefined && licenceEnds >= now) {
		const days = Math.floor((licenceEnds - now) / DAY_MS);
		if (days < limits.licenceDays) reasons.push(`The licence ends in ${days} days`);
	}
	if (limits.callLines > 0 && callsActive !== undefined && maxCalls !== undefined && maxCalls > 0) {
		const used = Math.round((100 * callsActive) / maxCalls);
		if (used >= limits.callLines) reasons.push(`${callsActive} of ${maxCalls} call lines in use`);
	}
	return reasons;
}

function list(names: readonly string[]): string {
	return names.length === 0 ? '' : `: ${names.slice(0, 5).join(', ')}`;
}
