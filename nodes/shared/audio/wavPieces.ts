import { downmix, type Piece } from './piece';
import type { WavAudio } from './wavFormat';

/** So much is taken at once: a few ms of work, whatever the format. */
const STEP_BYTES = 16_384;
const FORMAT_BYTES = 18;

/** The size that a file of unknown length has in its header. */
const OPEN_END = 0xffffffff;

/** The audio of a WAV file, piece by piece. */
export async function wavPieces(wav: WavAudio): Promise<Iterable<Piece>> {
	const { decoder } = await import('@audio/decode-wav');
	return pieces(wav, decoder());
}

interface Decoder {
	decode(bytes: Uint8Array): { channelData: Float32Array[] };
	free(): void;
}

function* pieces(wav: WavAudio, decoder: Decoder): Generator<Piece> {
	const { data, blockBytes, sampleRate } = wav;
	const positive = wav.codec === 'pcm' ? asymmetry(wav.bits) : 1;
	const step = Math.max(1, Math.floor(STEP_BYTES / blockBytes)) * blockBytes;
	const end = data.length - (data.length % blockBytes);
	decoder.decode(header(wav));
	try {
		for (let at = 0; at < end; at += step) {
			// Copied: the decoder reads whole samples, which must not begin at an odd address.
			const block = new Uint8Array(data.subarray(at, Math.min(end, at + step)));
			const { channelData } = decoder.decode(block);
			yield { samples: downmix(channelData, positive), rate: sampleRate };
		}
	} finally {
		decoder.free();
	}
}

/**
 * The decoder makes the largest sample 1.0, so that above zero all are a little louder than below. Undone, 16 bits
 * come out as they went in.
 */
function asymmetry(bits: number): number {
	const fullScale = 2 ** (bits - 1);
	return (fullScale - 1) / fullScale;
}

/** A header without anything that could be wrong: only what was checked goes to the decoder. */
function header({ tag, channels, sampleRate, bits, blockBytes }: WavAudio): Buffer {
	const bytes = Buffer.alloc(28 + FORMAT_BYTES);
	bytes.write('RIFF', 0, 'latin1');
	bytes.writeUInt32LE(OPEN_END, 4);
	bytes.write('WAVEfmt ', 8, 'latin1');
	bytes.writeUInt32LE(FORMAT_BYTES, 16);
	bytes.writeUInt16LE(tag, 20);
	bytes.writeUInt16LE(channels, 22);
	bytes.writeUInt32LE(sampleRate, 24);
	bytes.writeUInt32LE(sampleRate, 28);
	bytes.writeUInt16LE(blockBytes, 32);
	bytes.writeUInt16LE(bits, 34);
	bytes.write('data', 38, 'latin1');
	bytes.writeUInt32LE(OPEN_END, 42);
	return bytes;
}
