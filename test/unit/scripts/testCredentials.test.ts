import { DEFAULT_SECRET, pairwise, startPbx, type Pbx, type PbxOptions } from '../../pbx';
import { command, type Outcome } from './collectingTerminal';

let pbx: Pbx | undefined;

afterEach(async () => {
	await pbx?.close();
	pbx = undefined;
});

async function start(options?: PbxOptions): Promise<Pbx> {
	pbx = await startPbx(options);
	return pbx;
}

const TOKEN_PATH = '/connect/token';

/** The command against the PBX, as somebody who has agreed beforehand. */
async function test(
	clientId: string,
	more: readonly string[] = [],
	env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
	const args = ['test-credentials', '--server', pbx?.url ?? '', '--client-id', clientId, '--yes'];
	return await command([...args, ...more], { N8N_3CX_CLIENT_SECRET: DEFAULT_SECRET, ...env });
}

/** Everything that anybody could read of a run. */
const everything = ({ output, remarks, questions }: Outcome) =>
	[output, remarks, ...questions].join('\n');

describe('a client that may do everything', () => {
	it('is told what it may do, for one token, by reading only', async () => {
		const { journal } = await start();
		const outcome = await test('800');
		expect(outcome.lines('FAIL')).toEqual([]);
		expect(outcome.lines('WARN')).toEqual([]);
		expect(outcome.code).toBe(0);
		expect(outcome.line('OK', 'Call Control:')).toContain('800, 101, 102, 103');
		expect(outcome.line('OK', 'Licence')).toContain('until 2035-01-01, 16 calls at once');
		expect(outcome.line('OK', 'Events:')).toContain('stands');
		expect(outcome.line('OK', 'users:')).toContain('7 users');
		expect(outcome.output).toContain('Writing was not tried');
		expect(journal.mints()).toBe(1);
		expect(journal.writes()).toEqual([]);
	});

	it('leaves no secret, token or whole number in what is shown', async () => {
		const { world } = await start();
		const shown = everything(await test('800'));
		expect(shown).not.toContain(DEFAULT_SECRET);
		expect(shown).not.toContain(world.users.find(({ Number: dn }) => dn === '999')?.Mobile);
		// Tokens of the simulator are JWTs, as those of 3CX.
		expect(shown).not.toMatch(/eyJ/);
	});

	it('is asked before a token is minted that a running n8n would lose', async () => {
		const { journal } = await start();
		const args = ['test-credentials', '--server', pbx?.url ?? '', '--client-id', '800'];
		const env = { N8N_3CX_CLIENT_SECRET: DEFAULT_SECRET };
		const refused = await command(args, env, ['n']);
		expect(refused.remarks).toContain('an n8n that runs with this client loses its own');
		expect(refused.code).toBe(1);
		const alone = await command(args, env);
		expect(alone.remarks).toContain('nobody is there to agree. Add --yes.');
		expect(alone.code).toBe(1);
		expect(journal.requests()).toEqual([]);
		const agreed = await command(args, env, ['y']);
		expect(agreed.code).toBe(0);
		expect(journal.count({ path: TOKEN_PATH })).toBe(1);
	});

	it('is asked for what is missing, the secret without showing it', async () => {
		await start();
		const outcome = await command(['test-credentials', '--nodes', 'receiver'], {}, [
			pbx?.url ?? '',
			'800',
			DEFAULT_SECRET,
			'yes',
		]);
		expect(outcome.code).toBe(0);
		expect(outcome.questions).toEqual([
			'Server URL: ',
			'Client ID: ',
			'Client Secret (not shown): (hidden)',
			'Go on? [y/N] ',
		]);
	});
});

it.each(pairwise(['tokens', 'errorBody', 'foreignDn', 'reportsForAdmins', 'severalSockets']))(
	'tells the same whatever 3CX does where nobody knows: %j',
	async (switches) => {
		await start({ switches });
		const all = await test('800');
		expect([...all.lines('WARN'), ...all.lines('FAIL')]).toEqual([]);
		const admin = await test('admin', ['--nodes', 'data']);
		expect(admin.lines('FAIL')).toEqual([]);
		expect(admin.line('WARN', 'call history')).toContain('System Owner');
	},
);

