import { REPORT_NAMES } from '../../../../../nodes/shared/xapi';
import { ContractBench } from './contractBench';
import { CALL_DATA, SEARCHING } from './uses';

/** The oldest, the last before Update 6, and the one that most sources speak of (xapi.md §6.1). */
const BUILDS = ['20.0.4.376', '20.0.5.500', '20.0.8.1109'];

/** The calls to a DID are told since Update 6 only, and reports are looked at one by one. */
const READING = [...Object.values(CALL_DATA).flat(), ...SEARCHING].filter(
	({ name }) => !/getReport|"did"/.test(name),
);
const REPORTING = (CALL_DATA.getReport ?? []).filter(({ name }) => !name.includes('simplify'));

describe.each(BUILDS)('On the build %s', (version) => {
	let bench: ContractBench;

	beforeEach(async () => {
		bench = await ContractBench.start({}, version);
	});
	afterEach(async () => await bench.stop());

	it('every operation works, and no field is asked for that came later (xapi.md §2.1, §6.1)', async () => {
		for (const { run } of READING) await run(bench);
		const refused = bench.tap.seen.filter(({ status }) => status === 400);
		expect(refused.map(({ url }) => url)).toEqual([]);
		expect(bench.tap.seen.length).toBeGreaterThan(READING.length);
	}, 120_000);

	it('a report that it does not have is refused in words, and the others work', async () => {
		const failures: string[] = [];
		for (const { run } of REPORTING) {
			await run(bench).catch((error: unknown) => failures.push(String(error)));
		}
		const words = /3CX could not call Report.*: not found/;
		expect(failures.filter((failure) => !words.test(failure))).toEqual([]);
		expect(REPORTING).toHaveLength(REPORT_NAMES.length);
		expect(failures.length).toBeLessThan(REPORT_NAMES.length / 2);
	}, 120_000);
});
