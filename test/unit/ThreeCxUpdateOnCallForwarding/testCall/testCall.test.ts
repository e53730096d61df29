import type { IDataObject } from 'n8n-workflow';
import { audible, unmistakable, wavFile } from '../../../helpers/sound';
import { pairwise, type Behaviour } from '../../../pbx';
import { underEverySwitch } from '../../ThreeCxCallControl/switches';
import { DutyCallBench, ERIKA, MAX, ROSTER } from './dutyCallBench';

/** What may matter to one who speaks with a call that was made; every pair of values at least once. */
const COMBINATIONS = pairwise(['dtmf', 'severalSockets', 'farLegs', 'firstUpsert']);

const QUICK = { keySeconds: 2, attempts: 1, ringSeconds: 10 };
const NEXT = { ...QUICK, ifNotAccepted: 'next' };
const ACCEPTS: Partial<Behaviour> = { outcome: 'answer', sendsDtmf: '1' };
const SILENT: Partial<Behaviour> = { outcome: 'noanswer' };

/** What people do, and the result. */
const PEOPLE: ReadonlyArray<readonly [what: string, Partial<Behaviour>, string[]]> = [
	['presses the key', ACCEPTS, ['accepted']],
	['does not answer', SILENT, ['noAnswer']],
	['refuses the call', { outcome: 'reject' }, ['rejected']],
	['is busy', { outcome: 'busy' }, ['noAnswer', 'rejected', 'failed']],
	['cannot be reached', { outcome: 'unreachable' }, ['failed', 'rejected', 'noAnswer']],
	['answers and presses nothing', { outcome: 'answer' }, ['noAnswer']],
	['presses another key', { outcome: 'answer', sendsDtmf: '9' }, ['rejected']],
	['hangs up', { outcome: 'answer', hangupAfterMs: 1_200 }, ['rejected']],
];

