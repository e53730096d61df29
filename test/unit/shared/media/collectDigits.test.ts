import { collectDigits, type Collected, type DigitRules } from '../../../../nodes/shared/media';
import { Keypads } from '../../../../nodes/shared/callControl/keypads';
import { readParticipant } from '../../../../nodes/shared/callControl';
import { CancelledError } from '../../../../nodes/shared/transport';
import { ClientClock } from '../../../helpers/clientClock';
import { virtualClock } from '../../../pbx';
import { failureOf } from '../transport/bench';

const RULES: DigitRules = {
	maxDigits: 4,
	minDigits: 1,
	firstDigitMs: 10_000,
	interDigitMs: 4_000,
	terminators: '#',
	validKeys: '',
	isValid: () => true,
};

/** A caller who presses keys: `[ms after the one before, key]`. */
async function collect(
	keys: Array<[ms: number, key: string]>,
	rules: Partial<DigitRules> = {},
	more: { ahead?: string; hangUpAfter?: number; stopAfter?: number } = {},
): Promise<{ collected: Collected; ms: number; left: string; waiting: number }> {
	const sim = virtualClock(0);
	const clock = new ClientClock(sim);
	const keypads = new Keypads();
	const participant = readParticipant({ id: 25, callid: 1, dn: '800' });
	const press = (digit: string) =>
		keypads.heard({
			...{ type: 'digit', at: sim.now(), callId: 'call-1-25', dn: '800', participant, digit },
			...{ direction: 'inbound', afterGap: false },
		});
	for (const key of more.ahead ?? '') press(key);
	let at = 0;
	for (const [ms, key] of keys) sim.after((at += ms), () => press(key));
	const gone = new AbortController();
	const stop = new AbortController();
	if (more.hangUpAfter !== undefined) sim.after(more.hangUpAfter, () => gone.abort());
	if (more.stopAfter !== undefined) sim.after(more.stopAfter, () => stop.abort());
	const keypad = keypads.of('800', 25);
	const deps = { keypad, clock, gone: gone.signal, signal: stop.signal };
	let ms = 0;
	const collected = collectDigits(deps, { ...RULES, ...rules }).finally(() => {
		ms = sim.now();
	});
	collected.catch(() => {});
	await new Promise((resolve) => setImmediate(resolve));
	await sim.advance(120_000);
	return { collected: await collected, ms, left: keypad.waiting, waiting: clock.waiting };
}

describe('Keys are collected', () => {
	it.each<[string, Array<[number, string]>, Partial<DigitRules>, Collected, number]>([
		[
			'up to the most',
			[
				[1_000, '1'],
				[1_000, '2'],
			],
			{ maxDigits: 2 },
			{ kind: 'complete', digits: '12', by: 'maxDigits' },
			2_000,
		],
		[
			'up to a terminator',
			[
				[1_000, '1'],
				[1_000, '2'],
				[500, '#'],
			],
			{},
			{ kind: 'complete', digits: '12', by: 'terminator' },
			2_500,
		],
		[
			'until no more come',
			[
				[9_000, '1'],
				[3_900, '2'],
			],
			{},
			{ kind: 'complete', digits: '12', by: 'timeout' },
			16_900,
		],
		['until none has come', [], {}, { kind: 'noInput', digits: '' }, 10_000],
		[
			'too few',
			[
				[1_000, '1'],
				[1_000, '#'],
			],
			{ minDigits: 2 },
			{ kind: 'invalid', digits: '1' },
			2_000,
		],
		[
			'a wrong key, told at once',
			[[1_000, '7']],
			{ validKeys: '123' },
			{ kind: 'invalid', digits: '7' },
			1_000,
		],
		[
			'that do not match',
			[
				[1_000, '1'],
				[1_000, '2'],
			],
			{ maxDigits: 2, isValid: (digits) => digits === '34' },
			{ kind: 'invalid', digits: '12' },
			2_000,
		],
		[
			'none, where none is asked for',
			[[1_000, '#']],
			{ minDigits: 0 },
			{ kind: 'complete', digits: '', by: 'terminator' },
			1_000,
		],
		[
			'with a star where it is no terminator',
			[
				[1_000, '*'],
				[10, '1'],
			],
			{ maxDigits: 2 },
			{ kind: 'complete', digits: '*1', by: 'maxDigits' },
			1_010,
		],
	])('%s', async (_name, keys, rules, collected, ms) => {
		expect(await collect(keys, rules)).toEqual({ collected, ms, left: '', waiting: 0 });
	});

	it('from those typed ahead, and leaves the rest of them', async () => {
		const { collected, ms, left } = await collect([], { maxDigits: 2 }, { ahead: '123' });
		expect([collected.digits, ms, left]).toEqual(['12', 0, '3']);
	});

	it('until the caller hangs up, without losing what was pressed', async () => {
		const { collected, ms } = await collect([[1_000, '1']], {}, { hangUpAfter: 2_000 });
		expect([collected, ms]).toEqual([{ kind: 'hungUp', digits: '1' }, 2_000]);
	});

	it('a key pressed before the hang-up counts', async () => {
		const { collected } = await collect([], { maxDigits: 1 }, { ahead: '5', hangUpAfter: 0 });
		expect(collected).toEqual({ kind: 'complete', digits: '5', by: 'maxDigits' });
	});

	it('until the execution is stopped', async () => {
		const failure = await failureOf(collect([[1_000, '1']], {}, { stopAfter: 1_500 }));
		expect(failure).toBeInstanceOf(CancelledError);
	});
});
