import type { CallEvent } from '../../../../nodes/shared/callControl';
import { CallTracker } from '../../../../nodes/shared/callControl/callTracker';
import { dialling, leg } from './participants';

const types = (events: readonly CallEvent[]) => events.map(({ type }) => type).join(' ');
const ends = (events: readonly CallEvent[]) =>
	events
		.filter(({ outcome, type }) => outcome !== undefined && type !== 'answered')
		.map(({ participant, type, outcome }) => `${participant?.dn} ${type} ${outcome}`);

describe('the tracker', () => {
	let tracker: CallTracker;

	beforeEach(() => {
		tracker = new CallTracker();
	});

	it('tells a call from the first ring to the end, with its times', () => {
		expect(types(tracker.seen(leg(), 1_000))).toBe('started ringing');
		const [answered] = tracker.seen(leg({ status: 'Connected' }), 4_000);
		expect(answered).toMatchObject({ type: 'answered', ringMs: 3_000, at: 4_000 });
		expect(tracker.gone('101', 25, 10_500)).toEqual([
			{
				type: 'ended',
				at: 10_500,
				callId: 'call-1264-25',
				dn: '101',
				participant: leg({ status: 'Connected' }),
				direction: 'inbound',
				ringMs: 3_000,
				talkMs: 6_500,
				totalMs: 9_500,
				outcome: 'answered',
				afterGap: false,
			},
		]);
		expect(tracker.size).toEqual({ legs: 0, ended: 1, undecided: 0, keys: 0 });
	});

	it('tells nothing twice', () => {
		tracker.seen(leg(), 0);
		expect(tracker.seen(leg(), 20)).toEqual([]);
		tracker.seen(leg({ status: 'Connected' }), 40);
		expect(tracker.seen(leg({ status: 'Connected' }), 60)).toEqual([]);
		expect(tracker.seen(leg(), 80)).toEqual([]);
		expect(tracker.seen(leg({ status: 'Connected' }), 90)).toEqual([]);
		tracker.gone('101', 25, 100);
		expect(tracker.gone('101', 25, 120)).toEqual([]);
		expect(tracker.seen(leg({ status: 'Connected' }), 140)).toEqual([]);
		expect(tracker.seen(leg(), 100_000)).toEqual([]);
		expect(tracker.seen(leg(), 200_000)).toEqual([]);
	});

	it('tells a leg that is up at once as started and answered', () => {
		expect(types(tracker.seen(leg({ dn: '800', status: 'Connected' }), 0))).toBe(
			'started answered',
		);
	});

	it('takes a state that it does not know for neither up nor over', () => {
		expect(types(tracker.seen(leg({ status: 'Hold' }), 0))).toBe('started');
		expect(ends(tracker.gone('101', 25, 5))).toEqual(['101 ended unknown']);
	});

	it.each([
		['an outside call', leg(), 'inbound'],
		['a call of the router', leg({ party_dn_type: 'Wspecialmenu' }), 'inbound'],
		[
			'a call of a colleague',
			leg({ party_dn: '102', party_dn_type: 'Wextension', originated_by_dn: '' }),
			'internal',
		],
		['a dialled call', dialling(), 'outbound'],
		[
			'a call dialled outside',
			dialling({ party_dn: '10000', party_dn_type: 'Wexternalline' }),
			'outbound',
		],
		[
			'a call dialled inside',
			dialling({ party_dn: '102', party_dn_type: 'Wextension' }),
			'internal',
		],
		[
			'a dialled call found up',
			dialling({ status: 'Connected', party_dn_type: 'Wexternalline' }),
			'outbound',
		],
	])('tells the direction of %s', (_what, participant, direction) => {
		expect(tracker.seen(participant, 0)[0]).toMatchObject({ type: 'started', direction });
	});

	it.each([
		[{ on_behalf_of_dn: '820', on_behalf_of_type: 'Wqueue' }, '820'],
		[{ on_behalf_of_dn: '820' }, '820'],
		[{ on_behalf_of_dn: '102', on_behalf_of_type: 'Wextension' }, undefined],
		[{ party_dn: '821', party_dn_type: 'Wqueue' }, '821'],
		[{}, undefined],
	])('of %j tells the queue %s', (fields, queueDn) => {
		expect(tracker.seen(leg(fields), 0)[0]?.queueDn).toBe(queueDn);
	});

	it('tells who did not pick up, and who was not reached', () => {
		tracker.seen(leg(), 0);
		expect(tracker.gone('101', 25, 20_000)[0]).toMatchObject({
			type: 'missed',
			outcome: 'missed',
			ringMs: 20_000,
			talkMs: 0,
			totalMs: 20_000,
		});
		tracker.seen(dialling({ id: 26 }), 0);
		expect(ends(tracker.gone('101', 26, 5))).toEqual(['101 ended noAnswer']);
	});

	it('tells voicemail from a person', () => {
		const voicemail = { status: 'Connected', party_dn: '666', party_dn_type: 'Wspecialmenu' };
		tracker.seen(dialling(), 0);
		expect(tracker.seen(dialling(voicemail), 5)[0]).toMatchObject({
			type: 'answered',
			outcome: 'voicemail',
		});
		expect(ends(tracker.gone('101', 25, 9))).toEqual(['101 ended voicemail']);
		tracker.seen(leg({ id: 26, status: 'Connected' }), 0);
		expect(types(tracker.seen(leg({ id: 26, ...voicemail }), 5))).toBe('transferred');
		expect(ends(tracker.gone('101', 26, 9))).toEqual(['101 ended answered']);
	});

	describe('in a group', () => {
		const member = (dn: string, id: number, status = 'Ringing') => leg({ dn, id, status });

		beforeEach(() => {
			for (const [dn, id] of [
				['101', 1],
				['102', 2],
				['103', 3],
			] as const) {
				tracker.seen(member(dn, id), 0);
			}
		});

		it('the others have not missed the call when one takes it', () => {
			tracker.seen(member('102', 2, 'Connected'), 5_000);
			const events = [...tracker.gone('101', 1, 5_010), ...tracker.gone('103', 3, 5_020)];
			expect(ends(events)).toEqual(['101 ended answeredElsewhere', '103 ended answeredElsewhere']);
		});

		it('nor when the one who takes it is seen after they stopped', () => {
			expect([...tracker.gone('101', 1, 5_000), ...tracker.gone('103', 3, 5_010)]).toEqual([]);
			expect(tracker.due).toBe(6_000);
			const events = tracker.seen(member('102', 2, 'Connected'), 5_040);
			expect(types(events)).toBe('answered ended ended');
			expect(events[1]).toMatchObject({ at: 5_000, ringMs: 5_000, outcome: 'answeredElsewhere' });
			expect(tracker.due).toBeUndefined();
		});

		it('all have missed it when nobody takes it', () => {
			const events = [
				...tracker.gone('101', 1, 5_000),
				...tracker.gone('102', 2, 5_010),
				...tracker.gone('103', 3, 5_020),
			];
			expect(ends(events)).toEqual(['101 missed missed', '102 missed missed', '103 missed missed']);
		});

		it('one who leaves while the others ring on has missed it after a moment', () => {
			expect(tracker.gone('101', 1, 5_000)).toEqual([]);
			expect(tracker.settle(5_999)).toEqual([]);
			expect(ends(tracker.settle(6_000))).toEqual(['101 missed missed']);
		});

		it('the mailbox that takes it is nobody', () => {
			tracker.seen(dialling({ dn: '104', id: 4 }), 0);
			for (const [dn, id] of [
				['101', 1],
				['102', 2],
				['103', 3],
			] as const) {
				tracker.gone(dn, id, 9_000);
			}
			const events = tracker.seen(
				dialling({ dn: '104', id: 4, status: 'Connected', party_dn: '666' }),
				9_050,
			);
			expect(ends(events)).toEqual(['101 missed missed', '102 missed missed', '103 missed missed']);
		});
	});

	it('a route point that was up before has not taken the call from the phone', () => {
		tracker.seen(leg({ dn: '800', id: 1, status: 'Connected' }), 0);
		tracker.seen(leg(), 5_000);
		expect(ends(tracker.gone('101', 25, 9_000))).toEqual(['101 missed missed']);
	});
});