describe('what is not right is told with what to do', () => {
	it('a wrong secret, tried once', async () => {
		const { journal } = await start();
		const outcome = await test('800', [], { N8N_3CX_CLIENT_SECRET: 'not-the-secret' });
		expect(outcome.line('FAIL', 'Token')).toMatch(
			/refused "Client ID" or "Client Secret".*Integrations > API/,
		);
		expect(outcome.code).toBe(1);
		expect(everything(outcome)).not.toContain('not-the-secret');
		expect(journal.count({ path: TOKEN_PATH })).toBe(1);
	});

	it('nothing there', async () => {
		const { port } = await start();
		await pbx?.close();
		const outcome = await test('800');
		expect(outcome.line('FAIL', 'Token')).toMatch(/cannot be reached.*firewall/);
		expect(outcome.output).toContain(`:${port}`);
	});

	it('no Call Control for the client', async () => {
		await start();
		const outcome = await test('xapi-only');
		expect(outcome.line('FAIL', 'Call Control')).toContain('3CX Call Control API Access');
		expect(outcome.lines('FAIL')).toHaveLength(1);
		expect(outcome.line('OK', 'users:')).toContain('7');
		expect((await test('xapi-only', ['--nodes', 'data,on-call'])).code).toBe(0);
	});

	it('no configuration API for the client', async () => {
		await start();
		const outcome = await test('callcontrol-only');
		expect(outcome.line('FAIL', 'XAPI')).toContain('3CX Configuration API Access');
		expect(outcome.line('OK', 'Call Control:')).toContain('callcontrol-only');
		expect((await test('callcontrol-only', ['--nodes', 'receiver,control'])).code).toBe(0);
	});

	it('no licence for the APIs', async () => {
		await start();
		const outcome = await test('nolicence');
		expect(outcome.line('FAIL', 'XAPI')).toContain('Integrations > API');
		expect(outcome.line('FAIL', 'Call Control')).toContain('Enterprise');
	});

	it('a licence that has ended, and one that ends soon', async () => {
		const { world } = await start();
		world.system.expires = new Date(Date.now() - 86_400_000).toISOString();
		expect((await test('800', ['--nodes', 'on-call'])).line('FAIL', 'Licence')).toContain(
			'ended on',
		);
		world.system.expires = new Date(Date.now() + 5 * 86_400_000).toISOString();
		expect((await test('800', ['--nodes', 'on-call'])).line('WARN', 'Licence')).toContain(
			'ends soon',
		);
	});

	it('a role that may not read history and recordings: the rest counts', async () => {
		await start({ switches: { reportsForAdmins: 'allowed' } });
		const outcome = await test('admin', ['--nodes', 'data,on-call']);
		expect(outcome.line('WARN', 'call history')).toContain('System Owner');
		expect(outcome.line('WARN', 'recordings')).toContain('System Owner');
		expect(outcome.lines('WARN')).toHaveLength(2);
		expect(outcome.code).toBe(0);
	});

	it('the role User, with which nothing can be read', async () => {
		await start();
		const outcome = await test('users-role');
		expect(outcome.line('FAIL', 'XAPI')).toContain('not "System Wide"');
		expect(outcome.code).toBe(1);
	});

	it('a role of one department: what the checks of the push miss', async () => {
		await start();
		const outcome = await test('department', ['--nodes', 'on-call']);
		expect(outcome.line('OK', 'user and rules')).toContain('999');
		expect(outcome.lines('WARN').join('\n')).toContain('an outbound rule takes the number');
		expect(outcome.code).toBe(0);
	});

	it('an extension that is not granted, and one that is no route point', async () => {
		await start();
		const strange = await test('800', ['--extension', '555', '--nodes', 'control']);
		expect(strange.line('FAIL', 'extension 555')).toContain('not granted');
		const phone = await test('800', ['--extension', '101', '--nodes', 'control']);
		expect(phone.line('WARN', '101 is no route point')).toContain('nothing can be played');
	});

	it('a dummy user that is not there, or is something else, or has no number', async () => {
		const { world } = await start();
		const missing = await test('800', ['--nodes', 'on-call', '--on-call-extension', '555']);
		expect(missing.line('FAIL', 'user and rules')).toContain('no user with the extension 555');
		const queue = await test('800', ['--nodes', 'on-call'], { N8N_3CX_DEFAULT_EXTENSION: '820' });
		expect(queue.line('FAIL', 'user and rules')).toContain('of the kind "Queue"');
		const dummy = world.users.find(({ Number: dn }) => dn === '999');
		if (dummy) dummy.Mobile = '';
		const empty = await test('800', ['--nodes', 'on-call']);
		expect(empty.line('WARN', 'no mobile number yet')).toContain('999');
	});

	it('an event connection that a proxy does not let through', async () => {
		const { sockets } = await start();
		sockets.rejectUpgrade(502, 100);
		const outcome = await test('800', ['--nodes', 'receiver'], { N8N_3CX_REQUEST_TIMEOUT: '500' });
		expect(outcome.line('FAIL', 'Events')).toContain('WebSocket');
	});

	it('a running n8n that takes the token back: the test ends, and mints no second one', async () => {
		const { faults, journal } = await start();
		faults.add({ match: { path: '/xapi/v1/Queues' }, action: { kind: 'tokenSuperseded' } });
		const outcome = await test('800', ['--nodes', 'data,on-call']);
		expect(outcome.line('FAIL', 'Token')).toMatch(
			/does not take the token any more.*a running n8n/,
		);
		expect(outcome.output).not.toContain('user and rules');
		expect(journal.count({ path: TOKEN_PATH })).toBe(1);
	});
});

describe('the command line', () => {
	it.each([['--client-secret', 'x'], ['--nodes', 'receivers'], ['800']])(
		'%s is refused before anything is done',
		async (...args) => {
			const { journal } = await start();
			const outcome = await test('800', args);
			expect(outcome.code).toBe(2);
			expect(outcome.remarks).toContain('--help tells more');
			expect(journal.requests()).toEqual([]);
		},
	);

	it('says what is missing where nobody can be asked', async () => {
		const secretless = await command([
			'test-credentials',
			'--server',
			'https://pbx.example.com',
			'--client-id',
			'800',
		]);
		expect(secretless.code).toBe(2);
		expect(secretless.remarks).toContain('N8N_3CX_CLIENT_SECRET');
		const plain = await command([
			'test-credentials',
			'--server',
			'http://pbx.example.com',
			'--client-id',
			'800',
		]);
		expect(plain.remarks).toContain('not encrypted');
	});
});
