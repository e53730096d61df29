import {
	boomerangDestination,
	dnDestination,
	endCall,
	externalDestination,
	proceedDestination,
	schedule,
	virtualClock,
	voicemailDestination,
	type Destination,
	type ForwardingException,
	type Pbx,
	type Switches,
	type User,
} from '../../pbx';
import { start } from './client';

/** A Tuesday, 10:00 in Berlin: office hours. */
const OPEN = Date.parse('2026-03-03T09:00:00Z');

/** The same Tuesday, 20:00. */
const CLOSED = Date.parse('2026-03-03T19:00:00Z');

async function pbxAt(now: number, switches: Partial<Switches> = {}): Promise<Pbx> {
	return start({ clock: virtualClock(now), switches });
}

/** Puts 999 on a profile that forwards at once to these two destinations. */
function away(pbx: Pbx, external: Destination, internal = endCall()): User {
	const user = pbx.world.user('999');
	user.CurrentProfileName = 'Away';
	const route = user.ForwardingProfiles.find((one) => one.Name === 'Away')?.AwayRoute;
	if (route) Object.assign(route, { External: external, Internal: internal });
	return user;
}

function exception(more: Partial<ForwardingException>): ForwardingException {
	return {
		Id: 1,
		CallType: 'AllCalls',
		Condition: 'ForwardAll',
		Data: '',
		Destination: externalDestination('+491790000001'),
		Enabled: true,
		Hours: schedule('AllHours'),
		...more,
	};
}

describe('a call to the dummy', () => {
	it('goes to the mobile from outside and to voicemail from inside', async () => {
		const pbx = await pbxAt(OPEN);
		expect(pbx.whereWouldACallGo('999')).toEqual({
			kind: 'outside',
			number: '+491700000000',
			path: [
				'call to 999',
				'profile Available',
				'no phone of 999 is registered',
				'"Mobile" of user 999: +491700000000',
				'outbound rule Mobil und Inland',
				'dialled on trunk 10000',
			],
		});
		expect(pbx.whereWouldACallGo('999', { from: 'inside' })).toMatchObject({
			kind: 'voicemail',
			number: '999',
		});
	});

	it.each(['Available', 'Away', 'Out of office', 'Custom 1', 'Custom 2'])(
		'reaches the mobile on profile %s',
		async (name) => {
			const pbx = await pbxAt(OPEN);
			pbx.world.user('999').CurrentProfileName = name;
			expect(pbx.whereWouldACallGo('999').kind).toBe('outside');
		},
	);

	it('takes the branch that the phone makes it take', async () => {
		const pbx = await pbxAt(OPEN);
		const user = pbx.world.user('999');
		const route = user.ForwardingProfiles[0]?.AvailableRoute;
		if (route) {
			route.NoAnswerExternal = externalDestination('0301');
			route.BusyExternal = externalDestination('0302');
			route.NotRegisteredExternal = externalDestination('0303');
		}
		expect(pbx.whereWouldACallGo('999').number).toBe('0303');
		user.devices = [{ deviceId: 'sip:999@127.0.0.1:5063', userAgent: '', directControl: false }];
		expect(pbx.whereWouldACallGo('999')).toMatchObject({ kind: 'extension', number: '999' });
		user.behaviour = 'noAnswer';
		expect(pbx.whereWouldACallGo('999').number).toBe('0301');
		user.behaviour = 'busy';
		expect(pbx.whereWouldACallGo('999').number).toBe('0302');
	});

	it('fails when there is no such number, the user is disabled or the profile is lost', async () => {
		const pbx = await pbxAt(OPEN);
		expect(pbx.whereWouldACallGo('998').kind).toBe('failed');
		pbx.world.user('999').ForwardingProfiles = [];
		expect(pbx.whereWouldACallGo('999').kind).toBe('failed');
		pbx.world.user('999').Enabled = false;
		expect(pbx.whereWouldACallGo('999').path).toContain('user 999 is disabled');
	});

	it('follows inside destinations, and sees a loop', async () => {
		const pbx = await pbxAt(OPEN);
		const goes = (destination: Destination) => {
			away(pbx, destination);
			const { kind, number } = pbx.whereWouldACallGo('999');
			return `${kind} ${number}`.trim();
		};
		expect(goes(dnDestination('Extension', '200'))).toBe('extension 200');
		expect(goes(dnDestination('Queue', '820'))).toBe('queue 820');
		expect(goes(dnDestination('RingGroup', '830'))).toBe('ringGroup 830');
		expect(goes(dnDestination('IVR', '810'))).toBe('ivr 810');
		expect(goes(dnDestination('RoutePoint', '800'))).toBe('routePoint 800');
		expect(goes(voicemailDestination('999'))).toBe('voicemail 999');
		expect(goes(endCall())).toBe('ended');
		expect(goes(boomerangDestination('0171123', '999'))).toBe('outside 0171123');
		expect(goes(dnDestination('Extension', '999'))).toBe('failed 999');
	});
});

