import { readParticipant, type CallEvent } from '../../../../nodes/shared/callControl';
import { Keypads } from '../../../../nodes/shared/callControl/keypads';

function event(type: CallEvent['type'], id: number, digit?: string): CallEvent {
	const participant = readParticipant({ id, callid: 1, dn: '800' });
	const callId = `call-1-${id}`;
	return {
		type,
		at: 0,
		callId,
		dn: '800',
		participant,
		direction: 'inbound',
		digit,
		afterGap: false,
	};
}

describe('Keys of callers', () => {
	it('wait for whoever takes them, each leg by itself', () => {
		const keypads = new Keypads();
		for (const digit of '12') keypads.heard(event('digit', 25, digit));
		keypads.heard(event('digit', 26, '#'));
		const keypad = keypads.of('800', 25);
		expect(keypad.waiting).toBe('12');
		expect([keypad.take(), keypad.take(), keypad.take()]).toEqual(['1', '2', undefined]);
		expect(keypads.of('800', 26).waiting).toBe('#');
	});

	it('are forgotten when the leg ends, or on demand', () => {
		const keypads = new Keypads();
		for (const id of [25, 26]) keypads.heard(event('digit', id, '1'));
		keypads.heard(event('ended', 25));
		keypads.of('800', 26).clear();
		expect(keypads.size).toEqual({ legs: 0, listeners: 0 });
	});

	it('are told to listeners until these leave', () => {
		const keypads = new Keypads();
		const keypad = keypads.of('800', 25);
		const heard: string[] = [];
		const leave = keypad.onKey((key) => heard.push(`${key} of ${keypad.waiting}`));
		keypads.heard(event('digit', 25, '1'));
		keypads.heard(event('digit', 26, '2'));
		leave();
		leave();
		keypads.heard(event('digit', 25, '3'));
		expect(heard).toEqual(['1 of 1']);
		expect(keypads.size.listeners).toBe(0);
	});

	it('are bounded: somebody who leans on a key, and calls that nobody collects from', () => {
		const keypads = new Keypads();
		for (let press = 0; press < 1_000; press++) keypads.heard(event('digit', 25, '5'));
		expect(keypads.of('800', 25).waiting).toHaveLength(64);
		for (let id = 100; id < 3_000; id++) keypads.heard(event('digit', id, '1'));
		expect(keypads.size.legs).toBe(1_000);
	});
});
