import type { IExecuteFunctions, ILoadOptionsFunctions, ITriggerFunctions } from 'n8n-workflow';
import {
	fingerprint,
	requestToken,
	SettingsError,
	ThreeCxError,
	type AccessToken,
	type Clock,
	type Logger,
	type PbxAddress,
	type PbxConnection,
	type Settings,
	type TokenSource,
} from '../transport';
import { CREDENTIAL_NAME, readCredential, storedToken } from './credential';

/** The contexts of n8n that can read a credential and have it renewed. */
export type PbxContext = IExecuteFunctions | ILoadOptionsFunctions | ITriggerFunctions;

/** The credential has another server, client or secret than when this connection was opened: open it anew. */
export class CredentialChangedError extends SettingsError {
	constructor() {
		super('The credential was changed meanwhile', {
			hint: 'The next run, or the trigger by itself, takes the new one.',
		});
	}
}

/**
 * Tokens from the stored credential, the copy that all processes of n8n share (design promise 1).
 *
 * A new one is minted by n8n itself: a cheap request that is answered 401 makes it run `preAuthentication` and store
 * the result. Where another process has stored a good one meanwhile, that request succeeds and nothing is minted.
 */
export class CredentialTokenSource implements TokenSource {
	constructor(
		private readonly context: PbxContext,
		private readonly address: PbxAddress,
		private readonly connection: PbxConnection,
		private readonly deps: { settings: Settings; clock: Clock; logger: Logger },
	) {}

	async stored(): Promise<AccessToken | undefined> {
		const data = await this.context.getCredentials(CREDENTIAL_NAME);
		const { address } = readCredential(data, this.deps.settings);
		if (fingerprint(address) !== fingerprint(this.address)) throw new CredentialChangedError();
		return storedToken(data, this.address);
	}

	async renew(): Promise<AccessToken> {
		const before = await this.stored();
		const problem = await this.askN8n();
		const after = await this.stored();
		if (after && after.value !== before?.value) return after;
		// n8n's request met no 401: the stored token is alive, so nothing was wrong with it.
		if (after && problem === undefined && after.expiresAt > this.deps.clock.now()) return after;
		this.deps.logger.warn(
			"n8n could not store a new access token, so this process gets one for itself. With several processes they end one another's tokens",
			{ reason: problem ?? 'unknown' },
		);
		return await requestToken(this.connection.exchange, this.address, {
			timeoutMs: this.deps.settings.requestTimeoutMs,
			now: this.deps.clock.now(),
		});
	}

	/** @returns why n8n's own request did not go through, undefined when it did */
	private async askN8n(): Promise<string | undefined> {
		const request = this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			CREDENTIAL_NAME,
			{
				method: 'GET',
				url: `${this.address.origin}/xapi/v1/Defs?$select=Id`,
				json: true,
				timeout: this.deps.settings.requestTimeoutMs,
			},
		);
		return await request.then(
			() => undefined,
			(error: unknown) => {
				const ours = causeOf(error);
				// The login itself was refused or the PBX not reached: a second try of our own would only hammer it.
				if (ours) throw ours;
				return error instanceof Error ? error.message : String(error);
			},
		);
	}
}

/** n8n wraps what `preAuthentication` throws; the words for the user are inside. */
function causeOf(error: unknown): ThreeCxError | undefined {
	for (let inner = error, depth = 0; inner instanceof Error && depth < 5; depth++) {
		if (inner instanceof ThreeCxError) return inner;
		inner = inner.cause;
	}
	return undefined;
}
