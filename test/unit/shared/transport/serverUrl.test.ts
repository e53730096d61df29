import { normaliseServerUrl, SettingsError } from '../../../../nodes/shared/transport';
import { everythingIn } from './bench';

describe('the server URL', () => {
	it.each([
		['https://my-company.3cx.eu', 'https://my-company.3cx.eu'],
		['https://pbx.example.com:5001', 'https://pbx.example.com:5001'],
		['https://pbx.example.com:5001/', 'https://pbx.example.com:5001'],
		['https://pbx.example.com/#/login?next=1', 'https://pbx.example.com'],
		['https://pbx.example.com/xapi/v1/Users?$top=1', 'https://pbx.example.com'],
		['  pbx.example.com  ', 'https://pbx.example.com'],
		['pbx.example.com:5001', 'https://pbx.example.com:5001'],
		['localhost:5001', 'https://localhost:5001'],
		['HTTPS://PBX.Example.COM:443/', 'https://pbx.example.com'],
		['https://192.168.1.10:5001', 'https://192.168.1.10:5001'],
		['https://[2001:db8::1]:5001', 'https://[2001:db8::1]:5001'],
		['praxis-müller.3cx.de', 'https://xn--praxis-mller-klb.3cx.de'],
	])('%s becomes %s', (typed, origin) => {
		expect(normaliseServerUrl(typed)).toBe(origin);
	});

	it.each([
		'http://localhost:5000',
		'http://127.0.0.1:5004',
		'http://[::1]:5000',
		'http://127.8.9.1',
	])('%s is taken without TLS, since it does not leave the machine', (typed) => {
		expect(normaliseServerUrl(typed)).toBe(typed);
	});

	it.each([
		'http://pbx.example.com',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://192.168.1.10:5000',
	])('%s is refused, for it would carry the secret in the open', (typed) => {
		expect(() => normaliseServerUrl(typed)).toThrow(SettingsError);
		expect(() => normaliseServerUrl(typed)).toThrow('not encrypted');
	});

	it('takes http when the user insists', () => {
		expect(normaliseServerUrl('http://192.168.1.10:5000/', true)).toBe('http://192.168.1.10:5000');
	});

	it.each(['https://admin:geheim7@pbx.example.com', 'https://geheim7@pbx.example.com'])(
		'refuses %s without repeating it',
		(typed) => {
			const attempt = () => normaliseServerUrl(typed, true);
			expect(attempt).toThrow('contains a user name or password');
			try {
				attempt();
			} catch (error) {
				expect(everythingIn(error).replaceAll(/at .*/g, '')).not.toContain('geheim7');
			}
		},
	);

	it.each([
		'ftp://pbx.example.com',
		'file:///etc/passwd',
		'https://',
		'https://a b',
		'::::',
		'https://pbx:99999',
	])('%s is no web address', (typed) => {
		expect(() => normaliseServerUrl(typed, true)).toThrow('is not a web address');
	});

	it('says how to enter one when there is none', () => {
		expect(() => normaliseServerUrl('  ')).toThrow(
			expect.objectContaining({
				message: expect.stringContaining('no "Server URL"') as string,
				hint: expect.stringContaining('N8N_3CX_DEFAULT_SERVER') as string,
			}),
		);
	});
});