describe('A test call', () => {
	let duty: DutyCallBench;
	beforeEach(async () => {
		duty = await DutyCallBench.start();
	});
	afterEach(async () => await duty.stop());

	it.each(PEOPLE)(
		'to a person who %s, ends, and the number stays',
		async (_what, does, results) => {
			duty.behave({ [MAX]: does });
			const outcome = await duty.outcome(QUICK);
			expect(results).toContain(outcome.testCall);
			expect(outcome).toMatchObject({
				status: 'changed',
				person: 'Max',
				testCalls: [{ person: 'Max', number: MAX, result: outcome.testCall }],
			});
			const warned = JSON.stringify(outcome.warnings).includes(
				'Max has not accepted the test call',
			);
			expect(warned).toBe(outcome.testCall !== 'accepted');
			expect(duty.goesTo).toBe(MAX);
			expect(duty.called).toEqual([MAX]);
			await duty.bench.pass(1_000);
			expect(duty.live).toBe(0);
		},
	);

	it('is accepted, or goes on to the next person, under every switch', async () => {
		await underEverySwitch(async (switches) => {
			const bench = await DutyCallBench.start({ switches });
			bench.behave({ [MAX]: { outcome: 'reject' }, [ERIKA]: ACCEPTS });
			const outcome = await bench.outcome(NEXT);
			expect(outcome).toMatchObject({
				testCall: 'accepted',
				testCalls: [{ result: 'rejected' }, { result: 'accepted' }],
			});
			expect(bench.goesTo).toBe(ERIKA);
			await bench.bench.pass(1_000);
			expect(bench.live).toBe(0);
			await bench.stop();
		}, COMBINATIONS);
	});

	it('is made only when somebody else has come on duty, and by no dry run', async () => {
		duty.behave({ [MAX]: ACCEPTS });
		await duty.outcome(QUICK, {}, { options: { dryRun: true } });
		await duty.outcome(QUICK);
		const second = await duty.outcome(QUICK);
		expect(second).not.toHaveProperty('testCall');
		duty.bench.pbx.world.user('999').Mobile = '+4930999999';
		expect(await duty.outcome(QUICK)).toMatchObject({ status: 'changed' });
		expect(duty.called).toEqual([MAX]);
	});

	it('is not made in quiet hours, nor is anybody replaced then', async () => {
		const quiet = { ...NEXT, quietFrom: '18:30', quietTo: '7:00' };
		expect(await duty.outcome(quiet)).toMatchObject({ status: 'changed', testCall: 'quietHours' });
		expect(duty.called).toEqual([]);
		expect(duty.goesTo).toBe(MAX);
	});

	it.each([
		['in them', '18:00', '20:00', true],
		['before them', '19:01', '20:00', false],
		['at their end', '18:00', '19:00', false],
		['over midnight', '19.00', '06:00', true],
		['outside, over midnight', '23:00', '19:00', false],
		['without any', '', '', false],
		['with none of any length', '19:00', '19:00', false],
	])('knows when it is quiet: %s', async (_name, quietFrom, quietTo, isQuiet) => {
		duty.behave({ [MAX]: ACCEPTS });
		const { testCall } = await duty.outcome({ ...QUICK, quietFrom, quietTo });
		expect(testCall).toBe(isQuiet ? 'quietHours' : 'accepted');
	});

	it('plays the words of the user, or beeps where there are none', async () => {
		const words = unmistakable(1_000, 3);
		duty.behave({ [MAX]: { outcome: 'answer' } });
		await duty.outcome({ ...QUICK, prompt: 'data' }, { binary: { data: wavFile(words) } });
		expect(heardBy(duty)).toEqual(words);

		await duty.stop();
		duty = await DutyCallBench.start();
		duty.behave({ [MAX]: { outcome: 'answer', sendsDtmf: '' } });
		expect(await duty.outcome({ ...QUICK, prompt: 'gone' })).toMatchObject({
			testCall: 'noAnswer',
			testCalls: [{ reason: expect.stringContaining('Beeps were played') as string }],
		});
		expect(heardBy(duty).length / 16).toBeGreaterThan(400);
	});

	it('asks again after a wrong key', async () => {
		duty.behave({ [MAX]: { outcome: 'answer', sendsDtmf: '9' } });
		const run = duty.outcome({ ...QUICK, attempts: 2, keySeconds: 5 });
		while (heardBy(duty).length / 16 < 1_200) await duty.bench.pass(500);
		duty.bench.pbx.calls.press(legOf(duty), '1');
		expect(await run).toMatchObject({ testCall: 'accepted' });
	});

	it.each([
		['a client that may not control calls', 'xapi-only'],
		['a client without a licence for it', 'nolicence'],
	])('is not made by %s: the number stays, with a warning', async (_name, clientId) => {
		const outcome = await duty.outcome(NEXT, { clientId });
		if (outcome.status === 'failed') {
			expect(outcome).not.toHaveProperty('testCall');
			return;
		}
		expect(outcome).toMatchObject({ status: 'changed', testCall: 'failed' });
		expect(JSON.stringify(outcome.warnings)).toMatch(
			/has not accepted the test call \(failed\): .*\. The number stays set/,
		);
		expect(duty.goesTo).toBe(MAX);
	});

	it('that breaks off replaces nobody: nothing is known of the person', async () => {
		duty.bench.pbx.faults.add({
			match: { method: 'POST', path: /makecall/ },
			action: { kind: 'status', status: 500 },
			times: Infinity,
		});
		expect(await duty.outcome(NEXT)).toMatchObject({ status: 'changed', testCall: 'failed' });
		expect(duty.goesTo).toBe(MAX);
	});

	it('comes after all lines have their number, and once to a person of several lines', async () => {
		const { world } = duty.bench.pbx;
		duty.behave({ [MAX]: SILENT });
		const items = ['999', '104'].flatMap((line) => ROSTER.map((row) => ({ ...row, line })));
		const extension = ({ line }: IDataObject) => line as string;
		const run = duty.run(QUICK, { items }, { extension, options: { takeOver: true } });
		await duty.bench.until(() => duty.live > 0);
		expect([world.user('999').Mobile, world.user('104').Mobile]).toEqual([
			'0171-1111111',
			'0171-1111111',
		]);
		expect((await run).map(({ json }) => json.testCall)).toEqual(['noAnswer', 'noAnswer']);
		expect(duty.called).toEqual([MAX]);
	});

	it('ends with a stopped execution', async () => {
		const stop = new AbortController();
		duty.behave({ [MAX]: SILENT });
		const run = duty.run(QUICK, { signal: stop.signal }).catch((error: unknown) => String(error));
		await duty.bench.until(() => duty.live > 0);
		stop.abort();
		await run;
		await duty.bench.until(() => duty.live === 0);
		expect(duty.goesTo).toBe(MAX);
	});

	it.each([
		[{ acceptKey: 'yes' }, '"Accept Key" is not one key of a telephone'],
		[{ quietFrom: '25:00', quietTo: '7:00' }, '"Quiet Hours From" is no time of day: 25:00'],
		[{ quietFrom: '22:00' }, '"Quiet Hours To" is no time of day: it is empty'],
		[{ ifNotAccepted: 'panic' }, '"If Not Accepted" is "panic"'],
		[{ ringSeconds: 1 }, '"Ring for (Seconds)" is not a whole number from 5 to 120'],
	])('with %p is an error, and nothing is touched', async (options, message) => {
		expect(await duty.outcome(options)).toMatchObject({ status: 'failed', message });
		expect(duty.called).toEqual([]);
		expect(duty.goesTo).toBe('+491700000000');
	});
});

/** The leg at the route point of the call that was made last. */
function legOf({ bench }: DutyCallBench): number {
	const leg = bench.pbx.calls
		.truth()
		.at(-1)
		?.legs.find(({ dn }) => dn === '800');
	return leg?.id ?? 0;
}

function heardBy(duty: DutyCallBench): Buffer {
	const leg = legOf(duty);
	return leg === 0 ? Buffer.alloc(0) : audible(duty.bench.pbx.media.heard(leg));
}
