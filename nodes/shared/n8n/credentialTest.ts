import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import {
	AuthError,
	Exchange,
	HttpError,
	processSettings,
	requestToken,
	systemClock,
	ThreeCxError,
	type Incoming,
	type PbxAddress,
	type Settings,
} from '../transport';
import { readCredential, storedToken } from './credential';
import { processHost } from './pbx';

/**
 * Answers the "Test" of the credential dialog: says in words what is wrong.
 *
 * A new token would end the one that running workflows use, so a token that this very server, client and secret
 * minted is tried first; only where there is none, or it is dead, a new one is asked for, and handed to the
 * live connections of this process.
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data = credential.data ?? {};
	const { settings } = processSettings();
	let exchange: Exchange | undefined;
	try {
		const { address, extension } = readCredential(data, settings);
		exchange = new Exchange({
			origin: address.origin,
			ignoreSslIssues: address.ignoreSslIssues,
			poolSize: 1,
			keepaliveMs: settings.keepaliveTimeoutMs,
		});
		const inMemory = processHost().connections.find(address)?.tokens.peek();
		const known = [inMemory, storedToken(data, address)].flatMap((token) => token?.value ?? []);
		const probe = new Probe(exchange, address, settings, [...new Set(known)]);
		return { status: 'OK', message: await probe.run(extension, extension !== address.clientId) };
	} catch (error) {
		return { status: 'Error', message: inWords(error) };
	} finally {
		exchange?.close();
	}
}

/** The requests of one test, all read-only. */
class Probe {
	private token?: string;
	private minted = false;

	constructor(
		private readonly exchange: Exchange,
		private readonly address: PbxAddress,
		private readonly settings: Settings,
		/** Tokens that may be good, the likeliest first. */
		private readonly known: string[],
	) {}

	async run(extension: string, named: boolean): Promise<string> {
		const defs = await this.get('/xapi/v1/Defs?$select=Id');
		if (defs.status === 403) {
			throw new HttpError(
				'The client is not allowed to use the configuration API (403)',
				403,
				undefined,
				{
					hint: 'In Admin console > Integrations > API tick "3CX Configuration API Access" (XAPI) for it, choose a real department (not "System Wide") and the role System Owner or System Administrator. The PBX needs an Enterprise (AI) licence for its APIs.',
				},
			);
		}
		expectOk(defs, 'the configuration API');
		const dns = await this.get('/callcontrol');
		if (dns.status === 403) {
			throw new HttpError(
				'The configuration API works, but the client is not allowed to use Call Control (403)',
				403,
				undefined,
				{
					hint: 'Tick "3CX Call Control API Access" for it; the PBX needs an Enterprise (AI) licence for that. 3CX Update On-Call Forwarding and 3CX Call Data work without it.',
				},
			);
		}
		expectOk(dns, 'Call Control');
		const granted = dnsOf(dns.body);
		if (named && !granted.includes(extension)) {
			throw new HttpError(
				`The extension ${extension} is not granted to this client; it may use ${granted.join(', ') || 'none'}`,
				403,
				undefined,
				{
					hint: 'Leave "Extension" empty for the client\'s own route point, or add the extension to the client under Integrations > API.',
				},
			);
		}
		const build = defs.header('x-3cx-version');
		return `Connection successful${build === undefined ? '' : `, 3CX ${build}`}`;
	}

	private async get(path: string): Promise<Incoming> {
		for (;;) {
			this.token ??= this.known.shift() ?? (await this.mint());
			const reply = await this.send(path, this.token);
			if (reply.status !== 401) return reply;
			if (this.minted) {
				throw new AuthError('3CX refuses the access token that it has just issued', {
					hint: 'Another program may use the same API client. Make a client of its own for n8n.',
				});
			}
			this.token = undefined;
		}
	}

	private async send(path: string, token: string): Promise<Incoming> {
		return await this.exchange.send({
			method: 'GET',
			path,
			headers: { Authorization: `Bearer ${token}` },
			timeoutMs: this.settings.requestTimeoutMs,
		});
	}

	private async mint(): Promise<string> {
		const token = await requestToken(this.exchange, this.address, {
			timeoutMs: this.settings.requestTimeoutMs,
			now: systemClock.now(),
		});
		this.minted = true;
		processHost().connections.find(this.address)?.tokens.adopt(token);
		return token.value;
	}
}

function expectOk(reply: Incoming, what: string): void {
	if (reply.status < 400 && typeof reply.body === 'object') return;
	throw new HttpError(
		`What answers at ${what} is not a 3CX V20 (status ${reply.status})`,
		reply.status,
		undefined,
		{
			hint: 'Check "Server URL" and its port.',
		},
	);
}

function dnsOf(body: unknown): string[] {
	if (!Array.isArray(body)) return [];
	return body.flatMap((item: unknown) => {
		const dn: unknown =
			typeof item === 'object' && item !== null ? Reflect.get(item, 'dn') : undefined;
		return typeof dn === 'string' ? [dn] : [];
	});
}

function inWords(error: unknown): string {
	if (!(error instanceof ThreeCxError)) return `The test itself failed: ${String(error)}`;
	return error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
}
