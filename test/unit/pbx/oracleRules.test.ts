import { dnDestination, virtualClock, type Pbx } from '../../pbx';
import { start } from './client';

/** A Tuesday, 10:00 in Berlin: office hours. */
const OPEN = Date.parse('2026-03-03T09:00:00Z');

/** The same Tuesday, 20:00. */
const CLOSED = Date.parse('2026-03-03T19:00:00Z');

async function pbxAt(now: number): Promise<Pbx> {
	return start({ clock: virtualClock(now) });
}

describe('what stops a forward', () => {
	it('the switch of the PBX, the user, and blocked calls outside office hours', async () => {
		const pbx = await pbxAt(CLOSED);
		const user = pbx.world.user('999');
		const works = () => pbx.whereWouldACallGo('999').kind === 'outside';
		expect(works()).toBe(true);
		pbx.world.general.AllowFwdToExternal = false;
		expect(works()).toBe(false);
		pbx.world.general.AllowFwdToExternal = true;
		user.Internal = true;
		expect(works()).toBe(false);
		user.Internal = false;
		user.OfficeHoursProps = ['GlobalSchedule', 'BlockOutboundCalls'];
		expect(works()).toBe(false);
		pbx.world.defaultGroup().CurrentGroupHours = 'ForceOpened';
		expect(works()).toBe(true);
		user.OfficeHoursProps = ['GlobalSchedule'];
		pbx.world.general.DisableOutboundCallsOutOfficeHours = true;
		expect(works()).toBe(true);
		pbx.world.defaultGroup().CurrentGroupHours = 'Default';
		expect(works()).toBe(false);
	});

	it('an empty mobile, and a number that nobody can dial', async () => {
		const pbx = await pbxAt(OPEN);
		const user = pbx.world.user('999');
		user.Mobile = '';
		expect(pbx.whereWouldACallGo('999').kind).toBe('failed');
		user.Mobile = 'Max Mustermann';
		expect(pbx.whereWouldACallGo('999').kind).toBe('failed');
	});

	it('no trunk and no outbound rule', async () => {
		const pbx = await pbxAt(OPEN);
		for (const trunk of pbx.world.trunks) trunk.IsOnline = false;
		expect(pbx.whereWouldACallGo('999')).toMatchObject({ kind: 'failed' });
		pbx.world.outboundRules = [];
		expect(pbx.whereWouldACallGo('999').path).toContain('no outbound rule for +491700000000');
	});

	it('an outbound rule takes prefix, length, extension, department and priority', async () => {
		const pbx = await pbxAt(OPEN);
		const [rule] = pbx.world.outboundRules;
		const fits = (more: object) => {
			const base = { Prefix: '', NumberLengthRanges: '', DNRanges: [], GroupIds: [] };
			pbx.world.outboundRules = rule ? [{ ...rule, ...base, ...more }] : [];
			return pbx.whereWouldACallGo('999').kind === 'outside';
		};
		expect(fits({})).toBe(true);
		expect(fits({ Prefix: '0049, +49' })).toBe(true);
		expect(fits({ Prefix: '0' })).toBe(false);
		expect(fits({ NumberLengthRanges: '3,10-12' })).toBe(true);
		expect(fits({ NumberLengthRanges: '3,13' })).toBe(false);
		expect(fits({ DNRanges: [{ From: '900', To: '999' }] })).toBe(true);
		expect(fits({ DNRanges: [{ From: '100', To: '199' }] })).toBe(false);
		expect(fits({ GroupIds: [pbx.world.defaultGroup().Id] })).toBe(true);
		expect(fits({ GroupIds: [1] })).toBe(false);
	});

	it('the route may take digits off and put others before', async () => {
		const pbx = await pbxAt(OPEN);
		const route = pbx.world.outboundRules[1]?.Routes[0];
		if (route) Object.assign(route, { StripDigits: 3, Prepend: '0' });
		expect(pbx.whereWouldACallGo('999').number).toBe('01700000000');
	});
});

