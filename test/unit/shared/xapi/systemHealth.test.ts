import {
	HEALTH_LIMITS,
	healthOf,
	type HealthLimits,
	type SystemFacts,
} from '../../../../nodes/shared/xapi';

const NOW = Date.UTC(2026, 2, 2, 10);
const DAY = 24 * 60 * 60 * 1000;

/** A PBX that is well. */
const FINE: SystemFacts = {
	name: 'praxis.my3cx.de',
	version: '20.0.10.1234',
	licenceActive: true,
	licenceEnds: NOW + 300 * DAY,
	callsActive: 2,
	maxCalls: 16,
	trunksRegistered: 2,
	trunksTotal: 2,
	extensionsRegistered: 3,
	extensionsTotal: 7,
	diskUsage: 21,
	backupScheduled: true,
	lastBackup: NOW - DAY,
	servicesDown: false,
	systemExtensionsDown: false,
	recordingTrouble: false,
	voicemailTrouble: false,
	maintenance: false,
	stoppedServices: [],
	offlineTrunks: [],
	firewallFine: true,
};

function healthWith(facts: Partial<SystemFacts>, limits: Partial<HealthLimits> = {}) {
	return healthOf({ ...FINE, ...facts }, { ...HEALTH_LIMITS, ...limits }, NOW);
}

const UNKNOWN = undefined;
const OFF: HealthLimits = { diskUsage: 0, backupAge: 0, licenceDays: 0, callLines: 0 };

describe('Health of the PBX, derived from its state (xapi.md §3.10)', () => {
	it('is healthy without a reason', () => {
		expect(healthWith({})).toEqual({ status: 'healthy', reasons: [] });
	});

	it.each<[Partial<SystemFacts>, string]>([
		[{ licenceActive: false }, 'The licence is not active'],
		[{ licenceActive: false, licenceEnds: NOW - DAY }, 'The licence is not active'],
		[{ licenceEnds: NOW - 1 }, 'The licence has ended'],
		[{ trunksRegistered: 0 }, 'No trunk is registered (of 2): no calls from or to outside'],
	])('is down: %j', (facts, reason) => {
		expect(healthWith(facts)).toEqual({ status: 'down', reasons: [reason] });
		// What is grave cannot be switched off.
		expect(healthWith(facts, OFF)).toEqual({ status: 'down', reasons: [reason] });
	});

	it.each<[Partial<SystemFacts>, string]>([
		[{ trunksRegistered: 1 }, '1 of 2 trunks not registered'],
		[
			{ trunksRegistered: 1, offlineTrunks: ['10001 Two'] },
			'1 of 2 trunks not registered: 10001 Two',
		],
		[{ servicesDown: true }, 'Services of 3CX are not running'],
		[{ stoppedServices: ['Queue', 'IVR'] }, 'Services of 3CX are not running: Queue, IVR'],
		[{ systemExtensionsDown: true }, 'System extensions are not registered'],
		[{ recordingTrouble: true }, 'Recording has stopped, or its space is used up'],
		[{ voicemailTrouble: true }, 'Voicemail has stopped, or its space is used up'],
		[{ maintenance: true }, 'The database is under maintenance'],
		[{ firewallFine: false }, 'The firewall check of 3CX has failed'],
		[{ lastBackup: UNKNOWN, backupScheduled: false }, 'No backup is scheduled'],
		[{ lastBackup: UNKNOWN, backupScheduled: true }, 'There is no backup yet'],
		[{ lastBackup: UNKNOWN, backupScheduled: UNKNOWN }, 'There is no backup yet'],
	])('is degraded: %j', (facts, reason) => {
		expect(healthWith(facts)).toEqual({ status: 'degraded', reasons: [reason] });
	});

	it.each<[string, keyof HealthLimits, Partial<SystemFacts>, Partial<SystemFacts>, string]>([
		['disk', 'diskUsage', { diskUsage: 89 }, { diskUsage: 90 }, 'The disk is 90 % full'],
		[
			'backup',
			'backupAge',
			{ lastBackup: NOW - 7 * DAY },
			{ lastBackup: NOW - 7 * DAY - 1 },
			'The last backup is 7 days old',
		],
		[
			'licence',
			'licenceDays',
			{ licenceEnds: NOW + 14 * DAY },
			{ licenceEnds: NOW + 14 * DAY - 1 },
			'The licence ends in 13 days',
		],
		[
			'call lines',
			'callLines',
			{ callsActive: 14 },
			{ callsActive: 15 },
			'15 of 16 call lines in use',
		],
	])('has a limit on the %s, which 0 switches off', (_what, limit, below, from, reason) => {
		expect(healthWith(below)).toEqual({ status: 'healthy', reasons: [] });
		expect(healthWith(from)).toEqual({ status: 'degraded', reasons: [reason] });
		expect(healthWith(from, { [limit]: 0 })).toEqual({ status: 'healthy', reasons: [] });
	});

	it('at the very end of the licence says that it ends, not that it has ended', () => {
		expect(healthWith({ licenceEnds: NOW })).toEqual({
			status: 'degraded',
			reasons: ['The licence ends in 0 days'],
		});
	});

	it('is down where something is grave, and tells the lesser reasons behind it', () => {
		expect(healthWith({ trunksRegistered: 0, diskUsage: 99, maintenance: true })).toEqual({
			status: 'down',
			reasons: [
				'No trunk is registered (of 2): no calls from or to outside',
				'The database is under maintenance',
				'The disk is 99 % full',
			],
		});
	});

	it.each<[string, Partial<SystemFacts>]>([
		['trunks', { trunksTotal: 0, trunksRegistered: 0 }],
		['trunks told', { trunksTotal: UNKNOWN, trunksRegistered: UNKNOWN }],
		['lines told', { maxCalls: 0, callsActive: 3 }],
		['licence told', { licenceActive: UNKNOWN, licenceEnds: UNKNOWN }],
		['disk told', { diskUsage: UNKNOWN }],
		['flags told', { servicesDown: UNKNOWN, systemExtensionsDown: UNKNOWN, maintenance: UNKNOWN }],
		['check of 3CX itself', { firewallFine: UNKNOWN }],
	])('is healthy with no %s: what is not told is no reason (xapi.md §2.5)', (_what, facts) => {
		expect(healthWith(facts)).toEqual({ status: 'healthy', reasons: [] });
	});

	it('names five of many at the most', () => {
		const stoppedServices = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
		const { reasons } = healthWith({ stoppedServices });
		expect(reasons).toEqual(['Services of 3CX are not running: a, b, c, d, e']);
	});
});
