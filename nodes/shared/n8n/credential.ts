import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import {
	fingerprint,
	normaliseServerUrl,
	SettingsError,
	type AccessToken,
	type PbxAddress,
	type Settings,
} from '../transport';

/** Name of the credential type; it stands in every saved workflow. */
export const CREDENTIAL_NAME = 'threeCxCallControlApi';

/** A credential as the nodes use it. */
export interface PbxCredential {
	address: PbxAddress;
	/** DN of the route point; the client ID where the field is empty (call-control-api.md §1). */
	extension: string;
	webhookSecret: string;
}

/**
 * Reads the fields of the credential; empty ones are filled from the environment where it has them.
 *
 * @throws SettingsError naming the field
 */
export function readCredential(
	data: ICredentialDataDecryptedObject,
	settings: Settings,
): PbxCredential {
	const field = (name: string) => {
		const value = data[name];
		return typeof value === 'string' ? value.trim() : '';
	};
	const ignoreSslIssues = data.ignoreSslIssues === true;
	const clientId = field('clientId');
	const clientSecret = field('clientSecret') || (settings.clientSecret ?? '');
	const origin = normaliseServerUrl(
		field('serverUrl') || (settings.defaultServer ?? ''),
		ignoreSslIssues,
	);
	if (clientId === '') {
		throw new SettingsError('The credential has no "Client ID"', {
			hint: 'It is shown in the 3CX Admin console under Integrations > API.',
		});
	}
	if (clientSecret === '') {
		throw new SettingsError('The credential has no "Client Secret"', {
			hint: 'It is shown once, when the API client is made in the 3CX Admin console; a new one can be generated there. N8N_3CX_CLIENT_SECRET can hold it as well.',
		});
	}
	return {
		address: { origin, clientId, clientSecret, ignoreSslIssues },
		extension: field('extension') || clientId,
		webhookSecret: field('webhookSecret') || (settings.webhookSecret ?? ''),
	};
}

/** The hidden fields that hold a minted token. */
export interface StoredTokenFields {
	accessToken: string;
	/** What minted it and when it ends, as `<fingerprint> <ms since 1970>`: a token is worth nothing without. */
	accessTokenFor: string;
	[key: string]: string;
}

/** How a token is written into the credential, where all processes of n8n find it. */
export function tokenFields(token: AccessToken, address: PbxAddress): StoredTokenFields {
	return {
		accessToken: token.value,
		accessTokenFor: `${fingerprint(address)} ${token.expiresAt}`,
	};
}

/**
 * The token in the credential, when this very server, client and secret minted it:
 * after a change of one of them the old token must go nowhere.
 */
export function storedToken(
	data: ICredentialDataDecryptedObject,
	address: PbxAddress,
): AccessToken | undefined {
	const { accessToken, accessTokenFor } = data;
	if (typeof accessToken !== 'string' || typeof accessTokenFor !== 'string') return undefined;
	const [mark, ends] = accessTokenFor.split(' ');
	if (accessToken === '' || mark !== fingerprint(address)) return undefined;
	return { value: accessToken, expiresAt: Number(ends) || 0 };
}
