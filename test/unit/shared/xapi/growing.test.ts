import { readLoggedErrors, type LoggedError, type Place } from '../../../../nodes/shared/xapi';
import { virtualClock } from '../../../pbx';
import { rawUrls, xapiOf } from './xapiBench';

const MONDAY = Date.UTC(2026, 2, 2, 10);

async function bench() {
	const clock = virtualClock(MONDAY);
	const { pbx, xapi } = await xapiOf({ clock });
	let place: Place | undefined;
	/** Messages that are new since the look before. */
	const look = async (): Promise<string[]> => {
		const read = await readLoggedErrors(xapi, place);
		place = read.place;
		return read.errors.map(({ message }) => message);
	};
	const say = async (...messages: string[]) => {
		await clock.advance(1_000);
		for (const message of messages) pbx.records.addEvent(message);
	};
	return { pbx, xapi, look, say, placeNow: () => place };
}

describe('Reading on where the last look ended', () => {
	it('gives out nothing of what was there, and then each row once, in order', async () => {
		const { look, say } = await bench();
		await say('old', 'older');
		expect(await look()).toEqual([]);
		await say('one', 'two');
		expect(await look()).toEqual(['one', 'two']);
		expect(await look()).toEqual([]);
		await say('three');
		expect(await look()).toEqual(['three']);
	});

	it('begins with the first row that ever comes, and heeds errors only', async () => {
		const { pbx, look, say, placeNow } = await bench();
		expect(await look()).toEqual([]);
		expect(placeNow()).toEqual({ id: 0, at: 0 });
		pbx.records.addEvent('a note', 'Info');
		pbx.records.addEvent('take care', 'Warning');
		await say('first');
		expect(await look()).toEqual(['first']);
	});

	it('asks one short question while nothing comes', async () => {
		const { pbx, look, say } = await bench();
		await say('old');
		await look();
		pbx.journal.clear();
		await look();
		expect(rawUrls(pbx)).toEqual([
			'/xapi/v1/EventLogs?$select=Id,TimeGenerated&$filter=Type%20eq%20%27Error%27&$orderby=Id%20desc&$top=1',
		]);
	});

	it('reads so many at once, says that there are more, and goes on there', async () => {
		const { pbx, xapi, look, say, placeNow } = await bench();
		await look();
		const messages = Array.from({ length: 730 }, (_, i) => `error ${i}`);
		await say(...messages);
		const first = await readLoggedErrors(xapi, placeNow());
		expect([first.errors.length, first.isBehind]).toEqual([300, true]);
		const told = [await look(), await look(), await look(), await look()];
		expect(told.map(({ length }) => length)).toEqual([300, 300, 130, 0]);
		expect(told.flat()).toEqual(messages);
		expect((await readLoggedErrors(xapi, placeNow())).isBehind).toBe(false);
		for (const url of rawUrls(pbx)) expect(url).toMatch(/\$select=.*\$top=(1|100)(&|$)/);
	});

	it('begins anew where Ids have started over, without what is older than the last row', async () => {
		const { pbx, look, say } = await bench();
		await say('one', 'two', 'three');
		await look();
		pbx.records.forgetEvents();
		await say();
		expect(await look()).toEqual([]);
		await say('after the installation');
		expect(await look()).toEqual(['after the installation']);
		await say('next');
		expect(await look()).toEqual(['next']);
	});

	it('tells nothing of a restored log', async () => {
		const { xapi, say, pbx } = await bench();
		await say('one', 'two');
		const place = { id: 5_000, at: MONDAY + 5_000 };
		const read = await readLoggedErrors(xapi, place);
		expect(read).toEqual({ errors: [], place: { id: 2, at: place.at }, isBehind: false });
		expect((await readLoggedErrors(xapi, { id: 5_000, at: 0 })).errors).toEqual([]);
		pbx.records.addEvent('new');
		expect((await readLoggedErrors(xapi, read.place)).errors).toMatchObject([{ message: 'new' }]);
	});
});

describe('The message of a logged error', () => {
	it.each<[string, string[], string]>([
		['Trunk %1$s is down', ['10000'], 'Trunk 10000 is down'],
		['%2$s of %1$s, %2$s', ['a', 'b'], 'b of a, b'],
		['%1$s and %3$s', ['one'], 'one and %3$s'],
		['100 % of %1$s', ['%2$s', 'x'], '100 % of %2$s'],
		['plain $& $1', [], 'plain $& $1'],
		['%1$s', ["$& $' $1"], "$& $' $1"],
	])('%j with %j is %j', async (template, params, message) => {
		const { pbx, xapi, look } = await bench();
		await look();
		pbx.records.addEvent(template, 'Error', params);
		const { errors } = await readLoggedErrors(xapi, { id: 0, at: 0 });
		const expected: Partial<LoggedError> = { message, source: 'PBX', group: 'DEFAULT', at: MONDAY };
		expect(errors).toMatchObject([expected]);
	});
});
