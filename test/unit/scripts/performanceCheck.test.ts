import { MEASURES } from '../../bench/measures';
import { requestsPerRun } from '../../bench/requestsPerRun';
import { measureAll, page, table } from '../../bench/summary';

const of = (bench: string) => MEASURES.filter((measure) => measure.bench === bench);
const silent = () => {};

it('reads the figures of a real bench, the worst of several', async () => {
	const results = await measureAll(of('requestsPerRun'), requestsPerRun, silent);
	expect(results.map(({ figure, passes }) => [figure, passes])).toEqual([
		[1, true],
		[5, true],
	]);
	expect(table(results)).toMatch(
		/\| On-call push, nothing changed +\| 1 requests +\| 1 requests \| yes/,
	);
});

it.each([
	['once too high, which a busy machine explains', ['ratio 4.00', 'ratio 1.20'], 1.2, true, 2],
	['twice too high', ['ratio 3.10', 'ratio 4.00'], 3.1, false, 2],
	['low', ['ratio 1.10'], 1.1, true, 1],
	['not told any more', ['nothing', 'nothing'], undefined, false, 2],
] as const)('a figure that is %s', async (_name, lines, figure, passes, runs) => {
	const left = [...lines];
	const [result] = await measureAll(of('overhead'), async () => [left.shift() ?? ''], silent);
	expect(result).toMatchObject({ figure, passes });
	expect(lines.length - left.length).toBe(runs);
});

it('makes a page that says where it comes from and what is beyond its limit', async () => {
	const results = await measureAll(of('overhead'), async () => ['ratio 9.99'], silent);
	const text = page(results, { node: 'v24.0.0', machine: 'linux x64, 2 cores', day: '2026-11-24' });
	expect(text).toContain('Node v24.0.0, linux x64, 2 cores, 2026-11-24');
	expect(text).toMatch(/\| 9\.99x +\| 2\.5x +\| \*\*no\*\* \|/);
});
