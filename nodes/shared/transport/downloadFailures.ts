import { isAxiosError } from 'axios';
import { OutOfReach } from './downloadReach';
import { nameOf, outOfReach, type DownloadStep, type StepRules } from './downloadStep';
import {
	asThreeCxError,
	CertificateError,
	HttpError,
	NetworkError,
	ProtocolError,
	ThreeCxError,
	TimeoutError,
} from './errors';
import { isAboutCertificate, networkFailure, reasonOf } from './failures';

const ON_PBX =
	'Prompts lie on the PBX in /var/lib/3cxpbx/Bin/nginx/html/prompts/, which is the path /prompts/. Where 3CX hosts the PBX nothing can be put there: use an https address or binary data instead.';
const ELSEWHERE =
	'Open the address in a browser where you are not logged in: it must give the file itself. Or use binary data instead.';

/** What to do where an address gives no file. */
export function hintFor({ isOnPbx }: DownloadStep): string {
	return isOnPbx ? ON_PBX : ELSEWHERE;
}

/** A status that is no file. */
export function statusFailure(step: DownloadStep, status: number): HttpError {
	const hint = hintFor(step);
	const where = step.isOnPbx ? 'on the PBX' : 'there';
	const message =
		status === 404 || status === 410
			? `There is no such file ${where}: ${nameOf(step)}`
			: `${nameOf(step)} answered with status ${status} instead of a file`;
	return new HttpError(message, status, undefined, { hint });
}

/** What a reply is instead of audio. */
export function notAudio(step: DownloadStep, what: string): ProtocolError {
	return new ProtocolError(`${nameOf(step)} ${what}`, false, { hint: hintFor(step) });
}

/** @param bytes how many there are, where the server says so */
export function tooLarge(step: DownloadStep, maxBytes: number, bytes?: number): ProtocolError {
	const size = bytes === undefined ? `more than ${sizeOf(maxBytes)}` : sizeOf(bytes);
	return new ProtocolError(
		`The file ${nameOf(step)} is too large: it has ${size}, the limit is ${sizeOf(maxBytes)}`,
		false,
		{ hint: 'Use a shorter recording, or mono with a lower sample rate: calls have 8 kHz.' },
	);
}

/** @param received bytes that have come until then */
export function tooLate(step: DownloadStep, timeoutMs: number, received: number): TimeoutError {
	return new TimeoutError(
		`The file ${nameOf(step)} did not come within ${timeoutMs / 1000} s: there are ${sizeOf(received)} so far`,
		{ hint: 'Check that the server is up and quick enough, or use binary data instead.' },
	);
}

/**
 * What went wrong on the line, as one of our errors. The original is no `cause`: axios's holds the request with the
 * token, and the address with its query.
 */
export function lineFailure(error: unknown, step: DownloadStep, rules: StepRules): ThreeCxError {
	if (error instanceof ThreeCxError) return error;
	const code = codeOf(error);
	// A fault of somebody who was asked for the token, or of ours.
	if (code === '' && !isAxiosError(error)) return asThreeCxError(error);
	if (code === OutOfReach.code) return outOfReach(step, rules);
	if (/^(Z_|ERR__|HPE_)/.test(code)) return notAudio(step, 'sends data that is damaged');
	const { origin } = step.url;
	if (step.isOnPbx) return networkFailure(code, origin);
	if (isAboutCertificate(code)) {
		return new CertificateError(`The certificate of ${origin} is not trusted (${code})`, {
			hint: 'Use a server with a certificate that anybody can check, or binary data. "Ignore SSL Issues" is about the PBX only.',
		});
	}
	return new NetworkError(`The file ${nameOf(step)} cannot be fetched: ${reasonOf(code)}`, code, {
		hint: `Check the address and the firewall.${code === '' ? '' : ` Code: ${code}`}`,
	});
}

/** The code of an error of Node or axios; empty where there is none. */
function codeOf(error: unknown): string {
	const holder = typeof error === 'object' && error !== null && 'code' in error ? error : undefined;
	return typeof holder?.code === 'string' ? holder.code : '';
}

function sizeOf(bytes: number): string {
	if (bytes < 10_000) return `${bytes} bytes`;
	const kilo = bytes / 1000;
	return kilo < 1000 ? `${Math.round(kilo)} kB` : `${(kilo / 1000).toFixed(1)} MB`;
}
