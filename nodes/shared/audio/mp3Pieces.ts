import { AudioError } from './audioError';
import { id3BytesOf } from './fileKind';
import { downmix, type Piece } from './piece';

/** So much is taken at once: 4 s at the lowest bit rate there is, a quarter of a second at a usual one. */
const STEP_BYTES = 4_096;

/** The audio of an MP3, piece by piece: tags skipped, what is no audio passed over, the silence of the encoder cut off. */
export async function mp3Pieces(file: Uint8Array): Promise<Iterable<Piece>> {
	const { MPEGDecoder } = await import('mpg123-decoder');
	const decoder = new MPEGDecoder();
	await decoder.ready;
	// Tags may be larger than the audio, and the decoder would keep them.
	return pieces(file.subarray(id3BytesOf(file)), decoder);
}

interface Decoder {
	decode(bytes: Uint8Array): { channelData: Float32Array[]; sampleRate: number };
	free(): void;
}

function* pieces(file: Uint8Array, decoder: Decoder): Generator<Piece> {
	try {
		for (let at = 0; at < file.length; at += STEP_BYTES) {
			const { channelData, sampleRate } = decoded(decoder, file.subarray(at, at + STEP_BYTES));
			const samples = downmix(channelData);
			// Also pieces without a sample: whoever asks has to breathe.
			yield { samples, rate: sampleRate };
		}
	} finally {
		decoder.free();
	}
}

/** WebAssembly ends in a trap where a library in C would crash; ten thousand broken files made none. */
function decoded(decoder: Decoder, bytes: Uint8Array): ReturnType<Decoder['decode']> {
	try {
		return decoder.decode(bytes);
	} catch (cause) {
		throw gaveUp(cause);
	}
}

function gaveUp(cause: unknown): AudioError {
	return new AudioError('The MP3 file is broken: the decoder gave up', { cause });
}
