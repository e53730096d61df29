import { AuthError, TokenKeeper } from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';
import { failureOf, FOR_EVER, TestTokens } from './bench';

describe('the keeper of the token', () => {
	let clock: TestClock;
	let source: TestTokens;
	let keeper: TokenKeeper;

	beforeEach(() => {
		clock = new TestClock();
		source = new TestTokens();
		keeper = new TokenKeeper(clock, () => 0.5);
	});

	const fifty = async (ask: () => Promise<string>) =>
		new Set(await Promise.all(Array.from({ length: 50 }, ask)));

	it('mints once for fifty who ask at the same time', async () => {
		expect(await fifty(() => keeper.current(source))).toEqual(new Set(['token-1']));
		expect(source.renewals).toBe(1);
	});

	it('mints once for fifty whose token was refused at the same time', async () => {
		const old = await keeper.current(source);
		expect(await fifty(() => keeper.replace(old, source))).toEqual(new Set(['token-2']));
		expect(source.renewals).toBe(2);
	});

	it('goes on with the token it has, without reading the store', async () => {
		await keeper.current(source);
		source.reads = 0;
		expect(await keeper.current(source)).toBe('token-1');
		expect(source.reads).toBe(0);
	});

	it('takes the stored token instead of a new one', async () => {
		source.shared = { value: 'stored', expiresAt: FOR_EVER };
		expect(await keeper.current(source)).toBe('stored');
		expect(source.renewals).toBe(0);
	});

	it('passes by a stored token whose time is over', async () => {
		source.shared = { value: 'stored', expiresAt: clock.now() };
		expect(await keeper.current(source)).toBe('token-1');
	});

	it('gets another one when the time is over, from the store if somebody was quicker', async () => {
		source.next = () => ({ value: 'short', expiresAt: clock.now() + 50_000 });
		expect(await keeper.current(source)).toBe('short');
		clock.advance(50_000);
		source.shared = { value: 'newer', expiresAt: FOR_EVER };

		expect(await keeper.current(source)).toBe('newer');
		expect(source.renewals).toBe(1);
	});

	it('does not take the ended token again though it is what is stored', async () => {
		source.shared = { value: 'stored', expiresAt: clock.now() + 1_000 };
		await keeper.current(source);
		clock.advance(1_000);
		source.shared = { value: 'stored', expiresAt: FOR_EVER };

		expect(await keeper.current(source)).toBe('token-1');
	});

	it('answers a late refusal of an old token with the newer one it has', async () => {
		const old = await keeper.current(source);
		await keeper.replace(old, source);
		clock.sleeps.length = 0;
		expect(await keeper.replace(old, source)).toBe('token-2');
		expect(source.renewals).toBe(2);
		expect(clock.sleeps).toEqual([]);
	});

	it('after a refusal finds what another process stored, before it waits or mints', async () => {
		const old = await keeper.current(source);
		clock.sleeps.length = 0;
		source.shared = { value: 'theirs', expiresAt: FOR_EVER };

		expect(await keeper.replace(old, source)).toBe('theirs');
		expect(source.renewals).toBe(1);
		expect(clock.sleeps).toEqual([]);
	});

	it('waits a random while of up to 250 ms and looks again', async () => {
		const old = await keeper.current(source);
		clock.sleeps.length = 0;
		source.shared = { value: old, expiresAt: FOR_EVER };
		const sleep = clock.sleep.bind(clock);
		clock.sleep = async (ms, signal) => {
			await sleep(ms, signal);
			source.shared = { value: 'theirs', expiresAt: FOR_EVER };
		};

		expect(await keeper.replace(old, source)).toBe('theirs');
		expect(clock.sleeps).toEqual([125]);
		expect(source.renewals).toBe(1);
	});

	it('hands out the same token again when 3CX has accepted it meanwhile: the refusal was a slip', async () => {
		const old = await keeper.current(source);
		source.next = () => ({ value: old, expiresAt: FOR_EVER });

		expect(await keeper.replace(old, source)).toBe(old);
		expect(source.renewals).toBe(2);
	});

	it('lets all who wait know that minting failed, and tries again for the next', async () => {
		source.next = () => {
			throw new AuthError('refused');
		};
		const all = await Promise.all(
			Array.from({ length: 10 }, () => failureOf(keeper.current(source))),
		);
		expect(all).toEqual(Array.from({ length: 10 }, () => new AuthError('refused')));
		expect(source.renewals).toBe(1);

		source.next = () => ({ value: 'good', expiresAt: FOR_EVER });
		expect(await keeper.current(source)).toBe('good');
	});

	it('takes over a token that was minted elsewhere in the process', async () => {
		await keeper.current(source);
		keeper.adopt({ value: 'of the credential test', expiresAt: FOR_EVER });
		expect(await keeper.current(source)).toBe('of the credential test');
		expect(keeper.peek()?.value).toBe('of the credential test');
	});
});
