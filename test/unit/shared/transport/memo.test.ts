import { Memo } from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';
import { failureOf } from './bench';

describe('what is remembered', () => {
	let clock: TestClock;
	let memo: Memo;
	let loads: number;
	const load = async () => ++loads;

	beforeEach(() => {
		clock = new TestClock();
		memo = new Memo(clock);
		loads = 0;
	});

	it('is loaded once until its time is over', async () => {
		expect(await memo.get('a', 1_000, load)).toBe(1);
		clock.advance(999);
		expect(await memo.get('a', 1_000, load)).toBe(1);
		clock.advance(1);
		expect(await memo.get('a', 1_000, load)).toBe(2);
	});

	it('is loaded once for all who ask at the same time', async () => {
		const all = await Promise.all(Array.from({ length: 20 }, () => memo.get('a', 1_000, load)));
		expect(new Set(all)).toEqual(new Set([1]));
	});

	it('is kept apart by its key', async () => {
		expect(await memo.get('a', 1_000, load)).toBe(1);
		expect(await memo.get('b', 1_000, load)).toBe(2);
		expect(await memo.get('a', 1_000, load)).toBe(1);
	});

	it('is not kept when it could not be loaded', async () => {
		const broken = async () => await Promise.reject<number>(new Error('PBX down'));
		expect(await failureOf(memo.get('a', 1_000, broken))).toMatchObject({ message: 'PBX down' });
		expect(await memo.get('a', 1_000, load)).toBe(1);
	});

	it('stays when an older load of the same thing fails afterwards', async () => {
		let fail: (error: Error) => void = () => {};
		const slow = memo.get(
			'a',
			1_000,
			async () => await new Promise((_, reject) => (fail = reject)),
		);
		clock.advance(1_000);
		expect(await memo.get('a', 1_000, load)).toBe(1);
		fail(new Error('too late'));
		await failureOf(slow);

		expect(await memo.get('a', 1_000, load)).toBe(1);
	});

	it('is bounded: the oldest goes first', async () => {
		for (let i = 0; i < 501; i++) await memo.get(`key ${i}`, 1_000, load);
		expect(await memo.get('key 500', 1_000, load)).toBe(501);
		expect(await memo.get('key 1', 1_000, load)).toBe(2);
		expect(await memo.get('key 0', 1_000, load)).toBe(502);
	});
});
