import { AudioError } from './audioError';
import { viewOf } from './pcm';

/** One part of a WAV file: its name of four letters, and what is in it. */
export interface Chunk {
	id: string;
	body: Uint8Array;
}

const HEADER = 12;
const CHUNK_HEADER = 8;

/** What writers leave as a size that was not known when they began (0xFFFFFFFF is more than any file has). */
const UNKNOWN = 0;

/**
 * The chunks of a WAV file, in order, as far as they are there: a size that lies is cut to the file.
 * The audio of a writer that never came back to fill in the sizes goes to the end.
 */
export function* chunksOf(file: Uint8Array): Generator<Chunk> {
	const view = viewOf(file);
	const riffSize = view.getUint32(4, true);
	// Only then is a size of 0 meant: the file says that it is complete.
	const isComplete = Math.abs(riffSize + CHUNK_HEADER - file.length) <= 1;
	let at = HEADER;
	while (at + CHUNK_HEADER <= file.length) {
		const id = nameAt(file, at);
		const size = view.getUint32(at + 4, true);
		const start = at + CHUNK_HEADER;
		const toEnd = id === 'data' && size === UNKNOWN && !isComplete;
		const end = toEnd ? file.length : Math.min(file.length, start + size);
		yield { id, body: file.subarray(start, end) };
		at = next(file, end);
	}
}

/** The chunk `id`, the first of that name. */
export function findChunk(chunks: Iterable<Chunk>, id: string): Uint8Array | undefined {
	for (const chunk of chunks) if (chunk.id === id) return chunk.body;
	return undefined;
}

/** @throws AudioError when the file ends before its header does */
export function assertRiff(file: Uint8Array): void {
	if (file.length < HEADER + CHUNK_HEADER) {
		throw new AudioError('The WAV file is broken: it ends within its header');
	}
}

/** Chunks begin at even places; some writers forget that. */
function next(file: Uint8Array, end: number): number {
	if (end % 2 === 0) return end;
	return isName(nameAt(file, end)) && !isName(nameAt(file, end + 1)) ? end : end + 1;
}

function nameAt(file: Uint8Array, at: number): string {
	return Buffer.from(file.subarray(at, at + 4)).toString('latin1');
}

function isName(text: string): boolean {
	return /^[\x20-\x7e]{4}$/.test(text);
}
