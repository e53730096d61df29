import { HttpError, NetworkError } from '../../../../nodes/shared/transport';
import { ParticipantReader } from '../../../../nodes/shared/callControl/participantReader';
import { wire } from './participants';

interface Asked {
	id: number;
	answer: (fields?: Record<string, unknown>) => Promise<void>;
	refuse: (error: Error) => Promise<void>;
}

/** Lets the reader take note of a reply. */
const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

describe('the reader of legs', () => {
	let asked: Asked[];
	let told: string[];
	let known: Set<number>;
	let reader: ParticipantReader;

	beforeEach(() => {
		asked = [];
		told = [];
		known = new Set();
		reader = new ParticipantReader({
			get: async (_dn, id) =>
				await new Promise((resolve, reject) => {
					const after = async (work: () => void) => {
						work();
						await turn();
					};
					asked.push({
						id,
						answer: async (fields) => await after(() => resolve(wire({ id, ...fields }))),
						refuse: async (error) => await after(() => reject(error)),
					});
				}),
			seen: ({ id, status, dn }, compared) =>
				told.push(`${dn}/${id} ${status}${compared ? ' compared' : ''}`),
			gone: (dn, id) => told.push(`${dn}/${id} gone`),
			foreign: (dn, id) => told.push(`${dn}/${id} foreign`),
			failed: (why) => told.push(`failed: ${why}`),
			isKnown: (_dn, id) => known.has(id),
		});
	});

	const last = (): Asked => {
		const found = asked.at(-1);
		if (!found) throw new Error('Nothing was asked');
		return found;
	};
	const status = (code: number) => new HttpError('no', code, undefined);

	it('asks once for many frames, and once more for those that came meanwhile', async () => {
		for (let i = 0; i < 20; i++) reader.request('101', 25);
		expect(asked).toHaveLength(1);
		await last().answer({ status: 'Ringing' });
		for (let i = 0; i < 20; i++) reader.request('101', 25);
		await last().answer({ status: 'Connected' });
		expect(asked).toHaveLength(3);
		await last().answer({ status: 'Connected' });
		expect(told).toEqual(['101/25 Ringing', '101/25 Connected', '101/25 Connected']);
		expect([asked.length, reader.size.jobs]).toEqual([3, 0]);
	});

	it('does not tell what was overtaken by a Remove', async () => {
		reader.request('101', 25);
		reader.removed('101', 25);
		await last().answer();
		expect([told, reader.size.jobs]).toEqual([[], 0]);
	});

	it('asks again for an Upsert after a Remove', async () => {
		reader.request('101', 25);
		reader.removed('101', 25);
		reader.request('101', 25);
		await last().answer();
		expect(told).toEqual([]);
		await last().refuse(status(404));
		expect([told, asked.length]).toEqual([['101/25 gone'], 2]);
	});

	it('has at most eight under way, and takes the others in their order', async () => {
		for (let id = 1; id <= 20; id++) reader.request('101', id);
		expect(asked).toHaveLength(8);
		reader.removed('101', 9);
		for (let i = 0; i < asked.length; i++) await asked[i]?.answer();
		expect(asked.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, ...range(10, 20)]);
		expect(told).toHaveLength(19);
	});

	it('takes 403 for a far side, and never asks for it again until it is gone', async () => {
		reader.request('800', 26);
		await last().refuse(status(403));
		reader.request('800', 26);
		expect(told).toEqual(['800/26 foreign', '800/26 foreign']);
		expect([asked.length, reader.isForeign('800', 26), reader.size.forbidden]).toEqual([
			1,
			true,
			1,
		]);
		reader.removed('800', 26);
		reader.request('800', 26);
		expect(asked).toHaveLength(2);
	});

	it('but not of a leg that it could read before', async () => {
		known.add(25);
		reader.request('800', 25);
		await last().refuse(status(403));
		expect(told).toEqual(['failed: no']);
		expect(reader.isForeign('800', 25)).toBe(false);
	});

	it.each([
		['a failure', async () => await last().refuse(new NetworkError('down', ''))],
		['another leg', async () => await last().answer({ id: 99 })],
		['no leg', async () => await last().answer({ id: null })],
	])('says that it got %s', async (_what, reply) => {
		reader.request('101', 25);
		await reply();
		expect(told).toEqual([expect.stringContaining('failed')]);
	});

	it('fills in the DN where the reply has none', async () => {
		reader.request('101', 25);
		await last().answer({ dn: '' });
		expect(told).toEqual(['101/25 Ringing']);
	});

	it('tells that a leg was found by comparing, unless a frame asks as well', async () => {
		reader.request('101', 25, true);
		await last().answer();
		reader.request('101', 26, true);
		reader.request('101', 26);
		await last().answer();
		expect(told).toEqual(['101/25 Ringing compared', '101/26 Ringing']);
	});

	it('forgets everything with the connection, and hears nothing of it afterwards', async () => {
		for (let id = 1; id <= 10; id++) reader.request('101', id);
		const old = [...asked];
		reader.reset();
		reader.request('101', 1);
		for (const each of old) await each.answer({ status: 'Old' });
		expect(told).toEqual([]);
		await last().answer({ status: 'New' });
		expect([told, reader.size.jobs]).toEqual([['101/1 New'], 0]);
	});

	it('does not gather work without end', () => {
		for (let id = 0; id < 6_000; id++) reader.request('101', id);
		expect(reader.size.jobs).toBe(5_000);
		expect(told[0]).toContain('too many');
		reader.reset();
	});
});

function range(first: number, last: number): number[] {
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
