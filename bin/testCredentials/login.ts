import { normaliseServerUrl, type PbxAddress, type Settings } from '../../nodes/shared/transport';
import { UsageError, type Given } from '../command';
import type { Terminal } from '../terminal';

/** Who is to be tested, and for what. */
export interface Login {
	address: PbxAddress;
	/** DN of the route point. */
	extension: string;
	/** The user whose calls are forwarded. */
	onCallExtension: string;
}

/**
 * Takes the login from options and environment, and asks for what is missing.
 *
 * @throws UsageError when something is missing and nobody can be asked
 * @throws SettingsError when the address cannot work
 */
export async function readLogin(
	given: Given,
	terminal: Terminal,
	settings: Settings,
): Promise<Login> {
	const ignoreSslIssues = given.flag('ignore-ssl-issues');
	const server =
		given.text('server') ?? settings.defaultServer ?? (await terminal.ask('Server URL: '));
	const origin = normaliseServerUrl(
		needed(server, 'the PBX: --server URL, or N8N_3CX_DEFAULT_SERVER'),
		ignoreSslIssues,
	);
	const clientId = needed(
		given.text('client-id') ?? (await terminal.ask('Client ID: ')),
		'the client: --client-id ID',
	);
	const clientSecret = needed(
		settings.clientSecret ?? (await terminal.askSecret('Client Secret (not shown): ')),
		'the secret, in N8N_3CX_CLIENT_SECRET',
	);
	return {
		address: { origin, clientId, clientSecret, ignoreSslIssues },
		extension: given.text('extension') ?? clientId,
		onCallExtension: given.text('on-call-extension') ?? settings.defaultExtension ?? '999',
	};
}

function needed(value: string | undefined, what: string): string {
	const text = value?.trim() ?? '';
	if (text !== '') return text;
	throw new UsageError(`Nobody is there to be asked. Give ${what}.`);
}
