import type { ServerResponse } from 'node:http';
import { CallControl, type Verb } from '../../../../nodes/shared/callControl';
import { CancelledError, HttpError, ProtocolError } from '../../../../nodes/shared/transport';
import { wireLeg } from '../../../helpers/wireLeg';
import { exchangeWith, failureOf, httpTo } from '../transport/bench';
import { replies, serve } from '../transport/testServer';
import { clientOf, leg } from './restBench';

const WORDS = { doing: 'do it' };

describe('CallControl reads', () => {
	it('DNs with devices and legs, and leaves out what is none', async () => {
		const { client, server } = await clientOf({
			body: [
				{
					dn: '800',
					type: 'Wroutepoint',
					devices: [{ dn: '800', device_id: 'sip:800@127.0.0.1:5483', user_agent: '' }, {}],
					participants: [wireLeg(), null, { status: 'Ringing' }],
				},
				{ dn: null },
				'text',
				{ dn: '101', type: 'Wextension', devices: null },
			],
		});
		expect(await client.dns()).toEqual([
			{
				dn: '800',
				type: 'Wroutepoint',
				devices: [{ dn: '800', deviceId: 'sip:800@127.0.0.1:5483', userAgent: '' }],
				participants: [leg()],
			},
			{ dn: '101', type: 'Wextension', devices: [], participants: [] },
		]);
		expect(server.seen[0]).toMatchObject({ method: 'GET', url: '/callcontrol' });
	});

	it('one DN, its devices and its legs, with the number encoded', async () => {
		const { client, server } = await clientOf(
			{ body: { dn: 'a/b', type: 'Wroutepoint' } },
			{ body: [{ dn: 'a/b', device_id: 'sip:1' }] },
			{ body: [wireLeg({ id: '7', callid: '9' })] },
		);
		expect(await client.dn('a/b')).toMatchObject({ dn: 'a/b', devices: [], participants: [] });
		expect(await client.devices('a/b')).toEqual([{ dn: 'a/b', deviceId: 'sip:1', userAgent: '' }]);
		expect(await client.participants('a/b')).toEqual([leg({ id: 7, callid: 9 })]);
		expect(server.seen.map(({ url }) => url)).toEqual([
			'/callcontrol/a%2Fb',
			'/callcontrol/a%2Fb/devices',
			'/callcontrol/a%2Fb/participants',
		]);
	});

	it('one leg, undefined when it is gone', async () => {
		const { client } = await clientOf({ body: wireLeg() }, { status: 404, body: '' });
		expect(await client.participant('800', 25)).toEqual(leg());
		expect(await client.participant('800', 25)).toBeUndefined();
	});

	it.each([[{}], [null], ['text']])('no list in %j', async (body) => {
		const { client } = await clientOf({ body });
		expect(await failureOf(client.dns())).toBeInstanceOf(ProtocolError);
	});
});