describe('flags nobody has seen', () => {
	it.each([
		['external', '0301'],
		['internal', '0302'],
	] as const)('…AllCalls: the %s destination counts', async (allCallsFlag, number) => {
		const pbx = await pbxAt(OPEN, { allCallsFlag });
		const route = pbx.world.user('999').ForwardingProfiles[0]?.AvailableRoute;
		if (route) {
			route.NotRegisteredAllCalls = true;
			route.NotRegisteredExternal = externalDestination('0301');
			route.NotRegisteredInternal = externalDestination('0302');
		}
		expect(pbx.whereWouldACallGo('999').number).toBe(number);
		expect(pbx.whereWouldACallGo('999', { from: 'inside' }).number).toBe(number);
	});

	it.each([
		['always', CLOSED, 'outside'],
		['officeHoursOnly', CLOSED, 'voicemail'],
		['officeHoursOnly', OPEN, 'outside'],
	] as const)('AllHoursExternal false means %s', async (allHoursExternalFalse, now, kind) => {
		const pbx = await pbxAt(now, { allHoursExternalFalse });
		const user = away(pbx, externalDestination('0171123'));
		const route = user.ForwardingProfiles[1]?.AwayRoute;
		if (route) route.AllHoursExternal = false;
		expect(pbx.whereWouldACallGo('999').kind).toBe(kind);
	});

	it.each([
		['internal', 'extension', '200'],
		['outside', 'failed', '200'],
	] as const)('"200" as outside number: %s', async (internalNumberInExternal, kind, number) => {
		const pbx = await pbxAt(OPEN, { internalNumberInExternal });
		away(pbx, externalDestination('200'));
		expect(pbx.whereWouldACallGo('999')).toMatchObject({ kind, number });
	});

	it.each([
		[true, 'outside', '017112345'],
		[false, 'failed', '0171-123 45'],
	] as const)('strips punctuation: %s', async (dialStripsPunctuation, kind, number) => {
		const pbx = await pbxAt(OPEN, { dialStripsPunctuation });
		away(pbx, externalDestination('0171-123 45'));
		expect(pbx.whereWouldACallGo('999')).toMatchObject({ kind, number });
	});
});

describe('exceptions', () => {
	it('go before the profile, in order, when all conditions hold', async () => {
		const pbx = await pbxAt(OPEN);
		const user = pbx.world.user('999');
		const first = (more: Partial<ForwardingException>, call = {}) => {
			user.ForwardingExceptions = [exception(more)];
			return pbx.whereWouldACallGo('999', call).number === '+491790000001';
		};
		expect(first({})).toBe(true);
		expect(first({ Enabled: false })).toBe(false);
		expect(first({ CallType: 'InternalCallsOnly' })).toBe(false);
		expect(first({ CallType: 'ExternalCallsOnly' })).toBe(true);
		expect(first({ Hours: schedule('OutOfOfficeHours') })).toBe(false);
		expect(first({ Hours: schedule('OfficeHours') })).toBe(true);
		expect(first({ Condition: 'PhoneNotRegistered' })).toBe(true);
		expect(first({ Condition: 'PhoneBusy' })).toBe(false);
		const byCaller = { Condition: 'BasedOnCallerID', Data: '0301,+4930*' } as const;
		expect(first(byCaller, { callerId: '+493055' })).toBe(true);
		expect(first(byCaller, { callerId: '+494055' })).toBe(false);
		expect(first(byCaller)).toBe(false);
	});

	it('can hand back to the profile', async () => {
		const pbx = await pbxAt(OPEN);
		pbx.world.user('999').ForwardingExceptions = [
			exception({ Destination: proceedDestination() }),
			exception({}),
		];
		expect(pbx.whereWouldACallGo('999').number).toBe('+491700000000');
	});
});

describe('automatic profiles', () => {
	it('put the office hours above the profile that is set', async () => {
		const pbx = await pbxAt(CLOSED);
		const user = pbx.world.user('999');
		user.OfficeHoursProps = ['GlobalSchedule', 'AutoSwitchProfiles'];
		expect(pbx.whereWouldACallGo('999').path).toContain('profile Out of office');
		pbx.world.defaultGroup().CurrentGroupHours = 'ForceOpened';
		expect(pbx.whereWouldACallGo('999').path).toContain('profile Available');
		pbx.world.defaultGroup().OverrideExpiresAt = '2026-03-03T18:00:00Z';
		expect(pbx.whereWouldACallGo('999').path).toContain('profile Out of office');
	});
});
