import { isAxiosError } from 'axios';
import {
	abortError,
	CertificateError,
	NetworkError,
	ProtocolError,
	ThreeCxError,
	TimeoutError,
	TooLargeError,
} from './errors';

/** Codes of Node's TLS layer that mean "this certificate is not to be trusted". */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS_CERT_ALTNAME/;

/** What the codes of Node's network layer mean in words. */
const REASONS: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'nothing answers at that address and port',
	ENOTFOUND: 'the host name is not known',
	EAI_AGAIN: 'the name server did not answer',
	EHOSTUNREACH: 'there is no way to that host',
	ENETUNREACH: 'there is no way to that network',
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	EPROTO: 'the other side does not speak TLS there (http on an https address?)',
};

/** Whether a code of Node's TLS layer says that a certificate is not to be trusted. */
export function isAboutCertificate(code: string): boolean {
	return CERTIFICATE.test(code);
}

/** What a code of Node's network layer means, as the end of a sentence. */
export function reasonOf(code: string): string {
	return REASONS[code] ?? 'the connection failed';
}

/** Our own time limit is a cancelled request to axios. */
const TIMEOUT_CODES: readonly string[] = ['ERR_CANCELED', 'ECONNABORTED', 'ETIMEDOUT'];

/**
 * Turns what axios throws while it has no reply into one of our errors.
 * The original stays as `cause` only where it is not axios's own: that one holds the request with token and secret.
 *
 * @param origin address of the PBX, named in the message
 * @param context `stopped` tells a cancelled execution from a time limit
 */
export function transportFailure(
	error: unknown,
	origin: string,
	context: { timeoutMs: number; stopped: boolean },
): ThreeCxError {
	if (error instanceof ThreeCxError) return error;
	if (!isAxiosError(error)) {
		return new ProtocolError(
			`The request to ${origin} could not be made: ${String(error)}`,
			false,
			{
				cause: error,
			},
		);
	}
	const code = error.code ?? '';
	if (context.stopped) return abortError();
	if (TIMEOUT_CODES.includes(code)) {
		return new TimeoutError(
			`3CX at ${origin} did not answer within ${context.timeoutMs / 1000} s`,
			{
				hint: 'Check that the PBX is up and not overloaded. N8N_3CX_REQUEST_TIMEOUT sets how long is waited.',
			},
		);
	}
	if (error.message.startsWith('maxContentLength')) {
		return new TooLargeError(`3CX at ${origin} sent a reply that is far too large`);
	}
	if (code === 'ERR_BAD_RESPONSE') {
		return new ProtocolError(`3CX at ${origin} sent a reply that was cut off`, true);
	}
	return networkFailure(code, origin);
}

/**
 * Why a file broke off whose head had come. Until then there was a time limit; what calls it off from there on is
 * the execution that has ended.
 */
export function brokenFile(error: unknown, origin: string): ThreeCxError {
	if (error instanceof ThreeCxError) return error;
	if (isAxiosError(error) && error.code === 'ERR_CANCELED') return abortError();
	return new ProtocolError(`3CX at ${origin} sent a file that was cut off`, true);
}

/**
 * What a code of Node's network or TLS layer means, as one of our errors.
 *
 * @param code for instance `ECONNREFUSED`; empty when there is none
 */
export function networkFailure(code: string, origin: string): CertificateError | NetworkError {
	if (isAboutCertificate(code)) {
		return new CertificateError(`The certificate of ${origin} is not trusted (${code})`, {
			hint: 'Use the name that the certificate was made for (the FQDN of the PBX, not its IP address). Only on a network you trust: switch on "Ignore SSL Issues (Insecure)".',
		});
	}
	// The code stands in the hint: n8n replaces messages that hold one by a general sentence of its own.
	return new NetworkError(`3CX at ${origin} cannot be reached: ${reasonOf(code)}`, code, {
		hint: `Check "Server URL" with its port (hosted PBXs use 443, self-hosted ones mostly 5001), the firewall, and that the PBX is running.${code === '' ? '' : ` Code: ${code}`}`,
	});
}
