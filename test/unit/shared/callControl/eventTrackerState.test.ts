import type { CallEvent } from '../../../../nodes/shared/callControl';
import { CallTracker } from '../../../../nodes/shared/callControl/callTracker';
import { dialling, leg } from './participants';

const AFTER_BREAK = { afterBreak: true, newer: () => false };
const CHECK = { afterBreak: false, newer: () => false };

const types = (events: readonly CallEvent[]) => events.map(({ type }) => type).join(' ');
describe('the tracker', () => {
	let tracker: CallTracker;

	beforeEach(() => {
		tracker = new CallTracker();
	});

	describe('a transfer', () => {
		const up = (fields: Record<string, unknown> = {}) => leg({ status: 'Connected', ...fields });

		it.each([
			['another DN at the other end', { party_dn: '103', party_dn_type: 'Wextension' }],
			['another number at the other end', { party_caller_id: '+4930999999' }],
			['somebody who referred', { referred_by_dn: '102', referred_by_type: 'Wextension' }],
		])('shows by %s, once', (_what, fields) => {
			tracker.seen(up(), 0);
			expect(types(tracker.seen(up(fields), 5))).toBe('transferred');
			expect(tracker.seen(up(fields), 9)).toEqual([]);
		});

		it.each([
			['another way to write the number', { party_caller_id: '017112345678' }],
			['a name', { party_caller_name: 'Somebody' }],
			['nothing known', { party_dn: '', party_caller_id: '' }],
		])('does not show by %s', (_what, fields) => {
			tracker.seen(up(), 0);
			expect(tracker.seen(up(fields), 5)).toEqual([]);
		});

		it('is not seen in the party that a dialled call finds', () => {
			tracker.seen(dialling(), 0);
			tracker.seen(dialling({ party_dn: '10000', party_dn_type: 'Wexternalline' }), 5);
			const up = dialling({ status: 'Connected', party_dn: '102', party_dn_type: 'Wextension' });
			expect(types(tracker.seen(up, 9))).toBe('answered');
		});

		it('is told with the answer of the one who takes over', () => {
			expect(types(tracker.seen(leg({ referred_by_dn: '102' }), 0))).toBe('started ringing');
			expect(types(tracker.seen(up({ referred_by_dn: '102' }), 5))).toBe('answered transferred');
		});

		it('into another call keeps the ID that was told', () => {
			tracker.seen(up(), 0);
			const [event] = tracker.seen(up({ callid: 1300, party_dn: '103' }), 5);
			expect(event).toMatchObject({ type: 'transferred', callId: 'call-1264-25' });
			expect(tracker.gone('101', 25, 9)[0]).toMatchObject({ callId: 'call-1264-25' });
		});
	});

	describe('keys', () => {
		it('are told one by one', () => {
			tracker.seen(leg(), 0);
			expect(tracker.pressed('101', 25, '1*#', 5).map(({ digit }) => digit)).toEqual([
				'1',
				'*',
				'#',
			]);
		});

		it('wait for a leg that is not known yet, and go with it', () => {
			expect(tracker.pressed('101', 25, '1', 0)).toEqual([]);
			expect(tracker.pressed('101', 25, '2', 1)).toEqual([]);
			expect(types(tracker.seen(leg(), 2))).toBe('started ringing digit digit');
			tracker.pressed('101', 26, '1', 3);
			tracker.gone('101', 26, 4);
			expect(tracker.size.keys).toBe(0);
		});

		it('that nobody asks for are limited', () => {
			for (let id = 0; id < 1_000; id++) tracker.pressed('101', id, '1'.repeat(500), 0);
			expect(tracker.size.keys).toBe(100);
			expect(tracker.seen(leg({ id: 5 }), 1)).toHaveLength(2 + 64);
		});
	});

	describe('compares the full state', () => {
		it('and tells what is new, what went on, and what is gone', () => {
			for (const id of [1, 2, 3]) tracker.seen(leg({ id, callid: id }), 0);
			tracker.seen(leg({ id: 4, callid: 4, status: 'Connected' }), 0);
			const state = [
				leg({ id: 1, callid: 1 }),
				leg({ id: 2, callid: 2, status: 'Connected' }),
				leg({ id: 5, callid: 5 }),
			];
			const events = tracker.compare(state, 9_000, AFTER_BREAK);
			expect(events.map(({ type, participant }) => `${participant?.id} ${type}`)).toEqual([
				'3 missed',
				'4 ended',
				'2 answered',
				'5 started',
				'5 ringing',
			]);
			expect(events.every(({ afterGap }) => afterGap)).toBe(true);
			expect(events[0]).toMatchObject({ outcome: 'unknown' });
			expect(events[1]).toMatchObject({ outcome: 'answered', totalMs: 9_000 });
			expect(tracker.compare(state, 9_100, AFTER_BREAK)).toEqual([]);
		});

		it('and leaves alone what frames told meanwhile', () => {
			tracker.seen(leg({ id: 1 }), 0);
			const newer = (key: string) => key === '101/1' || key === '101/2';
			expect(tracker.compare([leg({ id: 2 })], 5, { afterBreak: false, newer })).toEqual([]);
		});

		it('does not raise the dead', () => {
			tracker.seen(leg(), 0);
			tracker.gone('101', 25, 5);
			expect(tracker.compare([leg()], 10, CHECK)).toEqual([]);
		});

		it.each([
			['another call', { callid: 1 }],
			['another party', { party_dn: '10001', party_caller_id: '+493012345' }],
		])('and takes %s under the same ID for a PBX that was restarted', (_what, fields) => {
			tracker.seen(leg({ status: 'Connected' }), 0);
			tracker.seen(leg({ id: 30, status: 'Connected' }), 0);
			const events = tracker.compare(
				[leg({ status: 'Connected', ...fields })],
				60_000,
				AFTER_BREAK,
			);
			expect(types(events)).toBe('ended ended started answered');
		});

		it('and takes a call that rings again for a PBX that was restarted, whatever else is there', () => {
			tracker.seen(leg({ status: 'Connected' }), 0);
			tracker.seen(leg({ id: 30, status: 'Connected' }), 0);
			const events = tracker.compare(
				[leg(), leg({ id: 30, status: 'Connected' })],
				60_000,
				AFTER_BREAK,
			);
			expect(types(events)).toBe('ended ended started ringing started answered');
		});

		it('but not where another leg is the same: then a call was passed on', () => {
			tracker.seen(leg({ status: 'Connected' }), 0);
			tracker.seen(leg({ id: 30, status: 'Connected' }), 0);
			const passed = leg({ status: 'Connected', party_dn: '102', party_caller_id: '102' });
			const events = tracker.compare(
				[passed, leg({ id: 30, status: 'Connected' })],
				9,
				AFTER_BREAK,
			);
			expect(types(events)).toBe('transferred');
		});

		it('and tells a new call under the ID of one that ended before the break', () => {
			tracker.seen(leg(), 0);
			tracker.gone('101', 25, 5);
			expect(types(tracker.compare([leg()], 60_000, AFTER_BREAK))).toBe('started ringing');
		});
	});

	it('tells a late listener how things stand', () => {
		tracker.seen(leg(), 1_000);
		tracker.seen(leg({ status: 'Connected' }), 4_000);
		tracker.seen(leg({ id: 26, callid: 7 }), 5_000);
		const events = tracker.replay();
		expect(types(events)).toBe('started ringing answered started ringing');
		expect(events[2]).toMatchObject({ at: 4_000, ringMs: 3_000, afterGap: true });
	});

	it('forgets ended legs', () => {
		for (let id = 0; id < 20_000; id++) {
			tracker.seen(leg({ id, callid: id }), id);
			tracker.gone('101', id, id);
		}
		expect(tracker.size.ended).toBeLessThanOrEqual(10_000);
		tracker.compare([], 20_000 + 130_000, CHECK);
		expect(tracker.size).toEqual({ legs: 0, ended: 0, undecided: 0, keys: 0 });
	});
});
