import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { ThreeCxCallControlApi } from '../../credentials/ThreeCxCallControlApi.credentials';
import { DEFAULT_SECRET, type Pbx } from '../pbx';

/**
 * A credential as n8n keeps it: read afresh by every `getCredentials`, and changed by `preAuthentication`
 * when one of n8n's own requests is answered 401 (n8n 2.41, credentials-helper and request-helpers).
 */
export class StoredCredential {
	/** What n8n throws when the credential cannot be read. */
	gone?: Error;

	private readonly type = new ThreeCxCallControlApi();

	constructor(readonly data: ICredentialDataDecryptedObject) {}

	/** A copy, as n8n decrypts it anew each time. */
	read(): ICredentialDataDecryptedObject {
		if (this.gone) throw this.gone;
		return { ...this.data };
	}

	/** What `helpers.httpRequestWithAuthentication` does. */
	async request(options: IHttpRequestOptions): Promise<unknown> {
		if (this.data.accessToken === '') await this.renew();
		const first = await this.send(options);
		if (first.status !== 401) return await judge(first);
		await this.renew();
		return await judge(await this.send(options));
	}

	private async renew(): Promise<void> {
		// n8n wraps what is thrown here into a NodeApiError whose cause is the original.
		const minted = await this.type.preAuthentication
			.call({ helpers: { httpRequest: async () => undefined } }, this.read())
			.catch((cause: unknown) => {
				throw new Error('NodeApiError', { cause });
			});
		Object.assign(this.data, minted);
	}

	private async send(options: IHttpRequestOptions): Promise<Response> {
		const request = await this.type.authenticate(this.read(), { ...options });
		const headers = new Headers();
		for (const [name, value] of Object.entries(request.headers ?? {}))
			headers.set(name, String(value));
		return await fetch(request.url, { headers, redirect: 'manual' });
	}
}

/** The credential of a client of the simulated PBX. */
export function credentialFor(
	pbx: Pbx,
	fields: ICredentialDataDecryptedObject = {},
): StoredCredential {
	return new StoredCredential({
		serverUrl: pbx.url,
		clientId: '800',
		clientSecret: DEFAULT_SECRET,
		extension: '',
		ignoreSslIssues: false,
		webhookSecret: '',
		accessToken: '',
		accessTokenFor: '',
		...fields,
	});
}

async function judge(reply: Response): Promise<unknown> {
	if (!reply.ok) throw new Error(`Request failed with status code ${reply.status}`);
	return await reply.json();
}
