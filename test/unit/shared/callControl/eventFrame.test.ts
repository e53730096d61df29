import { readFrame } from '../../../../nodes/shared/callControl/frame';
import { RepeatedKeys } from '../../../../nodes/shared/callControl/repeatedKeys';
import { frame, leg, wire } from './participants';

const ENTITY = '/callcontrol/101/participants/25';
const ABOUT = { dn: '101', participantId: 25, sequence: 1 };

describe('a frame', () => {
	it('of an Upsert names the leg', () => {
		expect(readFrame(frame(0, ENTITY))).toEqual({
			kind: 'upsert',
			...ABOUT,
			participant: undefined,
		});
	});

	it('of an Upsert may bring the leg', () => {
		expect(readFrame(frame(0, ENTITY, wire()))).toEqual({
			kind: 'upsert',
			...ABOUT,
			participant: leg(),
		});
	});

	it.each([
		['another leg', { id: 26 }],
		['another DN', { dn: '102' }],
		['no state', { status: '' }],
		['no call', { callid: 0 }],
		['no id', { id: 'x' }],
	])('with %s along is asked for', (_what, fields) => {
		expect(readFrame(frame(0, ENTITY, wire(fields)))).toMatchObject({ participant: undefined });
	});

	it('of a Remove names the leg', () => {
		expect(readFrame(frame(1, ENTITY))).toEqual({ kind: 'remove', ...ABOUT });
	});

	it.each([
		['5', '5'],
		['12*#', '12*#'],
		['a1', 'A1'],
		[' 7 ', '7'],
	])('of the keys %j tells %j', (input, digits) => {
		expect(readFrame(frame(2, ENTITY, { dtmf_input: input }))).toEqual({
			kind: 'digits',
			...ABOUT,
			digits,
		});
	});

	it('may have numbers as text', () => {
		expect(readFrame(frame('1', ENTITY, null, '7'))).toMatchObject({ kind: 'remove', sequence: 7 });
	});

	it('may name a DN in percent code', () => {
		expect(readFrame(frame(1, '/callcontrol/a%20b/participants/25'))).toMatchObject({ dn: 'a b' });
	});

	it.each([
		['nothing', ''],
		['no JSON', '{"sequence":'],
		['a number', '5'],
		['a list', '[]'],
		['no event', '{}'],
		['an event that is none', '{"event":5}'],
		['no type', JSON.stringify({ event: { entity: ENTITY } })],
		['a response', frame(4, ENTITY, { StatusCode: 200 })],
		['an unknown type', frame(3, ENTITY)],
		['type 99', frame(99, ENTITY)],
		['a DN', frame(0, '/callcontrol/101')],
		['a device', frame(0, '/callcontrol/101/devices/x')],
		['a leg without number', frame(0, '/callcontrol/101/participants/x')],
		['broken percent code', frame(0, '/callcontrol/%E0%A4%A/participants/25')],
		['keys that are none', frame(2, ENTITY, { dtmf_input: 'xyz' })],
		['keys that are not there', frame(2, ENTITY)],
		['far too much', frame(0, ENTITY, 'x'.repeat(300_000))],
	])('with %s is ignored', (_what, text) => {
		expect(readFrame(text)).toMatchObject({ kind: 'ignored' });
	});
});

describe('keys that come twice', () => {
	const key = (sequence: number | undefined, digits = '5') =>
		({ kind: 'digits', dn: '800', participantId: 25, digits, sequence }) as const;
	const upsert = (sequence: number) =>
		({ kind: 'upsert', dn: '800', participantId: 25, participant: undefined, sequence }) as const;

	it('under one number are one', () => {
		const repeated = new RepeatedKeys();
		const seen = [upsert(1), key(2), key(2), key(3)].map((each) => repeated.isRepeat(each));
		expect(seen).toEqual([false, false, true, false]);
	});

	it('are two where the numbers do not move, or there are none', () => {
		const repeated = new RepeatedKeys();
		const seen = [key(0), key(0), key(undefined), key(undefined)];
		expect(seen.map((each) => repeated.isRepeat(each))).toEqual([false, false, false, false]);
	});

	it('are looked for among the last frames only', () => {
		const repeated = new RepeatedKeys();
		repeated.isRepeat(upsert(0));
		for (let sequence = 1; sequence <= 100; sequence++) repeated.isRepeat(key(sequence));
		expect(repeated.isRepeat(key(1))).toBe(false);
		expect(repeated.isRepeat(key(100))).toBe(true);
	});
});
