import { breathe } from '../transport';
import { AudioError, tooBig, tooLong } from './audioError';
import { kindOf } from './fileKind';
import { mp3Pieces } from './mp3Pieces';
import { SAMPLE_RATE, type Pcm } from './pcm';
import { PcmWriter } from './pcmWriter';
import type { Piece } from './piece';
import { readWav, secondsOf, type WavAudio } from './wavFormat';
import { wavPieces } from './wavPieces';

export interface DecodeLimits {
	/** Of the file. */
	maxBytes: number;
	/** As heard. */
	maxSeconds: number;
}

/** What a prompt may be without anybody saying more. */
export const DEFAULT_LIMITS: Readonly<DecodeLimits> = {
	maxBytes: 25 * 1024 * 1024,
	maxSeconds: 600,
};

/** Longest work in one go, in ms: others have calls to serve meanwhile. */
const BREATH_MS = 4;

/**
 * A WAV or MP3 file as audio for 3CX. In steps, so that a long file holds up nobody; nothing in it can make this take
 * more memory than the limits allow.
 *
 * @throws AudioError in words when it is no audio that is known, is broken, empty, or longer than allowed
 */
export async function decodeAudio(
	file: Uint8Array,
	limits: Partial<DecodeLimits> = {},
): Promise<Pcm> {
	const { maxBytes, maxSeconds } = { ...DEFAULT_LIMITS, ...limits };
	if (file.length === 0) throw new AudioError('The audio file is empty (0 bytes)');
	if (file.length > maxBytes) throw tooBig(maxBytes, file.length);
	if (kindOf(file) === 'mp3') return await collect(await mp3Pieces(file), maxSeconds);
	const wav = readWav(file);
	if (wav.codec === 'mpeg') return await collect(await mp3Pieces(wav.data), maxSeconds);
	const seconds = secondsOf(wav);
	if (seconds > maxSeconds) throw tooLong(maxSeconds, seconds);
	return isPcm(wav) ? copyOf(wav.data) : await collect(await wavPieces(wav), maxSeconds);
}

async function collect(pieces: Iterable<Piece>, maxSeconds: number): Promise<Pcm> {
	const writer = new PcmWriter(maxSeconds);
	try {
		await breathe();
		let since = Date.now();
		for (const piece of pieces) {
			await writer.write(piece);
			if (Date.now() - since < BREATH_MS) continue;
			await breathe();
			since = Date.now();
		}
		const pcm = writer.end();
		if (pcm.length === 0) throw new AudioError('No audio was found in the file');
		return pcm;
	} finally {
		writer.close();
	}
}

/** What 3CX takes as it is. */
function isPcm({ codec, bits, channels, sampleRate }: WavAudio): boolean {
	return codec === 'pcm' && bits === 16 && channels === 1 && sampleRate === SAMPLE_RATE;
}

function copyOf(data: Uint8Array): Pcm {
	return Buffer.from(data.subarray(0, data.length - (data.length % 2)));
}
