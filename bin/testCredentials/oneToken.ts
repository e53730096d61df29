import { AuthError, type AccessToken, type TokenSource } from '../../nodes/shared/transport';

/** The one token of a test. When another program ends it, the test ends too: it must not fight with a running n8n. */
export class OneToken implements TokenSource {
	constructor(private readonly token: AccessToken) {}

	async stored(): Promise<AccessToken> {
		return this.token;
	}

	async renew(): Promise<never> {
		throw new AuthError('3CX does not take the token any more that it issued for this test', {
			hint: 'Another program uses the same client, most likely a running n8n, and has got itself a new token. Run this again in a quiet minute, with its workflows unpublished, or with a client of its own.',
		});
	}
}
