import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../shared/transport';
import type { Monitor } from './heartbeatAddress';

/** The part of a reply that counts. The body comes as a stream, of which nothing is read. */
interface Reply {
	statusCode?: unknown;
	body?: { on?(event: 'error', ignore: () => void): unknown; destroy?(): unknown };
}

/** Monitors answer within some 100 ms; a run must be over before the next minute's begins. */
const LIMIT_MS = 5_000;

/**
 * Tells a monitor such as Healthchecks or Uptime Kuma that all is well. By n8n's own helper, which knows its proxies and
 * which addresses it may reach, without login or token, and without following redirects.
 *
 * @param said goes along in the body of a POST
 * @returns what went wrong, as a sentence; undefined when the monitor has taken it. Never throws
 */
export async function sendHeartbeat(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	{ url, method }: Monitor,
	said: IDataObject,
	clock: Clock,
	stopped?: AbortSignal,
): Promise<string | undefined> {
	const limit = new AbortController();
	const callOff = clock.later(LIMIT_MS, () => limit.abort());
	const abortSignal = stopped ? AbortSignal.any([limit.signal, stopped]) : limit.signal;
	// The rest of the address is mostly a secret.
	const where = `The heartbeat to ${new URL(url).host}`;
	try {
		const asked: Promise<unknown> = helpers.httpRequest({
			url,
			method,
			...(method === 'POST' ? { body: said, json: true } : {}),
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// Nobody wants to know what the monitor says, however much it is.
			encoding: 'stream',
			timeout: LIMIT_MS,
			abortSignal,
		});
		const reply = await Promise.race([asked, endOf(abortSignal)]);
		const status = statusOf(reply);
		if (status >= 200 && status < 300) return undefined;
		const redirects = status >= 300 && status < 400;
		return `${where} was answered with status ${status}${redirects ? ': it is not sent on to another address' : ''}`;
	} catch (error) {
		if (limit.signal.aborted) return `${where} was not answered within ${LIMIT_MS / 1000} s`;
		return `${where} did not get through${codeOf(error)}`;
	} finally {
		callOff();
	}
}

function statusOf(reply: unknown): number {
	if (typeof reply !== 'object' || reply === null) return 0;
	const { statusCode, body } = reply as Reply;
	body?.on?.('error', () => {});
	body?.destroy?.();
	return typeof statusCode === 'number' ? statusCode : 0;
}

/** Such as ECONNREFUSED; the message of an error could hold the address. */
function codeOf(error: unknown): string {
	const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
	return typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : '';
}

/** Rejects when the signal fires. */
async function endOf(signal: AbortSignal): Promise<never> {
	return await new Promise((_resolve, reject) => {
		const end = () => reject(new Error('stopped'));
		if (signal.aborted) return end();
		signal.addEventListener('abort', end, { once: true });
	});
}
