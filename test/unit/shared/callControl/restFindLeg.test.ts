import { CallControl, findLeg } from '../../../../nodes/shared/callControl';
import { HttpError, InputError } from '../../../../nodes/shared/transport';
import { wireLeg } from '../../../helpers/wireLeg';
import { failureOf, httpTo } from '../transport/bench';
import { serve } from '../transport/testServer';
import { leg } from './restBench';

/** A PBX that knows these legs; `forbidden` ids may be listed but not read. */
async function pbxWith(
	legs: object[],
	more: { forbidden?: number[]; dns?: string[] } = {},
): Promise<CallControl> {
	const of = (dn: string) => legs.filter((one) => Reflect.get(one, 'dn') === dn);
	const server = await serve((request, response) => {
		const [, , dn = '', , id = ''] = (request.url ?? '').split('/');
		const found = of(dn).find((one) => Reflect.get(one, 'id') === Number(id));
		const forbidden = more.forbidden?.includes(Number(id)) ?? false;
		const dns = more.dns ?? ['800', '101', '102'];
		const body = dn === '' ? dns.map((one) => ({ dn: one, participants: of(one) })) : found;
		response.statusCode = forbidden ? 403 : body ? 200 : 404;
		response.end(JSON.stringify(body ?? null));
	});
	return new CallControl(httpTo(server.origin).http);
}

const find = async (client: CallControl, callId: string, extension = '') =>
	await findLeg(client, { callId, extension, ownDn: '800' });

describe('A call ID', () => {
	it('finds the leg at the own route point, at another DN, and at the one that is named', async () => {
		const client = await pbxWith([wireLeg(), wireLeg({ id: 26, dn: '101' })]);
		expect(await find(client, 'call-1264-25')).toEqual(leg());
		expect(await find(client, ' call-1264-26 ')).toEqual(leg({ id: 26, dn: '101' }));
		expect(await find(client, 'call-1264-26', '101')).toEqual(leg({ id: 26, dn: '101' }));
		expect(await find(client, 'call-1264-25', '101')).toBeUndefined();
	});

	it('does not take another call that got the same leg number after a restart', async () => {
		const client = await pbxWith([wireLeg({ callid: 3 })]);
		expect(await find(client, 'call-1264-25')).toBeUndefined();
	});

	it('finds the listed far side, which only the lists show', async () => {
		const client = await pbxWith([wireLeg({ id: 30 })], { forbidden: [30] });
		expect(await find(client, 'call-1264-30')).toEqual(leg({ id: 30 }));
	});

	it.each([
		['one leg anywhere', [wireLeg({ id: 26, dn: '101' })], 26],
		['the own leg beside others', [wireLeg({ id: 26, dn: '101' }), wireLeg()], 25],
		[
			'the own leg beside its far side',
			[wireLeg({ id: 30, legid: 2 }), wireLeg({ id: 31, legid: 1 })],
			31,
		],
		['none', [wireLeg({ callid: 7 })], undefined],
	])('as a bare number finds %s', async (_name, legs, id) => {
		expect((await find(await pbxWith(legs), '1264'))?.id).toBe(id);
	});

	it('as a bare number names the candidates where it is not clear', async () => {
		const client = await pbxWith([
			wireLeg({ id: 26, dn: '101' }),
			wireLeg({ id: 27, dn: '102', status: 'Ringing' }),
		]);
		const error = await failureOf(find(client, '1264'));
		expect(error).toBeInstanceOf(InputError);
		expect(error).toMatchObject({
			message:
				'Call 1264 has several legs: call-1264-26 (101, Connected), call-1264-27 (102, Ringing)',
		});
		expect(await find(client, '1264', '102')).toMatchObject({ id: 27 });
	});

	it.each(['', 'call-1-', 'abc', '-5', 'call-1-2-3', '1.5'])('%j is none', async (text) => {
		const error = await failureOf(find(await pbxWith([]), text));
		expect(error).toBeInstanceOf(InputError);
		expect(error).toMatchObject({ parameter: 'Call ID' });
	});

	it('at an extension that is not granted says which are', async () => {
		const client = await pbxWith([], { dns: ['800', '101'] });
		expect(await failureOf(find(client, 'call-1-2', '555'))).toMatchObject({
			message: 'The extension 555 is not granted to this API client; it may use 800, 101',
		});
	});

	it('passes on what else goes wrong', async () => {
		const server = await serve((_request, response) => {
			response.statusCode = 418;
			response.end();
		});
		const client = new CallControl(httpTo(server.origin).http);
		expect(await failureOf(find(client, 'call-1-2'))).toBeInstanceOf(HttpError);
	});
});
