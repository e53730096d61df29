import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import {
	judgeRun,
	type Alarm,
	type AlarmRules,
	type Outage,
} from '../../../../nodes/ThreeCxUpdateOnCallForwarding/alarm/outage';
import { OnCallBench } from '../update/onCallRun';

const WRONG = { mobileNumber: 'kaputt' };
const AT_ONCE = { options: { clearAlarmAfter: 1 } };

/** What a series of runs tells. */
function tell(runs: readonly boolean[], rules: AlarmRules): Alarm[] {
	let outage: Outage | undefined;
	return runs.map((isGood, at) => {
		const judged = judgeRun(outage, { at, problem: isGood ? undefined : 'down' }, rules);
		outage = judged.outage;
		return judged.alarm;
	});
}

describe('The alarms of a line', () => {
	it('are raised and cleared in turns, whatever the runs are like', () => {
		const rules = fc.record({
			after: fc.integer({ min: 1, max: 4 }),
			clearAfter: fc.integer({ min: 1, max: 4 }),
		});
		fc.assert(
			fc.property(fc.array(fc.boolean(), { maxLength: 60 }), rules, (runs, { ...given }) => {
				const told = tell(runs, given);
				const news = told.filter((alarm) => alarm === 'raised' || alarm === 'cleared');
				news.forEach((alarm, i) => expect(alarm).toBe(i % 2 === 0 ? 'raised' : 'cleared'));
				told.forEach((alarm, i) => {
					const before = (count: number) => runs.slice(Math.max(0, i + 1 - count), i + 1);
					if (alarm === 'raised') {
						expect(before(given.after)).toEqual(Array(given.after).fill(false));
					}
					if (alarm === 'cleared') {
						expect(before(given.clearAfter)).toEqual(Array(given.clearAfter).fill(true));
					}
					// A failure is either told, or too young for it.
					if (alarm === 'none' && !runs[i]) {
						expect(before(given.after)).not.toEqual(Array(given.after).fill(false));
					}
				});
			}),
			{ numRuns: 300 },
		);
	});

	it('of a line that comes and goes are one', () => {
		const comesAndGoes = Array.from({ length: 20 }, (_, i) => i % 2 === 1);
		const told = tell([...comesAndGoes, true, true], { after: 1, clearAfter: 2 });
		expect(told.filter((alarm) => alarm === 'raised')).toHaveLength(1);
		expect(told.filter((alarm) => alarm === 'cleared')).toHaveLength(1);
	});
});

