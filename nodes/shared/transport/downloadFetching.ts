import type { Readable } from 'node:stream';
import type { AxiosResponse } from 'axios';
import { notAudio, statusFailure, tooLarge, tooLate } from './downloadFailures';
import { firstStep, type DownloadStep, type StepRules } from './downloadStep';
import type { TimeoutError } from './errors';

/** A file as it came. */
export interface Downloaded {
	bytes: Buffer;
	/** In lower case and without parameters; empty where the server gave none. */
	contentType: string;
}

/** The head of a reply, and its body as it comes, decompressed. */
export type DownloadReply = AxiosResponse<Readable>;

const WEB_PAGES: readonly string[] = ['text/html', 'application/xhtml+xml'];

/** One file on its way: where it is looked for, and how much of it there is. */
export class Fetching {
	step: DownloadStep;
	private received = 0;

	/** @throws InputError for an address that may not be fetched */
	constructor(
		private readonly limits: { address: string; maxBytes: number; timeoutMs: number },
		readonly rules: StepRules,
	) {
		this.step = firstStep(limits.address, rules);
	}

	/** The error of a file that took too long. */
	late(): TimeoutError {
		return tooLate(this.step, this.limits.timeoutMs, this.received);
	}

	/** @throws ThreeCxError when it is no file, or not one within the limits */
	async read(reply: DownloadReply): Promise<Downloaded> {
		try {
			const contentType = this.judge(reply);
			const chunks: Buffer[] = [];
			for await (const chunk of reply.data as AsyncIterable<Buffer>) {
				this.received += chunk.length;
				// Counted as it comes: what the server says of the size may be wrong, or about the compressed file.
				if (this.received > this.limits.maxBytes) throw tooLarge(this.step, this.limits.maxBytes);
				chunks.push(chunk);
			}
			if (this.received === 0) throw notAudio(this.step, 'is an empty file');
			return { bytes: Buffer.concat(chunks), contentType };
		} finally {
			discard(reply);
		}
	}

	/** What the head of the reply tells: the type of a file that may be read. */
	private judge(reply: DownloadReply): string {
		const { step } = this;
		if (reply.status >= 300) throw statusFailure(step, reply.status);
		const contentType = (headerOf(reply, 'content-type').split(';')[0] ?? '').trim().toLowerCase();
		if (WEB_PAGES.includes(contentType)) throw notAudio(step, 'is a web page, not audio');
		// Where axios understands it, it takes the header away.
		if (!['', 'identity'].includes(headerOf(reply, 'content-encoding').toLowerCase())) {
			throw notAudio(step, 'is compressed in a way that is not understood');
		}
		const announced = Number(headerOf(reply, 'content-length'));
		const { maxBytes } = this.limits;
		if (announced > maxBytes) throw tooLarge(step, maxBytes, announced);
		return contentType;
	}
}

/** A header of a reply; empty where there is none. */
export function headerOf(reply: DownloadReply, name: string): string {
	const headers: Readonly<Record<string, unknown>> = reply.headers;
	const value = headers[name];
	return typeof value === 'string' ? value : '';
}

/** Ends a reply whose body, or its rest, is of no interest. */
export function discard({ data }: DownloadReply): void {
	data.on('error', () => {}).destroy();
}
