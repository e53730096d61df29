import { SettingsError } from './errors';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Brings what a user types as "Server URL" into the origin of the PBX.
 *
 * The port is kept (hosted PBXs use 443, self-hosted ones mostly 5001: xapi.md §1.2), path, query and trailing
 * slash are dropped, a missing scheme becomes `https`. Plain `http` carries the client secret in the open, so it is
 * taken for loopback only, or when the user insists (by "Ignore SSL Issues").
 *
 * @throws SettingsError naming what is wrong with the address
 */
export function normaliseServerUrl(input: string, insecure = false): string {
	const typed = input.trim();
	if (typed === '') {
		throw new SettingsError('The credential has no "Server URL"', {
			hint: 'Enter the address of the PBX, for instance https://my-company.3cx.eu or https://pbx.example.com:5001, or set N8N_3CX_DEFAULT_SERVER.',
		});
	}
	const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') {
		throw new SettingsError('The "Server URL" is not a web address', {
			hint: 'It looks like https://my-company.3cx.eu or https://pbx.example.com:5001.',
		});
	}
	if (url.username !== '' || url.password !== '') {
		throw new SettingsError('The "Server URL" contains a user name or password', {
			hint: 'Leave only the address there; client ID and secret have fields of their own.',
		});
	}
	if (url.protocol === 'http:' && !insecure && !LOOPBACK.test(url.hostname)) {
		throw new SettingsError('The "Server URL" is not encrypted (http)', {
			hint: 'Use https. If the way to the PBX is safe without it and you insist, switch on "Ignore SSL Issues (Insecure)".',
		});
	}
	return url.origin;
}
