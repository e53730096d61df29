import type { Switches } from '../../pbx';
import { send } from './client';
import { line, RP_DEVICE, type Line } from './line';

const TO = { destination: '101' };
const DATA = { attacheddata: { public_call_screening: 'text' } };

/** Leg 25 of the route point in the state asked for. */
async function legIn(status: string, switches: Partial<Switches> = {}): Promise<Line> {
	const one = await line({
		switches: { routeReply: 'ack', ...switches, routePointInbound: 'ringingAnswer' },
	});
	if (status === 'Dialing') {
		await one.makecall('+4930111222');
		await one.clock.advance(500);
		return one;
	}
	one.pbx.calls.inbound({ from: '+49171' });
	if (status === 'Connected') one.pbx.calls.answer('800');
	return one;
}

function raw(one: Line, path: string, init: RequestInit): ReturnType<typeof send> {
	const headers = { authorization: `Bearer ${one.token}`, ...(init.headers as object) };
	return send(`${one.pbx.url}/callcontrol/${path}`, { method: 'POST', ...init, headers });
}

describe('which action applies when', () => {
	it.each([
		['drop', 'Dialing', {}, 200],
		['drop', 'Ringing', {}, 200],
		['drop', 'Connected', {}, 200],
		['answer', 'Dialing', {}, 422],
		['answer', 'Ringing', {}, 200],
		['answer', 'Connected', {}, 200],
		['divert', 'Dialing', TO, 422],
		['divert', 'Ringing', TO, 200],
		['divert', 'Ringing', {}, 422],
		['divert', 'Connected', TO, 422],
		['routeto', 'Dialing', TO, 422],
		['routeto', 'Ringing', TO, 200],
		['routeto', 'Connected', TO, 200],
		['routeto', 'Connected', {}, 422],
		['transferto', 'Dialing', TO, 422],
		['transferto', 'Ringing', TO, 422],
		['transferto', 'Connected', TO, 200],
		['transferto', 'Connected', { destination: ' ' }, 422],
		['attach_participant_data', 'Dialing', DATA, 200],
		['attach_participant_data', 'Ringing', { attacheddata: 'text' }, 422],
		['attach_party_data', 'Connected', DATA, 200],
		['attach_party_data', 'Connected', {}, 422],
	])('%s on a leg that is %s with %j: %d', async (action, status, body, expected) => {
		const one = await legIn(status);
		const answer = await one.post(`800/participants/25/${action}`, body);
		expect(answer.status).toBe(expected);
		if (expected === 422) expect(answer.json.reasontext).toEqual(expect.any(String));
	});

	it('keeps attached data in the journal', async () => {
		const one = await legIn('Connected');
		await one.post('800/participants/25/attach_party_data', DATA);
		expect(one.pbx.journal.writes()[0]).toMatchObject({ body: DATA });
	});

	it('answers a phone only under direct control', async () => {
		const one = await line();
		one.pbx.calls.inbound({ from: '+49171', to: '101' });
		one.pbx.calls.inbound({ from: '+49172', to: '103' });
		expect(await one.leg('103/26')).toMatchObject({ direct_control: true });
		expect((await one.post('101/participants/25/answer')).status).toBe(422);
		expect((await one.post('103/participants/26/answer')).status).toBe(200);
		expect(await one.leg('103/26')).toMatchObject({ status: 'Connected' });
		expect((await one.post('103/participants/26/answer')).status).toBe(422);
	});

	it('knows the body of each reply shape', async () => {
		const one = await legIn('Connected');
		expect((await one.post('800/participants/25/divert', TO)).json).toEqual({
			finalstatus: 'Failed',
			reason: 'InvalidState',
			result: null,
			reasontext: 'The participant is Connected, the action does not apply',
		});
		one.pbx.switches.finalStatus = 'number';
		expect((await one.post('800/participants/25/divert', TO)).json.finalstatus).toBe(-1);
		expect((await one.post('800/participants/25/drop')).json.finalstatus).toBe(1);
		one.pbx.switches.errorBody = 'html';
		one.pbx.calls.inbound({ from: '+49171' });
		expect((await one.post('800/participants/26/transferto', TO)).text).toContain('<html>');
	});
});

describe('open questions of the REST part', () => {
	it.each([200, 422] as const)('answerWhenConnected %d', async (status) => {
		const one = await legIn('Connected', { answerWhenConnected: status });
		expect((await one.post('800/participants/25/answer')).status).toBe(status);
	});

	it.each([404, 400, 405] as const)('unknownActionStatus %d', async (status) => {
		const one = await legIn('Connected', { unknownActionStatus: status });
		expect((await one.post('800/participants/25/hold')).status).toBe(status);
		expect((await one.post('800/participants/25/constructor')).status).toBe(status);
	});

	it.each([200, 202, 204] as const)('actionStatus %d', async (status) => {
		const one = await legIn('Connected', { actionStatus: status });
		const answer = await one.post('800/participants/25/drop');
		expect([answer.status, answer.text === '']).toEqual([status, status === 204]);
	});

	it.each([415, 400, 422] as const)('noJsonStatus %d', async (status) => {
		const one = await legIn('Connected', { noJsonStatus: status });
		expect((await raw(one, '800/participants/25/drop', {})).status).toBe(status);
		const form = new URLSearchParams({ destination: '101' });
		expect((await raw(one, `800/devices/${RP_DEVICE}/makecall`, { body: form })).status).toBe(
			status,
		);
		const headers = { 'content-type': 'application/json' };
		const broken = { headers, body: '{"destination"' };
		expect((await raw(one, '800/participants/25/drop', broken)).status).toBe(400);
		expect((await raw(one, '800/participants/25/drop', { headers })).status).toBe(200);
	});

	it('idFormat text and participantUid present', async () => {
		const one = await legIn('Connected', { idFormat: 'text', participantUid: 'present' });
		expect(await one.leg('800/25')).toMatchObject({
			id: '25',
			callid: '26',
			legid: '4',
			participant_uid: expect.any(String) as unknown,
		});
		expect(one.ear.frames[0]?.event.entity).toBe('/callcontrol/800/participants/25');
	});
});

describe('paths', () => {
	it.each([
		['800/devices/sip%3A800%40127.0.0.1%3A5483', 200],
		['800/devices/sip:800@127.0.0.1:5483', 200],
		['800/devices/sip%3A800%40127.0.0.1%3A1', 404],
		['800/devices', 200],
		['800/devices/a/b', 404],
		['800/participants/25', 200],
		['800/participants/25/drop', 404],
		['800/participants/9/stream', 404],
		['800/participants/abc', 404],
		['800/participants/25/drop/more', 404],
		['101/participants/25', 404],
		['104/participants', 403],
		['800/makecall', 404],
		['800/nothing', 404],
	])('GET %s: %d', async (path, status) => {
		const one = await legIn('Connected');
		expect((await one.get(path)).status).toBe(status);
	});

	it.each([
		['800', 405],
		['', 404],
		['800/devices', 404],
		['800/participants', 404],
		['800/participants/25', 404],
		['800/participants/9/drop', 404],
	])('POST %s: %d', async (path, status) => {
		const one = await legIn('Connected');
		expect((await one.post(path)).status).toBe(status);
	});
});
