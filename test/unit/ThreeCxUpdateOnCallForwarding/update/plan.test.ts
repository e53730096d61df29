import type { IDataObject } from 'n8n-workflow';
import { OnCallBench } from './onCallRun';

const PLAN = {
	numberSource: 'plan',
	fallbackNumber: '200',
	options: { timeZone: 'Europe/Berlin' },
};
const MAX = { name: 'Max Mustermann', mobile: '0171-12345' };
const ERIKA = { name: 'Erika Musterfrau', mobile: '+49 (172) 7654321' };

describe('Update from a plan', () => {
	let bench: OnCallBench;
	afterEach(async () => await bench.stop());

	async function run(rows: IDataObject[], parameters = {}): Promise<IDataObject> {
		const [items] = await bench.run(
			{ ...PLAN, ...parameters },
			{ items: rows, continueOnFail: true },
		);
		const [item] = items ?? [];
		if (!item || items?.length !== 1) throw new Error(`Not one item but ${items?.length}`);
		return item.json;
	}

	it('sets the person on duty and says who it is and until when', async () => {
		bench = await OnCallBench.start({}, '2026-11-22T19:00+01:00');
		const outcome = await run([
			{ ...ERIKA, from: '2026-11-22 08:00', to: '2026-11-22 17:00' },
			{ ...MAX, from: '2026-11-22 17:00', to: '2026-11-23 08:00' },
		]);

		expect(outcome).toMatchObject({
			status: 'changed',
			message: 'Successfully updated mobile number.',
			source: 'plan',
			person: 'Max Mustermann',
			newNumber: '0171-12345',
			shiftFrom: '2026-11-22T17:00:00.000+01:00',
			shiftTo: '2026-11-23T08:00:00.000+01:00',
			nextChange: '2026-11-23T08:00:00.000+01:00',
			at: '2026-11-22T18:00:00.000Z',
			atLocal: '2026-11-22T19:00:00.000+01:00',
		});
		expect(bench.goesTo).toBe('017112345');
	});

	it('shows the number as it was typed and dials digits: the seed, word for word', async () => {
		bench = await OnCallBench.start();
		const outcome = await run([{ ...MAX, from: '2026-11-22', to: '2026-11-22' }]);

		expect(outcome.message).toBe('Successfully updated mobile number.');
		expect(bench.pbx.world.user('999').Mobile).toBe('0171-12345');
		expect(bench.goesTo).toBe('017112345');
		expect(outcome).toMatchObject({ verified: true, warnings: [] });
	});

	it('hands over at the minute: a shift has its begin and not its end', async () => {
		bench = await OnCallBench.start({}, '2026-11-23T07:59:59.999+01:00');
		const rows = [
			{ ...MAX, from: '2026-11-22 17:00', to: '2026-11-23 08:00' },
			{ ...ERIKA, from: '2026-11-23 08:00', to: '2026-11-23 17:00' },
		];
		await run(rows);
		expect(bench.goesTo).toBe('017112345');
		bench.clock.advance(1);
		await run(rows);
		expect(bench.goesTo).toBe('+491727654321');
	});

	it('falls back to the central number, as an extension, when nobody is on duty', async () => {
		bench = await OnCallBench.start();
		const outcome = await run([{ ...MAX, from: '2026-11-23 08:00', to: '2026-11-23 17:00' }]);

		expect(outcome).toMatchObject({
			status: 'fallback',
			source: 'fallback',
			changed: true,
			newNumber: '200',
			verified: true,
			nextChange: '2026-11-23T08:00:00.000+01:00',
		});
		expect(bench.goesTo).toBe('extension 200');
	});

	it('comes back from the central number when somebody is on duty again', async () => {
		bench = await OnCallBench.start();
		const rows = [{ ...MAX, from: '2026-11-23 08:00', to: '2026-11-23 17:00' }];
		await run(rows);
		bench.clock.advance(14 * 3_600_000);
		const outcome = await run(rows);

		expect(outcome).toMatchObject({ status: 'changed', previousNumber: '200', verified: true });
		expect(bench.goesTo).toBe('017112345');
	});

	it.each([
		['no rows at all ("Always Output Data")', [{}]],
		['blank rows', [{ name: '', mobile: '', from: '', to: '' }]],
	])('takes %s for an empty plan', async (_case, rows) => {
		bench = await OnCallBench.start();
		expect(await run(rows)).toMatchObject({ status: 'fallback', newNumber: '200' });
	});

	it('passes over a person whose number cannot be dialled, and says so', async () => {
		bench = await OnCallBench.start();
		const shift = { from: '2026-11-22 17:00', to: '2026-11-23 08:00' };
		const outcome = await run([
			{ name: 'Max Mustermann', mobile: 'siehe Liste', ...shift, from: '2026-11-22 18:00' },
			{ ...ERIKA, ...shift },
		]);

		expect(outcome).toMatchObject({ status: 'changed', person: 'Erika Musterfrau' });
		expect(outcome.warnings).toEqual([
			expect.stringContaining('Max Mustermann is on duty but cannot be set'),
		]);
		expect(outcome.candidates).toHaveLength(2);
	});

	it('touches nothing when no row can be read: the number that is set stays', async () => {
		bench = await OnCallBench.start();
		const before = bench.goesTo;
		const outcome = await run([{ ...MAX, from: 'heute abend', to: 'morgen früh' }]);

		expect(outcome).toMatchObject({ status: 'failed', verified: false });
		expect(outcome.message).toContain('No row of the plan could be read');
		expect(bench.goesTo).toBe(before);
		expect(bench.requests().filter((request) => request.startsWith('PATCH'))).toEqual([]);
	});

	it('finds German columns by themselves and counts confirmed rows only', async () => {
		bench = await OnCallBench.start();
		const outcome = await run([
			{
				Name: 'Max',
				Mobil: '0171-12345',
				Von: '22.11.2026 17:00',
				Bis: '23.11.2026 08:00',
				bestätigt: 'nein',
			},
			{
				Name: 'Erika',
				Mobil: '0172 7654321',
				Von: '22.11.2026 12:00',
				Bis: '23.11.2026 08:00',
				bestätigt: 'ja',
			},
		]);
		expect(outcome).toMatchObject({ person: 'Erika', newNumber: '0172 7654321' });
	});

	it('takes a list of rows by expression, one line an item', async () => {
		bench = await OnCallBench.start();
		const plan = [
			{ who: 'Max', nr: '0171-12345', a: '2026-11-22T16:00:00Z', b: '2026-11-23T07:00:00Z' },
		];
		const columns = { name: 'who', mobile: 'nr', from: 'a', to: 'b' };
		for (const given of [plan, JSON.stringify(plan)]) {
			const outcome = await run([{ other: 1 }], {
				planRows: 'list',
				plan: given,
				planColumns: columns,
			});
			expect(outcome).toMatchObject({ person: 'Max', newNumber: '0171-12345' });
		}
	});

	it.each([
		['spring', '2026-03-29T01:00:00Z', '2026-03-29T01:30:00Z'],
		['autumn', '2026-10-25T00:30:00Z', '2026-10-25T00:30:00Z'],
	])('hands over once in the %s night when the clocks change', async (_night, from, handOver) => {
		bench = await OnCallBench.start({}, '2026-03-28T23:00:00Z');
		bench.clock.advance(Date.parse(from) - bench.clock.now() - 90 * 60_000);
		const day = handOver.slice(0, 10);
		const rows = [
			{ ...MAX, from: `${day} 00:00`, to: `${day} 02:30` },
			{ ...ERIKA, from: `${day} 02:30`, to: `${day} 06:00` },
		];
		const seen: string[] = [];
		for (let minute = 0; minute < 240; minute += 15) {
			const outcome = await run(rows, { options: { timeZone: 'Europe/Berlin', checks: false } });
			const expected =
				bench.clock.now() < Date.parse(handOver) ? 'Max Mustermann' : 'Erika Musterfrau';
			if (outcome.source === 'plan') {
				expect(`${String(outcome.at)} ${String(outcome.person)}`).toBe(
					`${String(outcome.at)} ${expected}`,
				);
				expect(bench.goesTo).toBe(expected === 'Max Mustermann' ? '017112345' : '+491727654321');
			}
			seen.push(String(outcome.person));
			bench.clock.advance(15 * 60_000);
		}
		expect(seen.filter((person, i) => person !== '' && person !== seen[i - 1])).toEqual([
			'Max Mustermann',
			'Erika Musterfrau',
		]);
	});
});
