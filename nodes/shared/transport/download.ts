import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import axios from 'axios';
import { lineFailure } from './downloadFailures';
import {
	discard,
	Fetching,
	headerOf,
	type Downloaded,
	type DownloadReply,
} from './downloadFetching';
import { lookupWithin, type Lookup } from './downloadReach';
import { nameOf, nextStep, type DownloadStep } from './downloadStep';
import { abortError, asThreeCxError, ProtocolError } from './errors';
import type { TokenKeeper, TokenSource } from './tokenKeeper';

/** A file to fetch. */
export interface DownloadOrder {
	/** An https address anywhere, or a path on the PBX itself such as `/prompts/welcome.wav`. */
	address: string;
	/** Counted when decompressed. */
	maxBytes: number;
	/** For everything, redirects and the token included. */
	timeoutMs: number;
	/** Whether private networks and loopback may be asked, also by http. The PBX itself always may. */
	allowPrivate: boolean;
	/** Label of the field that holds the address, for messages. */
	label?: string;
	signal?: AbortSignal;
}

export type { Downloaded };

/** What downloads need from their connection. */
export interface DownloadParts {
	/** Of the PBX. */
	origin: string;
	/** About the PBX; the certificates of all others are always checked. */
	ignoreSslIssues: boolean;
	tokens: TokenKeeper;
	/** Fires when the connection is closed. */
	closed: AbortSignal;
	/** How names are looked up; the system's way unless handed in. */
	lookup?: Lookup;
}

const MAX_REDIRECTS = 3;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Files from the PBX or from anywhere, on behalf of one caller. Addresses come with the items of a workflow, in the
 * end perhaps from a stranger: no file may be a way into the network that n8n stands in, nor get the token.
 *
 * Behind a proxy (HTTPS_PROXY) it is the proxy that looks names up: addresses given as numbers are still refused here,
 * names with a private address have to be by the proxy. Plain http, which is for the own network, goes past it.
 */
export class Downloads {
	// Not kept alive: each request connects anew, so that each is checked.
	private readonly plain = new HttpAgent();
	private readonly strict = new HttpsAgent();
	private readonly toPbx: HttpsAgent;

	constructor(
		private readonly parts: DownloadParts,
		private readonly source: TokenSource,
		private readonly stopped?: AbortSignal,
	) {
		this.toPbx = new HttpsAgent({ rejectUnauthorized: !parts.ignoreSslIssues });
	}

	/**
	 * @throws InputError for an address that may not be fetched; HttpError for a status of 400 and above; ProtocolError
	 * for what is no audio, is too large, or redirects where it may not; TimeoutError, NetworkError, CertificateError,
	 * CancelledError
	 */
	async get(order: DownloadOrder): Promise<Downloaded> {
		const limit = AbortSignal.timeout(order.timeoutMs);
		const stops = [this.parts.closed, this.stopped, order.signal].filter((stop) => !!stop);
		const signal = AbortSignal.any([limit, ...stops]);
		const { origin } = this.parts;
		const { allowPrivate, label = 'Audio File' } = order;
		const fetching = new Fetching(order, { origin, allowPrivate, label });
		try {
			// The token has time limits of its own, which are not ours.
			return await Promise.race([this.follow(fetching, signal), endOf(signal)]);
		} catch (error) {
			if (stops.some(({ aborted }) => aborted)) throw abortError();
			if (limit.aborted) throw fetching.late();
			throw asThreeCxError(error);
		}
	}

	private async follow(fetching: Fetching, signal: AbortSignal): Promise<Downloaded> {
		for (let redirects = 0; ; redirects++) {
			const { step, rules } = fetching;
			try {
				const reply = await this.ask(step, signal);
				const location = locationOf(reply);
				if (location === undefined) return await fetching.read(reply);
				discard(reply);
				if (redirects === MAX_REDIRECTS) {
					throw new ProtocolError(
						`${nameOf(step)} redirects once more, after ${MAX_REDIRECTS} redirects`,
						false,
						{ hint: 'Use the address of the file itself.' },
					);
				}
				fetching.step = nextStep(step, location, rules);
			} catch (error) {
				throw lineFailure(error, step, rules);
			}
		}
	}

	/** Without a token, as the web server of the PBX gives prompts to anybody; with it only where it is asked for. */
	private async ask(step: DownloadStep, signal: AbortSignal): Promise<DownloadReply> {
		const open = await this.send(step, signal);
		if (!step.mayBringToken || (open.status !== 401 && open.status !== 403)) return open;
		discard(open);
		const { tokens } = this.parts;
		const token = await tokens.current(this.source);
		const reply = await this.send(step, signal, token);
		if (reply.status !== 401) return reply;
		discard(reply);
		// It may have been replaced by another process. Not again and again: each new one ends that of all others.
		return await this.send(step, signal, await tokens.replace(token, this.source));
	}

	private async send(
		step: DownloadStep,
		signal: AbortSignal,
		token?: string,
	): Promise<DownloadReply> {
		const { url, isOnPbx, reach } = step;
		return await axios.request<Readable>({
			adapter: 'http',
			url: url.href,
			headers: {
				Accept: 'audio/*, */*;q=0.5',
				// Audio hardly gets smaller; a server that compresses all the same is understood.
				'Accept-Encoding': 'identity',
				...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
			},
			httpAgent: this.plain,
			httpsAgent: isOnPbx ? this.toPbx : this.strict,
			// Given with the request and not with the agent: the address of a proxy may be private.
			lookup: lookupWithin(reach, this.parts.lookup),
			proxy: reach === 'privateOnly' ? false : undefined,
			// Each step is judged by our rules first.
			maxRedirects: 0,
			responseType: 'stream',
			validateStatus: () => true,
			signal,
		});
	}
}

/** Where a reply redirects to; undefined for one that does not. */
function locationOf(reply: DownloadReply): string | undefined {
	const location = headerOf(reply, 'location');
	return REDIRECTS.includes(reply.status) && location !== '' ? location : undefined;
}

/** Rejects when the signal fires. */
async function endOf(signal: AbortSignal): Promise<never> {
	return await new Promise((_resolve, reject) => {
		const end = () => reject(abortError());
		if (signal.aborted) return end();
		signal.addEventListener('abort', end, { once: true });
	});
}
