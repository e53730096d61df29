import type { IDataObject } from 'n8n-workflow';
import { mobileDestination, profiles, voicemailDestination, type World } from '../../../pbx';
import { logged } from '../../../helpers/executeContext';
import { OnCallBench } from './onCallRun';

const field = (name: string) => (item: IDataObject) => item[name] as string;
const EACH = { extension: field('extension'), mobileNumber: field('number') };

/** A second dummy user beside 999. */
function addLine(world: World, number: string): void {
	const user = world.user('104');
	Object.assign(user, {
		Number: number,
		Mobile: '+491700000001',
		ForwardingProfiles: profiles(
			() => world.takeId(),
			() => mobileDestination('+491700000001'),
			() => voicemailDestination(number),
		),
	});
}

describe('Update of several lines', () => {
	let bench: OnCallBench;
	beforeEach(async () => {
		bench = await OnCallBench.start();
		addLine(bench.pbx.world, '998');
	});
	afterEach(async () => await bench.stop());

	it('takes one item for each line', async () => {
		const [items] = await bench.run(EACH, {
			items: [
				{ extension: '999', number: '0171-2345678' },
				{ extension: '998', number: '0172-7654321' },
			],
		});
		expect(items).toMatchObject([
			{ json: { extension: '999', status: 'changed' }, pairedItem: { item: 0 } },
			{ json: { extension: '998', status: 'changed' }, pairedItem: { item: 1 } },
		]);
		expect(bench.pbx.whereWouldACallGo('998').number).toBe('01727654321');
	});

	it('does the others when one fails, and tells the failure then', async () => {
		const items = [
			{ extension: '999', number: 'kaputt' },
			{ extension: 'x', number: '0171-2345678' },
			{ extension: '998', number: '0172-7654321' },
		];
		await expect(bench.run(EACH, { items })).rejects.toMatchObject({
			message: expect.stringContaining('(and 1 more)'),
			context: { itemIndex: 0 },
		});
		expect(bench.pbx.whereWouldACallGo('998').number).toBe('01727654321');
		expect(bench.goesTo).toBe('+491700000000');

		const [told] = await bench.run(EACH, { items, continueOnFail: true });
		expect(told?.map(({ json }) => json.status)).toEqual(['failed', 'failed', 'unchanged']);
		expect(told?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('keeps the rows of one plan apart by extension', async () => {
		const shift = { from: '2026-11-22', to: '2026-11-22' };
		const [items] = await bench.run(
			{ numberSource: 'plan', extension: field('line'), fallbackNumber: '200' },
			{
				items: [
					{ line: '999', name: 'Max', mobile: '0171-12345', ...shift },
					{ line: '998', name: 'Erika', mobile: '0172-7654321', ...shift },
					{ line: '999', name: 'Jan', mobile: '0173-12345', from: '2026-12-01', to: '2026-12-02' },
				],
			},
		);
		expect(items).toMatchObject([
			{ json: { extension: '999', person: 'Max' }, pairedItem: [{ item: 0 }, { item: 2 }] },
			{ json: { extension: '998', person: 'Erika' }, pairedItem: { item: 1 } },
		]);
	});

	it('has an output for what changed, what did not, and for problems, which then stop nothing', async () => {
		await bench.run();
		const outputs = await bench.run(
			{ ...EACH, options: { separateOutputs: true } },
			{
				items: [
					{ extension: '999', number: '0171-2345678' },
					{ extension: '998', number: '0172-7654321' },
					{ extension: '820', number: '0172-7654321' },
				],
			},
		);
		expect(outputs.map((items) => items.map(({ json }) => json.extension))).toEqual([
			['998'],
			['999'],
			['820'],
			['820'],
		]);
	});

	it('does thirty lines in a run, each told by itself, and the rest of them when some fail', async () => {
		const { world } = bench.pbx;
		const numbers = Array.from({ length: 30 }, (_, i) => String(600 + i));
		for (const Number of numbers) {
			world.users.push({ ...structuredClone(world.user('999')), Id: world.takeId(), Number });
		}
		const items = numbers.map((extension, i) => ({
			extension,
			number: i % 10 === 3 ? 'kaputt' : `0171-23456${10 + i}`,
		}));
		const outputs = await bench.run(
			{ ...EACH, options: { separateOutputs: true, checks: false } },
			{ items },
		);
		expect(outputs.map((told) => told.length)).toEqual([27, 0, 3, 3]);
		const reached = numbers.map((number) => bench.pbx.whereWouldACallGo(number).number);
		expect(reached).toEqual(
			items.map(({ number }) => (number === 'kaputt' ? '+491700000000' : number.replace('-', ''))),
		);
	});

	it('bears two runs of the same line at once', async () => {
		const numbers = ['0171-2345678', '0172-7654321'];
		await Promise.all(numbers.map(async (mobileNumber) => await bench.run({ mobileNumber })));
		expect(bench.goesTo).toBe('01727654321');
	});

	it('shortens numbers in the output where the user wants it', async () => {
		const outcome = await bench.outcome({ options: { maskNumbers: true } });
		expect(JSON.stringify(outcome)).not.toMatch(/1712345678|1700000000/);
		expect(outcome.newNumber).toMatch(/^0171…/);
	});

	it('writes no secret, no token and no full number into the log or an error', async () => {
		logged.length = 0;
		await bench.run();
		const failure: unknown = await bench
			.run({ mobileNumber: '0171 2345678 / 0172 7654321' })
			.catch((error: unknown) => error);
		bench.credential.data.clientSecret = 'a-wrong-secret';
		const refused: unknown = await bench.run().catch((error: unknown) => error);

		const told = [
			...logged,
			...[failure, refused].map((error) => JSON.stringify(error) + String(error)),
		].join('\n');
		expect(told).toContain('999: changed');
		expect(told).not.toMatch(/1712345678|7654321|a-wrong-secret/);
		expect(told).not.toContain(String(bench.credential.data.accessToken));
	});

	it('leaves nothing behind some seconds after the last run', async () => {
		await bench.run();
		expect(bench.host.connections.size).toBe(1);
		bench.clock.advance(11_000);
		expect(bench.host.connections.size).toBe(0);
		expect(bench.clock.waiting).toBe(0);
	});
});
