import { NodeOperationError } from 'n8n-workflow';
import { NODE } from '../../../helpers/executeContext';
import { OnCallBench } from './onCallRun';

const OLD = '+491700000000';

describe('Update with input that cannot be used', () => {
	let bench: OnCallBench;
	beforeEach(async () => {
		bench = await OnCallBench.start();
	});
	afterEach(async () => {
		// Whatever was wrong: the line still goes where it went.
		expect(bench.goesTo).toBe(OLD);
		expect(bench.pbx.journal.writes()).toEqual([]);
		await bench.stop();
	});

	it.each([
		['letters', 'siehe Zettel', /"Mobile Number" cannot be used/],
		['an emergency number', '112', /emergency/i],
		['an emergency number with country code', '+49 110', /emergency/i],
		['the own extension', '999', /come back for ever/],
		['nothing, without a fallback', '', /no "Fallback Number"/],
		['an extension that does not exist', '4711', /has no extension, queue or group 4711/],
		['far too many digits', '0'.repeat(60), /"Mobile Number" cannot be used/],
		['a star code', '*72', /"Mobile Number" cannot be used/],
	])('refuses %s', async (_case, mobileNumber, words) => {
		await expect(bench.run({ mobileNumber })).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(words),
			context: { itemIndex: 0 },
		});
	});

	it.each([
		[
			'a queue as extension',
			{ extension: '820' },
			'820 is no user but of the kind "Queue" ("Extension")',
		],
		['an unknown extension', { extension: '998' }, 'no user with the extension 998'],
		[
			'a name as extension',
			{ extension: "x' or Number ne '" },
			'"Extension" is no extension number',
		],
		[
			'a time zone that does not exist',
			{ options: { timeZone: 'Europa/Berlin' } },
			'"Time Zone" is no time zone',
		],
		[
			'a country that does not exist',
			{ options: { defaultCountry: 'Bayern' } },
			'"Default Country" cannot be used',
		],
		['a mode that does not exist', { mode: 'all' }, '"Mode" is "all"'],
		['a format that does not exist', { options: { numberFormat: 'x' } }, '"Number Format" is "x"'],
		[
			'a plan that is no list',
			{ numberSource: 'plan', planRows: 'list', plan: '{' },
			'"Plan" is not a list',
		],
		[
			'a status that does not exist',
			{ mode: 'profile', profile: 'Urlaub' },
			'has no status "Urlaub" ("Profile")',
		],
		['no status for nobody', { mode: 'profile', mobileNumber: '' }, '"Fallback Profile" is empty'],
	])('says what is wrong with %s', async (_case, parameters, words) => {
		await expect(bench.run(parameters)).rejects.toThrow(words);
	});

	it('tells the names of the statuses that there are', async () => {
		const failure: unknown = await bench
			.run({ mode: 'profile', profile: 'x' })
			.catch((error: unknown) => error);
		expect(failure).toHaveProperty('description', expect.stringContaining('Out of office'));
	});

	it('goes on with an item that says why, where the node is set to continue', async () => {
		const outcome = await bench.outcome({ mobileNumber: 'abc' });
		expect(outcome).toMatchObject({
			status: 'failed',
			verified: false,
			changed: false,
			extension: '999',
		});
		expect(outcome.error).toEqual(outcome.message);
	});

	it('passes on what n8n itself says, such as of a credential that is gone', async () => {
		bench.credential.gone = new NodeOperationError(NODE, 'Node does not have any credentials set');
		await expect(bench.run()).rejects.toThrow('Node does not have any credentials set');
		expect(await bench.outcome()).toMatchObject({
			status: 'failed',
			message: 'Node does not have any credentials set',
		});
	});

	it('says which field of the credential is missing', async () => {
		bench.credential.data.clientId = '';
		await expect(bench.run()).rejects.toThrow('The credential has no "Client ID"');
	});

	it('says that the secret is wrong, and asks for a token once only', async () => {
		bench.credential.data.clientSecret = 'wrong';
		await expect(bench.run()).rejects.toThrow('3CX refused "Client ID" or "Client Secret"');
		expect(bench.pbx.journal.requests({ path: '/connect/token' })).toHaveLength(1);
	});

	it('says that the role is too low', async () => {
		bench.credential.data.clientId = 'users-role';
		await expect(bench.run()).rejects.toMatchObject({
			message: expect.stringContaining('does not allow this API client to read'),
			description: expect.stringContaining('System Administrator'),
			httpCode: '403',
		});
	});
});

describe('Update accepts', () => {
	let bench: OnCallBench;
	beforeEach(async () => {
		bench = await OnCallBench.start();
	});
	afterEach(async () => await bench.stop());

	it.each([
		['0171-12345', '017112345'],
		['+49 (171) 12345', '+4917112345'],
		['0049 171 12345', '004917112345'],
		['200', 'extension 200'],
	])('%s, and calls go there', async (mobileNumber, goesTo) => {
		expect(await bench.outcome({ mobileNumber })).toMatchObject({
			status: 'changed',
			verified: true,
		});
		expect(bench.goesTo).toBe(goesTo);
	});

	it.each([
		['e164', '+4917112345'],
		['international00', '004917112345'],
		['national', '017112345'],
	])('the format %s', async (numberFormat, written) => {
		await bench.run({ mobileNumber: '0171-12345', options: { numberFormat } });
		expect(bench.pbx.world.user('999').Mobile).toBe(written);
	});

	it('a number that stands there in another form as the same number', async () => {
		bench.pbx.world.user('999').Mobile = '+491712345678';
		const outcome = await bench.outcome({ mode: 'mobile', mobileNumber: '0171 2345678' });
		expect(outcome).toMatchObject({ status: 'unchanged', changed: false });
	});

	it.each([
		'999',
		999,
		{ __rl: true, mode: 'list', value: '999' },
		{ __rl: true, mode: 'number', value: '' },
	])('the extension as %j', async (extension) => {
		expect(await bench.outcome({ extension })).toMatchObject({
			extension: '999',
			status: 'changed',
		});
	});
});
