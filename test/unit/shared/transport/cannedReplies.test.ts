import nock from 'nock';
import { httpTo } from './bench';

const ORIGIN = 'https://pbx.example.com:5001';

/** Sequences that no server of ours would answer by itself. */
describe('a request, against canned replies', () => {
	beforeAll(() => {
		nock.disableNetConnect();
	});
	afterEach(() => nock.cleanAll());
	afterAll(() => {
		nock.enableNetConnect();
		nock.restore();
	});

	it('bears a slip of every kind within one deadline', async () => {
		const pbx = nock(ORIGIN)
			.get('/xapi/v1/Defs')
			.reply(401)
			.get('/xapi/v1/Defs')
			.reply(503, 'starting')
			.get('/xapi/v1/Defs')
			.reply(429, {}, { 'Retry-After': '3' })
			.get('/xapi/v1/Defs')
			.replyWithError(Object.assign(new Error('cut'), { code: 'ECONNRESET' }))
			.get('/xapi/v1/Defs')
			.reply(200, { Id: 1 });
		const { clock, http, tokens } = httpTo(ORIGIN);

		const reply = await http.request({ method: 'GET', path: '/xapi/v1/Defs' });

		expect(reply.body).toEqual({ Id: 1 });
		expect(tokens.renewals).toBe(2);
		expect(clock.sleeps).toEqual([500, 3_000, 2_000]);
		expect(pbx.isDone()).toBe(true);
	});

	it('is made once when it may not be repeated', async () => {
		let calls = 0;
		nock(ORIGIN)
			.post('/callcontrol/800/makecall')
			.reply(() => [++calls && 503])
			.persist();
		const { http } = httpTo(ORIGIN);

		const call = http.request({ method: 'POST', path: '/callcontrol/800/makecall', body: {} });

		await expect(call).rejects.toMatchObject({ status: 503, retryable: true });
		expect(calls).toBe(1);
	});

	it('carries the token in its header and nowhere else', async () => {
		const pbx = nock(ORIGIN, { reqheaders: { authorization: 'Bearer token-1' } })
			.patch('/xapi/v1/Users(29)', { Mobile: '0171-12345' })
			.reply(204);
		const { http } = httpTo(ORIGIN);

		const reply = await http.request({
			method: 'PATCH',
			path: '/xapi/v1/Users(29)',
			body: { Mobile: '0171-12345' },
			repeatable: true,
		});

		expect(reply).toMatchObject({ status: 204, body: undefined });
		expect(pbx.isDone()).toBe(true);
	});
});
