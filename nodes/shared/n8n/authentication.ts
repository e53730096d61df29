import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { Exchange, processSettings, requestToken, SettingsError, systemClock } from '../transport';
import { readCredential, storedToken, tokenFields, type StoredTokenFields } from './credential';

/**
 * Mints a token for n8n's own HTTP helpers, which store it in the credential: that copy is the one
 * that all processes of n8n share (design promise 1).
 *
 * @throws ThreeCxError in words for the user
 */
export async function mintForCredential(
	data: ICredentialDataDecryptedObject,
): Promise<StoredTokenFields> {
	const { settings } = processSettings();
	const { address } = readCredential(data, settings);
	const exchange = new Exchange({
		origin: address.origin,
		ignoreSslIssues: address.ignoreSslIssues,
		poolSize: 1,
		keepaliveMs: settings.keepaliveTimeoutMs,
	});
	try {
		const token = await requestToken(exchange, address, {
			timeoutMs: settings.requestTimeoutMs,
			now: systemClock.now(),
		});
		return tokenFields(token, address);
	} finally {
		exchange.close();
	}
}

/**
 * Puts the token on a request of n8n's own HTTP helpers (HTTP Request node, renewal by our nodes).
 *
 * A token goes to the PBX's own origin only. One that has ended, or that another server, client or secret minted,
 * is left out: the PBX answers 401 and n8n mints a new one.
 */
export async function authenticateRequest(
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { address } = readCredential(data, processSettings().settings);
	const target = new URL(request.url, request.baseURL || address.origin);
	if (target.origin !== address.origin) {
		throw new SettingsError(
			`This credential belongs to ${address.origin} and is not sent to ${target.origin}`,
			{ hint: 'Use the address of the PBX itself, as in "Server URL" of the credential.' },
		);
	}
	const token = storedToken(data, address);
	const headers = { ...request.headers };
	if (token && token.expiresAt > systemClock.now()) headers.Authorization = `Bearer ${token.value}`;
	return {
		...request,
		headers,
		// A redirect would carry the token away from the PBX.
		disableFollowRedirect: true,
		skipSslCertificateValidation:
			request.skipSslCertificateValidation === true || address.ignoreSslIssues,
	};
}
