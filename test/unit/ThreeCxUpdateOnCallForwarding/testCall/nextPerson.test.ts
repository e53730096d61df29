import { DutyCallBench, ERIKA, JAN, MAX, ROSTER } from './dutyCallBench';

const NEXT = { keySeconds: 2, attempts: 1, ringSeconds: 10, ifNotAccepted: 'next' };
const ACCEPTS = { outcome: 'answer', sendsDtmf: '1' } as const;
const SILENT = { outcome: 'noanswer' } as const;

describe('Where the next person is set', () => {
	let duty: DutyCallBench;
	beforeEach(async () => {
		duty = await DutyCallBench.start();
	});
	afterEach(async () => await duty.stop());

	it('who did not accept is passed over until the end of the shift, also after a restart', async () => {
		duty.behave({ [MAX]: SILENT, [ERIKA]: ACCEPTS });
		const outcome = await duty.outcome(NEXT);
		expect(outcome).toMatchObject({
			status: 'changed',
			person: 'Erika',
			previousNumber: '+491700000000',
			newNumber: '0172-2222222',
			testCall: 'accepted',
			testCalls: [
				{ person: 'Max', result: 'noAnswer' },
				{ person: 'Erika', result: 'accepted' },
			],
			candidates: [
				{ person: 'Max', note: 'did not accept the test call' },
				{ person: 'Erika', chosen: true },
				{ person: 'Jan' },
			],
			announcements: [
				{ kind: 'coming', person: 'Erika' },
				{ kind: 'leaving', to: '+491700000000' },
				{ kind: 'leaving', person: 'Max' },
			],
		});
		expect(outcome.warnings).toContainEqual(
			expect.stringMatching(/^Max has not accepted .*\. Erika was set instead$/),
		);
		expect(duty.goesTo).toBe(ERIKA);

		expect(await duty.outcome(NEXT)).toMatchObject({ status: 'unchanged', person: 'Erika' });
		duty.restartN8n();
		expect(await duty.outcome(NEXT)).toMatchObject({ status: 'unchanged', person: 'Erika' });
		expect(duty.called).toEqual([MAX, ERIKA]);
	});

	it('each is called once, and the fallback is set at the end', async () => {
		duty.behave({ [MAX]: SILENT, [ERIKA]: { outcome: 'reject' }, [JAN]: { outcome: 'answer' } });
		const outcome = await duty.outcome(NEXT);
		expect(outcome).toMatchObject({
			status: 'fallback',
			source: 'fallback',
			testCall: 'noAnswer',
			announcements: [
				{ kind: 'leaving' },
				{ person: 'Max' },
				{ person: 'Erika' },
				{ person: 'Jan' },
			],
		});
		expect(duty.goesTo).toBe('extension 200');
		expect(await duty.outcome(NEXT)).toMatchObject({ status: 'fallback' });
		expect(duty.called).toEqual([MAX, ERIKA, JAN]);
	});

	it('a run by hand calls each once as well', async () => {
		duty.behave({ [MAX]: SILENT, [ERIKA]: SILENT, [JAN]: SILENT });
		expect(await duty.outcome(NEXT, { mode: 'manual' })).toMatchObject({ status: 'fallback' });
		expect(duty.called).toEqual([MAX, ERIKA, JAN]);
		expect(duty.staticData).toEqual({});
	});

	it('the last one stays where there is nobody else, and is not called again and again', async () => {
		const items = ROSTER.slice(0, 1);
		duty.behave({ [MAX]: SILENT });
		const alone = { fallbackNumber: '' };
		const outcome = await duty.outcome(NEXT, { items }, alone);
		expect(outcome).toMatchObject({ status: 'changed', person: 'Max', testCall: 'noAnswer' });
		expect(JSON.stringify(outcome.warnings)).toContain('There is nobody to set instead');
		expect(await duty.outcome(NEXT, { items }, alone)).toMatchObject({ status: 'unchanged' });
		expect(duty.called).toEqual([MAX]);
		expect(duty.goesTo).toBe(MAX);
	});

	it('a number without a plan gives way to the fallback, until another number is given', async () => {
		duty.behave({ [MAX]: SILENT, [ERIKA]: ACCEPTS });
		const given = (mobileNumber: string) => ({ numberSource: 'number', mobileNumber });
		const one = { items: [{}] };
		expect(await duty.outcome(NEXT, one, given('0171-1111111'))).toMatchObject({
			status: 'fallback',
			testCall: 'noAnswer',
		});
		expect(await duty.outcome(NEXT, one, given('0171-1111111'))).toMatchObject({
			status: 'fallback',
		});
		expect(await duty.outcome(NEXT, one, given('0172-2222222'))).toMatchObject({
			status: 'changed',
			testCall: 'accepted',
		});
		expect(duty.called).toEqual([MAX, ERIKA]);
	});

	it('nobody’s number stands in the output or the memory where numbers are masked', async () => {
		duty.behave({ [MAX]: SILENT, [ERIKA]: ACCEPTS });
		const outcome = await duty.outcome(NEXT, {}, { options: { maskNumbers: true } });
		expect(outcome).toMatchObject({ testCall: 'accepted', person: 'Erika' });
		expect(JSON.stringify([outcome, duty.staticData])).not.toMatch(/1111111|2222222/);
		expect(await duty.outcome(NEXT, {}, { options: { maskNumbers: true } })).toMatchObject({
			status: 'unchanged',
			person: 'Erika',
		});
	});
});
