import { HttpError, Row, TimeoutError } from '../../../../nodes/shared/transport';
import { SliceReader, type ReadPage, type Slice } from '../../../../nodes/shared/xapi';

const DAY = 24 * 60 * 60 * 1000;

/** A log whose rows lie evenly in time; it counts what is asked of it at once. */
class Log {
	readonly asked: Array<Slice & { top: number; skip: number }> = [];
	atOnce = 0;
	mostAtOnce = 0;

	constructor(
		private readonly everyMs: number,
		private readonly refuse: (slice: Slice, top: number) => Error | undefined = () => undefined,
	) {}

	readonly read: ReadPage = async (slice, page) => {
		this.asked.push({ ...slice, ...page });
		this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
		await new Promise((resolve) => setImmediate(resolve));
		this.atOnce--;
		const problem = this.refuse(slice, page.top);
		if (problem) throw problem;
		const times: number[] = [];
		for (let at = slice.to - this.everyMs; at >= slice.from; at -= this.everyMs) times.push(at);
		return times.slice(page.skip, page.skip + page.top).map((at) => Row.of({ at }));
	};
}

async function times(log: Log, period: Slice, first?: number): Promise<number[]> {
	const found: number[] = [];
	for await (const { rows } of new SliceReader(period, log.read, first).pages()) {
		found.push(...rows.map((row) => row.integer('at') ?? -1));
	}
	return found;
}

describe('reading a period in slices', () => {
	it.each([
		['quiet days', 60 * 60_000],
		['busy days', 30_000],
		['days that end with a page', (DAY / 500) | 0],
	])(
		'gives every row once, newest first, with at most six requests at once: %s',
		async (_n, every) => {
			const log = new Log(every);
			const found = await times(log, { from: 0, to: 20 * DAY });
			expect(found).toEqual([...found].sort((a, b) => b - a));
			expect(new Set(found).size).toBe(found.length);
			expect(found.length).toBe(Math.floor(DAY / every) * 20);
			expect(log.mostAtOnce).toBeLessThanOrEqual(6);
			expect(log.mostAtOnce).toBeGreaterThan(3);
		},
	);

	it('begins with one request, and is not read on when nobody wants more', async () => {
		const log = new Log(60_000);
		for await (const { rows } of new SliceReader({ from: 0, to: 30 * DAY }, log.read).pages()) {
			expect(rows).toHaveLength(500);
			break;
		}
		expect(log.asked.length).toBeLessThanOrEqual(3);
		expect(log.mostAtOnce).toBeLessThanOrEqual(2);
	});

	it('asks few pages behind the end of a day', async () => {
		const log = new Log(30_000);
		await times(log, { from: 0, to: 20 * DAY });
		// 2880 rows a day are six pages.
		expect(log.asked.length).toBeLessThan(20 * 6 * 1.1);
	});

	it.each([
		['504', new HttpError('x', 504, undefined)],
		['no answer in time', new TimeoutError('x')],
	])('cuts what is too large: %s', async (_name, problem) => {
		const log = new Log(60_000, ({ from, to }) => (to - from > DAY / 8 ? problem : undefined));
		const found = await times(log, { from: 0, to: 3 * DAY });
		expect(found).toHaveLength(3 * 24 * 60);
		expect(log.mostAtOnce).toBeLessThanOrEqual(6);
	});

	it('gives up when even a quarter of an hour is too large', async () => {
		const log = new Log(60_000, () => new HttpError('x', 504, undefined));
		await expect(times(log, { from: 0, to: DAY })).rejects.toThrow('quarter of an hour');
		expect(log.asked.length).toBeLessThan(30);
	});

	it('takes smaller pages where 3CX gives only a hundred', async () => {
		const refuse = (_slice: Slice, top: number) =>
			top > 100 ? new HttpError('x', 400, undefined) : undefined;
		const log = new Log(60_000, refuse);
		expect(await times(log, { from: 0, to: 2 * DAY })).toHaveLength(2 * 24 * 60);
	});

	it.each([403, 404, 500])('is not cut for a status %d', async (status) => {
		const log = new Log(60_000, () => new HttpError('refused', status, undefined));
		await expect(times(log, { from: 0, to: 9 * DAY })).rejects.toThrow('refused');
		expect(log.asked).toHaveLength(1);
	});

	it('asks for small pages when few rows are wanted', async () => {
		const log = new Log(60_000);
		for await (const { rows } of new SliceReader({ from: 0, to: DAY }, log.read, 20).pages()) {
			expect(rows).toHaveLength(20);
			break;
		}
	});
});
