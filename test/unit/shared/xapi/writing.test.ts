import { HttpError } from '../../../../nodes/shared/transport';
import type { Pbx, RoleName } from '../../../pbx';
import { failureOf } from '../transport/bench';
import { replies, serve, type Canned } from '../transport/testServer';
import { xapiOf, xapiTo } from './xapiBench';

const NUMBER = '+491712345678';
const READ = { select: ['Id', 'Mobile'] };

function idOf999(pbx: Pbx): number {
	return pbx.world.user('999').Id;
}

describe('a change', () => {
	it('is sent as plain JSON of the changed fields, and reads back', async () => {
		const { pbx, xapi } = await xapiOf();
		const id = idOf999(pbx);

		await xapi.patch('Users', id, { Mobile: NUMBER });

		expect((await xapi.single(`Users(${id})`, READ)).text('Mobile')).toBe(NUMBER);
		expect(pbx.journal.writes()).toMatchObject([
			{ method: 'PATCH', path: `/xapi/v1/Users(${id})`, body: { Mobile: NUMBER } },
		]);
	});

	it('that 3CX accepts and forgets shows only when it is read back', async () => {
		const { pbx, xapi } = await xapiOf();
		pbx.faults.add({ match: { method: 'PATCH' }, action: { kind: 'acceptButIgnore' } });
		await xapi.patch('Users', idOf999(pbx), { Mobile: NUMBER });
		expect(pbx.world.user('999').Mobile).not.toBe(NUMBER);
	});

	it.each(['resetBefore', 'resetAfter', 'errorAfterWrite'] as const)(
		'is repeated after %s, since the same value twice does no harm',
		async (kind) => {
			const { pbx, xapi } = await xapiOf();
			pbx.faults.add({ match: { method: 'PATCH' }, action: { kind } });
			await xapi.patch('Users', idOf999(pbx), { Mobile: NUMBER });
			expect(pbx.world.user('999').Mobile).toBe(NUMBER);
			expect(pbx.journal.writes()).toHaveLength(2);
		},
	);

	it('by an action reaches the users it names', async () => {
		const { pbx, xapi } = await xapiOf();
		const ids = ['101', '102'].map((number) => pbx.world.user(number).Id);
		await xapi.repeatableAction('Users/Pbx.MultiUserUpdate', { ids, user: { Mobile: NUMBER } });
		expect(pbx.world.users.filter((user) => user.Mobile === NUMBER)).toHaveLength(2);
	});
});

describe('a refusal', () => {
	it('of a user that is gone says so', async () => {
		const { pbx, xapi } = await xapiOf();
		const id = idOf999(pbx);
		pbx.world.deleteUser('999');
		const error = await failureOf(xapi.patch('Users', id, { Mobile: NUMBER }));
		expect(error).toMatchObject({
			status: 404,
			message: '3CX could not change Users: not found: Id does not exist (WARNINGS.XAPI.NOT_FOUND)',
		});
	});

	it('of a field names it and hides the number in it', async () => {
		const { pbx, xapi } = await xapiOf();
		const error = await failureOf(xapi.patch('Users', idOf999(pbx), { Mobiel: NUMBER }));
		expect(error).toBeInstanceOf(HttpError);
		expect(error).toMatchObject({
			status: 400,
			message: '3CX refused to change Users: delta: The delta field is required.',
		});
	});

	it('of a query is told in the words of 3CX', async () => {
		const { xapi } = await xapiOf();
		const error = await failureOf(xapi.page('Users', { select: ['Numbr'] }));
		expect(error).toMatchObject({
			message: expect.stringMatching(/^3CX refused to read Users: .*'Numbr'/) as string,
		});
	});

	it.each<RoleName>(['users', 'receptionists'])(
		'of the role %s names the role it takes',
		async (role) => {
			const { pbx, xapi } = await xapiOf();
			for (const client of pbx.world.clients) client.role = role;
			const error = await failureOf(xapi.page('Users', READ));
			expect(error).toMatchObject({
				status: 403,
				message: '3CX does not allow this API client to read Users',
				hint: expect.stringMatching(/System Administrator or System Owner/) as string,
			});
		},
	);

	it.each([
		['ALREADY_IN_USE', 'Number is already in use (WARNINGS.XAPI.ALREADY_IN_USE)'],
		['DUPLICATE', 'Number exists already (WARNINGS.XAPI.DUPLICATE)'],
		['REQUIRED', 'Number is required (WARNINGS.XAPI.REQUIRED)'],
		['CAN_NOT_BE_EMPTY_STRING', 'Number must not be empty (WARNINGS.XAPI.CAN_NOT_BE_EMPTY_STRING)'],
		['OUT_OF_THE_RANGE', 'Number is out of range (WARNINGS.XAPI.OUT_OF_THE_RANGE)'],
		['FORBIDDEN_CHANGE', 'Number must not be changed (WARNINGS.XAPI.FORBIDDEN_CHANGE)'],
		['NOT_SUPPORTED', 'Number is not supported (WARNINGS.XAPI.NOT_SUPPORTED)'],
		['SOMETHING_NEW', 'Number: WARNINGS.XAPI.SOMETHING_NEW'],
	])('WARNINGS.XAPI.%s: "%s"', async (word, words) => {
		const message = `WARNINGS.XAPI.${word}`;
		const details = [{ code: '', message, target: 'Number' }];
		const error = await refusal({
			status: 400,
			body: { error: { code: '', message: `Number:\n${message}`, details } },
		});
		expect(error).toMatchObject({ message: `3CX refused to change Users: ${words}` });
	});

	it('of several fields names them all', async () => {
		const details = [
			{ message: 'WARNINGS.INVALID', target: 'Mobile' },
			{ message: 'WARNINGS.STRING_TOO_LONG', target: 'FirstName' },
			{ message: 'WARNINGS.INVALID' },
			{},
		];
		const error = await refusal({ status: 400, body: { error: { details } } });
		expect(error).toMatchObject({
			message:
				'3CX refused to change Users: Mobile is not valid (WARNINGS.INVALID); FirstName is too long (WARNINGS.STRING_TOO_LONG); a field is not valid (WARNINGS.INVALID)',
		});
	});

	it.each([
		['no body', '', ''],
		['a text', 'Bad Request', ''],
		['a list', [], ''],
		['an error that is no object', { error: 'invalid' }, ''],
		['a message alone', { error: { message: 'It is\n late' } }, ': It is late'],
		[
			'a message that is a word of JavaScript',
			{ error: { message: 'constructor' } },
			': constructor',
		],
		['a message without end', { error: { message: 'x'.repeat(5_000) } }, `: ${'x'.repeat(300)}`],
		['a number', { error: { message: `not ${NUMBER}` } }, ': not +491…78'],
	])('with %s is still a sentence', async (_what, body, rest) => {
		expect(await refusal({ status: 400, body })).toMatchObject({
			message: `3CX refused to change Users${rest}`,
		});
	});

	it('by a fault of the PBX tells its status', async () => {
		expect(await refusal({ status: 501, body: '' })).toMatchObject({
			message: '3CX could not change Users (status 501)',
			hint: expect.stringContaining('The PBX itself had a fault') as string,
		});
	});

	async function refusal(canned: Canned): Promise<unknown> {
		const server = await serve((request, response) => {
			const token = { body: { access_token: 'abc', expires_in: 60 } };
			replies(request.url === '/connect/token' ? token : canned)(request, response);
		});
		return await failureOf(xapiTo(server.origin).patch('Users', 29, { Number: '999' }));
	}
});
