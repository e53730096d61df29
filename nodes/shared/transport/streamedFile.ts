import { PassThrough, type Readable } from 'node:stream';
import type { Clock } from './clock';
import { TimeoutError } from './errors';
import type { StreamReply } from './exchange';
import { brokenFile } from './failures';

/** A file as it comes from the PBX. */
export interface StreamedFile {
	/** Fails with a ThreeCxError when the line breaks or stands still. */
	body: Readable;
	/** As the PBX says it, such as `audio/x-wav`; empty when it does not. */
	contentType: string;
	/** As the PBX says it, without a path; empty when it does not. */
	name: string;
}

/** Longest silence within a file. */
const STALL_MS = 30_000;

/** Most of what a refusal says. */
const MOST_SAID = 64 * 1024;

/** The file of a good reply. @param origin for messages */
export function streamedFile(reply: StreamReply, origin: string, clock: Clock): StreamedFile {
	return {
		body: watched(reply.body, origin, clock),
		contentType: (reply.header('content-type') ?? '').split(';')[0]?.trim() ?? '',
		name: fileNameOf(reply.header('content-disposition') ?? ''),
	};
}

/** Ends with an error of ours when nothing comes for a while, or the line breaks. */
function watched(body: Readable, origin: string, clock: Clock): Readable {
	const out = new PassThrough();
	const stalled = () =>
		body.destroy(new TimeoutError(`3CX at ${origin} stopped in the middle of a file`));
	let callOff = clock.later(STALL_MS, stalled);
	body.on('data', () => {
		callOff();
		callOff = clock.later(STALL_MS, stalled);
	});
	body.on('error', (error: unknown) => {
		callOff();
		out.destroy(brokenFile(error, origin));
	});
	body.on('end', () => callOff());
	out.on('close', () => {
		callOff();
		body.destroy();
	});
	return body.pipe(out);
}

/** `attachment; filename="a.wav"`, or `filename*=UTF-8''a.wav`. */
export function fileNameOf(disposition: string): string {
	const coded = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition)?.[1];
	const plain = /filename\s*=\s*(?:"([^"]*)"|([^;]*))/i.exec(disposition);
	const name = decoded(coded) ?? plain?.[1] ?? plain?.[2] ?? '';
	return name.trim().split(/[/\\]/).pop() ?? '';
}

function decoded(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	try {
		return decodeURIComponent(text.trim());
	} catch {
		return undefined;
	}
}

/** What a refusal says, parsed where it is JSON; nobody waits long for it. */
export async function saidIn({ body }: StreamReply, clock: Clock): Promise<unknown> {
	const callOff = clock.later(STALL_MS, () => body.destroy());
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of body as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > MOST_SAID) break;
		}
		const text = Buffer.concat(chunks).toString('utf8');
		return JSON.parse(text) as unknown;
	} catch {
		// The status tells the rest.
		return undefined;
	} finally {
		callOff();
	}
}
