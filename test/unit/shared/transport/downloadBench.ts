import type { RequestListener } from 'node:http';
import type { LookupFunction } from 'node:net';
import {
	Downloads,
	TokenKeeper,
	type DownloadOrder,
	type DownloadParts,
} from '../../../../nodes/shared/transport';
import { TestClock } from '../../../helpers/testClock';
import { selfSigned, type Certificate } from '../../../pbx/http/certificate';
import { TestTokens } from './bench';

/** What stands for a sound file: every byte value, so that nothing is taken for text on the way. */
export const SOUND = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));

/** Answers with a sound file. */
export const sound: RequestListener = (_request, response) => {
	response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(SOUND);
};

/** Answers with a redirect. */
export function redirect(location: string, status = 302): RequestListener {
	return (_request, response) => void response.writeHead(status, { Location: location }).end();
}

/** Names with the addresses they have in a test; each one that was asked for is written down. */
export class TestNames {
	readonly asked: string[] = [];

	constructor(private readonly addresses: Readonly<Record<string, readonly string[]>>) {}

	readonly lookup: LookupFunction = (hostname, _options, callback) => {
		this.asked.push(hostname);
		const found = this.addresses[hostname];
		if (found) {
			return callback(
				null,
				found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
			);
		}
		callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), '');
	};
}

/** Names that look like those of anybody, with addresses that do not always. */
export const NAMES = {
	'files.example.com': ['10.1.2.3'],
	'mixed.example.com': ['8.8.8.8', '::1'],
	'metadata.example.com': ['169.254.169.254'],
	'mapped.example.com': ['::ffff:192.168.0.1'],
	'translated.example.com': ['64:ff9b::7f00:1'],
	'own.example.com': ['127.0.0.1'],
	'public.example.com': ['8.8.8.8'],
};

export interface DownloadBench {
	get(address: string, more?: Partial<DownloadOrder>): ReturnType<Downloads['get']>;
	tokens: TestTokens;
	/** Closes the connection that the downloads belong to. */
	close(): void;
	/** Stops the execution. */
	stop(): void;
}

/** Downloads beside a PBX at `origin`. */
export function downloadsBeside(
	origin: string,
	more: Partial<Pick<DownloadParts, 'lookup' | 'ignoreSslIssues'>> = {},
): DownloadBench {
	const tokens = new TestTokens();
	const keeper = new TokenKeeper(new TestClock(), () => 0);
	const closing = new AbortController();
	const stopping = new AbortController();
	const downloads = new Downloads(
		{ origin, ignoreSslIssues: false, tokens: keeper, closed: closing.signal, ...more },
		tokens,
		stopping.signal,
	);
	return {
		get: async (address, order) =>
			await downloads.get({
				address,
				maxBytes: 10_000,
				timeoutMs: 5_000,
				allowPrivate: false,
				...order,
			}),
		tokens,
		close: () => closing.abort(),
		stop: () => stopping.abort(),
	};
}

let made: Promise<Certificate> | undefined;

/** One for all tests: making it takes long. */
export async function certificate(): Promise<Certificate> {
	made ??= selfSigned('localhost', false);
	return await made;
}
