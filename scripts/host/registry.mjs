import { HostError } from './hostError.mjs';
import { envFor, run } from './npm.mjs';

/** What npm says when nobody answered at all; any answer, also a refusal, means that the registry is there. */
const NO_ANSWER =
	/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ERR_INVALID_PROXY)\b/;

/** Addresses may hold a password; host and port say enough. */
function hostOf(address) {
	try {
		return new URL(address).host;
	} catch {
		return '';
	}
}

function proxyOf({ npm_config_https_proxy, HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy }) {
	const set = [npm_config_https_proxy, HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy];
	const host = hostOf(set.find(Boolean) ?? '');
	return host === '' ? 'no proxy is set' : `the proxy is ${host}`;
}

/**
 * Throws when npm cannot reach its registry. npm itself tries for minutes before it says so; one question with npm's
 * own settings (registry, proxy, certificates) answers in a second.
 */
export async function checkRegistry(node, what) {
	const args = ['ping', '--fetch-retries=0', '--fetch-timeout=20000'];
	const { ok, output } = await run('npm', args, { env: envFor(node) });
	const [, reason] = NO_ANSWER.exec(output) ?? [];
	if (ok || !reason) return;
	const asked = /https?:\/\/[^\s/]+/.exec(output)?.[0];
	const registry = hostOf(asked ?? '') || 'the npm registry';
	throw new HostError(
		`${registry} cannot be reached (${reason}); ${what} from there once. Check the network. ` +
			`Behind a company proxy set HTTPS_PROXY (${proxyOf(process.env)}); ` +
			'for a registry of your own: npm config set registry https://…',
	);
}
