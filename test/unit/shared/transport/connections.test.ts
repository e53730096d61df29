import {
	Connections,
	fingerprint,
	parseSettings,
	type PbxAddress,
} from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';
import { replies, serve } from './testServer';

const ADDRESS: PbxAddress = {
	origin: 'https://pbx.example.com',
	clientId: '800',
	clientSecret: 'secret',
	ignoreSslIssues: false,
};

describe('the connections of a process', () => {
	let clock: TestClock;
	let connections: Connections;

	beforeEach(() => {
		clock = new TestClock();
		connections = new Connections(parseSettings({}).settings, clock);
	});

	afterEach(() => clock.advance(60_000));

	it('are one for all users of an address', () => {
		const first = connections.acquire(ADDRESS);
		const second = connections.acquire({ ...ADDRESS });
		expect(second.connection).toBe(first.connection);
		expect(connections.find(ADDRESS)).toBe(first.connection);
		expect(connections.size).toBe(1);
		first.release();
		second.release();
	});

	it.each([
		{ origin: 'https://pbx.example.com:5001' },
		{ clientId: '801' },
		{ clientSecret: 'another' },
		{ ignoreSslIssues: true },
	])('are kept apart by %j', (other) => {
		const first = connections.acquire(ADDRESS);
		const second = connections.acquire({ ...ADDRESS, ...other });
		expect(second.connection).not.toBe(first.connection);
		expect(connections.size).toBe(2);
		first.release();
		second.release();
	});

	it('outlive their last user by some seconds, and the next one finds them warm', () => {
		const first = connections.acquire(ADDRESS);
		first.release();
		clock.advance(9_999);
		const second = connections.acquire(ADDRESS);
		expect(second.connection).toBe(first.connection);

		clock.advance(60_000);
		expect(connections.size).toBe(1);
		second.release();
	});

	it('leave nothing behind afterwards', () => {
		for (let i = 0; i < 5; i++) connections.acquire({ ...ADDRESS, clientId: `${i}` }).release();
		expect(connections.size).toBe(5);
		clock.advance(10_000);
		expect(connections.size).toBe(0);
		expect(clock.waiting).toBe(0);
		expect(connections.find(ADDRESS)).toBeUndefined();
	});

	it('are not taken away from a user by another who releases twice', () => {
		const first = connections.acquire(ADDRESS);
		const second = connections.acquire(ADDRESS);
		first.release();
		first.release();
		clock.advance(60_000);
		expect(connections.find(ADDRESS)).toBe(second.connection);
		second.release();
	});

	it('start afresh after their end', () => {
		const first = connections.acquire(ADDRESS);
		first.release();
		clock.advance(10_000);
		const second = connections.acquire(ADDRESS);
		expect(second.connection).not.toBe(first.connection);
		second.release();
	});

	it('close their sockets at the end', async () => {
		let closed: Promise<void> | undefined;
		const server = await serve((request, response) => {
			closed = new Promise((resolve) => request.socket.once('close', () => resolve()));
			replies({})(request, response);
		});
		const { connection, release } = connections.acquire({ ...ADDRESS, origin: server.origin });
		await connection.exchange.send({ method: 'GET', path: '/', timeoutMs: 2_000 });
		release();
		clock.advance(10_000);
		await closed;
		expect(closed).toBeDefined();
	});
});

describe('the fingerprint', () => {
	it('tells server, client and secret apart, and is no way back to them', () => {
		const marks = [
			ADDRESS,
			{ ...ADDRESS, origin: 'https://pbx.example.org' },
			{ ...ADDRESS, clientId: '80', clientSecret: '0secret' },
			{ ...ADDRESS, clientSecret: 'Secret' },
		].map(fingerprint);
		expect(new Set(marks).size).toBe(marks.length);
		for (const mark of marks) expect(mark).toMatch(/^[\w-]{22}$/);
		expect(fingerprint({ ...ADDRESS })).toBe(marks[0]);
	});
});