describe('a call to a direct number', () => {
	it('goes by the inbound rule to the dummy', async () => {
		const pbx = await pbxAt(OPEN);
		expect(pbx.whereWouldADidCallGo('+4930123456')).toMatchObject({
			kind: 'outside',
			number: '+491700000000',
		});
		expect(pbx.whereWouldADidCallGo('+4930123456').path[0]).toBe('inbound rule Notdienst');
		expect(pbx.whereWouldADidCallGo('+4930000')).toMatchObject({
			kind: 'extension',
			number: '100',
		});
	});

	it('has another destination outside office hours and on holidays', async () => {
		const pbx = await pbxAt(CLOSED);
		const [rule] = pbx.world.inboundRules;
		if (rule) {
			rule.OutOfOfficeHoursDestination = dnDestination('Queue', '820');
			rule.HolidaysDestination = dnDestination('IVR', '810');
		}
		const kind = () => pbx.whereWouldADidCallGo('+4930123456').kind;
		expect(kind()).toBe('queue');
		pbx.world.defaultGroup().CurrentGroupHours = 'ForceHoliday';
		expect(kind()).toBe('ivr');
		pbx.world.defaultGroup().CurrentGroupHours = 'ForceOpened';
		expect(kind()).toBe('outside');
		if (rule) rule.AlterDestinationDuringOutOfOfficeHours = false;
		pbx.world.defaultGroup().CurrentGroupHours = 'Default';
		expect(kind()).toBe('outside');
	});

	it('may be sent to an outside number by the rule itself', async () => {
		const pbx = await pbxAt(CLOSED);
		expect(pbx.whereWouldADidCallGo('+4930000')).toMatchObject({
			kind: 'outside',
			number: '+4930999999',
		});
		pbx.world.outboundRules = [];
		expect(pbx.whereWouldADidCallGo('+4930000').kind).toBe('failed');
	});

	it('does not come in on a trunk that is offline, or takes no calls', async () => {
		const pbx = await pbxAt(OPEN);
		for (const trunk of pbx.world.trunks) trunk.EnableInboundCalls = false;
		expect(pbx.whereWouldADidCallGo('+4930123456').kind).toBe('failed');
		for (const trunk of pbx.world.trunks) trunk.EnableInboundCalls = true;
		expect(pbx.whereWouldADidCallGo('+4930123456').kind).toBe('outside');
		for (const trunk of pbx.world.trunks) trunk.IsOnline = false;
		expect(pbx.whereWouldADidCallGo('+4930123456').kind).toBe('failed');
	});

	it('meets the rules of its trunk only, and none for calls from inside', async () => {
		const pbx = await pbxAt(OPEN);
		const { world } = pbx;
		const [trunk] = world.trunks;
		const [own, rest] = world.inboundRules;
		if (!trunk || !own || !rest) throw new Error('The world has no trunk or rules');
		world.trunks.push({ ...trunk, Id: 9001, Number: '10001', DidNumbers: ['+4940555'] });
		expect(pbx.whereWouldADidCallGo('+4940555').path).toEqual(['no inbound rule for +4940555']);
		rest.trunkNumber = '10001';
		expect(pbx.whereWouldADidCallGo('+4940555')).toMatchObject({ number: '100' });
		own.CallType = 'InternalCallsOnly';
		expect(pbx.whereWouldADidCallGo('+4930123456').kind).toBe('failed');
	});

	it('goes by the hours of the PBX, or of the department it goes to, as the switch says', async () => {
		const pbx = await pbxAt(OPEN);
		const { world } = pbx;
		const [rule] = world.inboundRules;
		const closed = { ...world.defaultGroup(), Id: 9002, Number: 'GRP0001', IsDefault: false };
		world.groups.push({ ...closed, CurrentGroupHours: 'ForceClosed' });
		world.user('999').PrimaryGroupId = 9002;
		if (rule) rule.OutOfOfficeHoursDestination = dnDestination('Queue', '820');
		expect(pbx.whereWouldADidCallGo('+4930123456').kind).toBe('outside');
		pbx.switches.inboundRuleHours = 'destination';
		expect(pbx.whereWouldADidCallGo('+4930123456').kind).toBe('queue');
	});
});