describe('CallControl does', () => {
	it('verbs with a JSON body always', async () => {
		const { client, server } = await clientOf({ status: 204, body: '' });
		await client.act('800', 25, 'answer', {}, WORDS);
		await client.act('800', 25, 'routeto', { destination: '101', timeout: 30 }, WORDS);
		expect(server.seen).toMatchObject([
			{ method: 'POST', url: '/callcontrol/800/participants/25/answer', body: '{}' },
			{
				url: '/callcontrol/800/participants/25/routeto',
				body: '{"destination":"101","timeout":30}',
			},
		]);
		for (const { type } of server.seen) expect(type).toMatch(/^application\/json/);
	});

	it.each<[name: string, status: number, body: unknown]>([
		['text status', 200, { finalstatus: 'Success', reason: 'NotSpecified', reasontext: 'Done' }],
		['number status', 200, { finalstatus: 1, reason: 'NotSpecified', reasontext: 'Done' }],
		['202', 202, { reasontext: 'Done' }],
		['204 without body', 204, ''],
		['200 without body', 200, ''],
		['a body that is a list', 200, []],
	])('takes a good reply with %s', async (_name, status, body) => {
		const { client } = await clientOf({ status, body });
		expect(await client.act('800', 25, 'transferto', {}, WORDS)).toMatchObject({ accepted: true });
	});

	it.each([['Failed'], ['Rejected'], ['failed'], [-1], [0]])(
		'sees that a good status with finalstatus %j is no success',
		async (finalstatus) => {
			const { client } = await clientOf({ body: { finalstatus, reasontext: 'No answer' } });
			expect(await client.act('800', 25, 'routeto', {}, WORDS)).toEqual({
				accepted: false,
				reasonText: 'No answer',
				participant: undefined,
			});
		},
	);

	it.each<[Verb, boolean]>([
		['drop', true],
		['attach_party_data', true],
		['attach_participant_data', true],
		['answer', false],
		['divert', false],
		['routeto', false],
		['transferto', false],
	])('%s again after a 503: %s', async (verb, again) => {
		const { client, server } = await clientOf({ status: 503 }, { status: 200 });
		const done = client.act('800', 25, verb, {}, WORDS);
		if (again) await done;
		else expect(await failureOf(done)).toBeInstanceOf(HttpError);
		expect(server.seen).toHaveLength(again ? 2 : 1);
	});

	it('drop of a call that has gone, and says so', async () => {
		const { client } = await clientOf({ status: 200 }, { status: 404, body: '<html>' });
		expect(await client.drop('800', 25)).toBe(true);
		expect(await client.drop('800', 25)).toBe(false);
	});

	it('dial once, from a device with its id encoded, whatever happens', async () => {
		const { client, server } = await clientOf(
			{ body: { finalstatus: 'Success', result: wireLeg({ status: 'Dialing' }) } },
			'reset',
		);
		const placed = await client.dial('150', 'sip:150@127.0.0.1:5483;rinstance=c2', {
			destination: '101',
		});
		expect(placed.participant).toEqual(leg({ status: 'Dialing' }));
		await failureOf(client.dial('150', undefined, { destination: '101' }));
		expect(server.seen.map(({ url }) => url)).toEqual([
			'/callcontrol/150/devices/sip%3A150%40127.0.0.1%3A5483%3Brinstance%3Dc2/makecall',
			'/callcontrol/150/makecall',
		]);
	});

	it('drop and dial even when the execution is stopped, and nothing else', async () => {
		const server = await serve(replies({ body: {} }));
		const stop = new AbortController();
		const client = new CallControl(
			httpTo(server.origin, { signal: stop.signal }).http,
			httpTo(server.origin).http,
		);
		stop.abort();
		expect(await failureOf(client.dns())).toBeInstanceOf(CancelledError);
		expect(await failureOf(client.act('800', 25, 'answer', {}, WORDS))).toBeInstanceOf(
			CancelledError,
		);
		await client.drop('800', 25);
		await client.dial('800', undefined, { destination: '101' });
		expect(server.seen.map(({ url }) => url)).toEqual([
			'/callcontrol/800/participants/25/drop',
			'/callcontrol/800/makecall',
		]);
	});
});

describe('Verbs that wait for somebody to answer', () => {
	it('hold up no other request', async () => {
		const held: ServerResponse[] = [];
		const server = await serve((request, response) => {
			if (request.url?.endsWith('routeto')) held.push(response);
			else response.end(JSON.stringify(wireLeg()));
		});
		const exchange = exchangeWith(server.origin, { poolSize: 1 });
		const client = new CallControl(httpTo(server.origin, { exchange }).http);
		const transfers = [1, 2, 3].map(
			async (id) =>
				await client.act('800', id, 'routeto', { destination: '101', timeout: 60 }, WORDS),
		);
		while (held.length < 3) await new Promise((resolve) => setImmediate(resolve));
		expect(await client.participant('800', 25)).toEqual(leg());
		for (const response of held) response.end('{}');
		expect(await Promise.all(transfers)).toHaveLength(3);
	});
});