describe('Update under an outage', () => {
	let bench: OnCallBench;
	beforeEach(async () => {
		bench = await OnCallBench.start();
	});
	afterEach(async () => await bench.stop());

	const alarm = async (...args: Parameters<OnCallBench['outcome']>) =>
		(await bench.outcome(...args)).alarm;

	it('tells it once, then its end once, with since when, how often and why', async () => {
		expect(await alarm()).toBe('none');
		const raised = await bench.outcome(WRONG);
		bench.clock.advance(60_000);
		const ongoing = await bench.outcome(WRONG);
		const { alarmSince } = raised;
		expect(alarmSince).toMatch(/^2026-11-22T18:00:0\d/);
		expect(raised).toMatchObject({
			alarm: 'raised',
			alarmFailures: 1,
			alarmReason: raised.message,
		});
		expect(ongoing).toMatchObject({
			alarm: 'ongoing',
			alarmSince,
			alarmFailures: 2,
		});
		expect(await alarm()).toBe('ongoing');
		expect(await bench.outcome()).toMatchObject({
			alarm: 'cleared',
			alarmSince,
			alarmFailures: 2,
			alarmReason: raised.message,
		});
		const well = await bench.outcome();
		expect(well.alarm).toBe('none');
		expect(well).not.toHaveProperty('alarmSince');
	});

	it('tells a number that is set but not reached as well', async () => {
		bench = await restarted(bench, { mobileForwarding: 'copy' });
		const parameters = { mode: 'mobile', options: { staleCopies: 'report' } };
		expect(await bench.outcome(parameters)).toMatchObject({
			status: 'notForwarding',
			alarm: 'raised',
		});
	});

	it('knows after a restart of n8n that it was told', async () => {
		await bench.outcome(WRONG);
		bench.restartN8n();
		expect(await alarm(WRONG)).toBe('ongoing');
		bench.restartN8n();
		expect(await alarm(AT_ONCE)).toBe('cleared');
		bench.restartN8n();
		expect(await alarm(AT_ONCE)).toBe('none');
	});

	it('is neither begun, counted nor ended by a run by hand', async () => {
		expect(await alarm(WRONG, { mode: 'manual' })).toBe('none');
		expect(bench.staticData).toBe('{}');
		expect(await alarm(WRONG)).toBe('raised');
		expect(await bench.outcome(AT_ONCE, { mode: 'manual' })).toMatchObject({
			status: 'changed',
			alarm: 'ongoing',
			alarmFailures: 1,
		});
		expect(await alarm(AT_ONCE)).toBe('cleared');
	});

	it('is neither begun nor ended by a dry run, which always tells its own problem', async () => {
		const rehearsal = { options: { dryRun: true, alarmOnce: true } };
		expect(await alarm({ ...WRONG, ...rehearsal })).toBe('none');
		await expect(bench.run({ ...WRONG, ...rehearsal })).rejects.toThrow('Mobile Number');
		expect(bench.staticData).toBe('{}');
	});

	it('is raised once by two runs at once, and by one that began before it', async () => {
		const told = await Promise.all([alarm(WRONG), alarm(WRONG)]);
		expect(told.sort()).toEqual(['ongoing', 'raised']);
		// A trigger of the workflow puts back what it knew when it was activated.
		bench.staticData = '{}';
		expect(await alarm(WRONG)).toBe('ongoing');
		expect(await alarm(AT_ONCE)).toBe('cleared');
		bench.staticData = '{}';
		expect(await alarm(AT_ONCE)).toBe('none');
	});

	it('waits for as many failures as the user wants', async () => {
		const patient = { ...WRONG, options: { alarmAfter: 3 } };
		expect([await alarm(patient), await alarm(patient), await alarm(patient)]).toEqual([
			'none',
			'none',
			'raised',
		]);
	});

	it('is told for each line by itself', async () => {
		const EACH = {
			extension: ({ line }: IDataObject) => line as string,
			mobileNumber: ({ number }: IDataObject) => number as string,
		};
		const items = [
			{ line: '999', number: '0171-2345678' },
			{ line: '820', number: '0172-7654321' },
			{ line: 'x', number: '0172-7654321' },
		];
		const run = async () => {
			const [told] = await bench.run(EACH, { items, continueOnFail: true });
			return told?.map(({ json }) => json.alarm);
		};
		expect(await run()).toEqual(['none', 'raised', 'raised']);
		expect(await run()).toEqual(['none', 'ongoing', 'ongoing']);
	});

	it('stops the workflow once, where the user wants that', async () => {
		const once = { ...WRONG, options: { alarmOnce: true, clearAlarmAfter: 1 } };
		await expect(bench.run(once)).rejects.toThrow('Mobile Number');
		const [items] = await bench.run(once);
		expect(items).toMatchObject([{ json: { status: 'failed', alarm: 'ongoing' } }]);
		await expect(bench.run(once, { mode: 'manual' })).rejects.toThrow('Mobile Number');
		expect(await bench.run({ ...once, mobileNumber: '0171-2345678' })).toMatchObject([
			[{ json: { status: 'changed', alarm: 'cleared' } }],
		]);
		await expect(bench.run(once)).rejects.toThrow('Mobile Number');
	});

	it('has an output of its own, beside the item on the usual one', async () => {
		const separate = { options: { separateOutputs: true, clearAlarmAfter: 1 } };
		const statuses = async (parameters: object) =>
			(await bench.run({ ...parameters, ...separate })).map((items) =>
				items.map(({ json }) => json.alarm),
			);
		expect(await statuses({})).toEqual([['none'], [], [], []]);
		expect(await statuses(WRONG)).toEqual([[], [], ['raised'], ['raised']]);
		expect(await statuses(WRONG)).toEqual([[], [], ['ongoing'], []]);
		expect(await statuses({})).toEqual([[], ['cleared'], [], ['cleared']]);
	});

	it('does not trip over static data of something else', async () => {
		bench.staticData = JSON.stringify({
			'node:3CX': { 'alarm 999': 'rubbish', other: [1], recurrenceRules: [] },
		});
		expect(await alarm()).toBe('none');
		bench.staticData = JSON.stringify({
			'node:3CX': { 'alarm 999': { at: 1, value: { since: 'yesterday', raised: true } } },
		});
		expect(await alarm(WRONG)).toBe('raised');
	});

	it('says which option is wrong, and alarms all the same', async () => {
		expect(await bench.outcome({ options: { alarmAfter: 'soon' } })).toMatchObject({
			status: 'failed',
			alarm: 'raised',
			message: '"Alarm After (Failed Runs)" is not a whole number from 1 to 1000',
		});
	});

	it('forgets lines of which nothing was heard for months', async () => {
		await bench.outcome(WRONG);
		const field = ({ line }: IDataObject) => line as string;
		bench.clock.advance(91 * 24 * 3_600_000);
		await bench.outcome({ extension: field }, { items: [{ line: '820' }] });
		const { 'node:3CX': notes } = JSON.parse(bench.staticData) as { 'node:3CX': object };
		expect(Object.keys(notes)).toEqual(['alarm 820']);
	});
});

async function restarted(
	bench: OnCallBench,
	switches: NonNullable<Parameters<typeof OnCallBench.start>[0]>['switches'],
): Promise<OnCallBench> {
	await bench.stop();
	return await OnCallBench.start({ switches });
}
