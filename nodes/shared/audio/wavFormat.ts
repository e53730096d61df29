import { AudioError } from './audioError';
import { viewOf } from './pcm';
import { assertRiff, chunksOf, findChunk } from './riff';

/** The codecs in a WAV file that can be read. */
export type WavCodec = 'pcm' | 'msAdpcm' | 'float' | 'alaw' | 'mulaw' | 'imaAdpcm' | 'mpeg';

/** What is in a WAV file: how it is written, and the bytes of it. */
export interface WavAudio {
	codec: WavCodec;
	/** The number of the codec in the file. */
	tag: number;
	channels: number;
	/** Samples a second, for each channel. */
	sampleRate: number;
	/** Of one sample of one channel, with what fills it up to whole bytes. */
	bits: number;
	/** Bytes that belong together: one sample of each channel, or a block of ADPCM. */
	blockBytes: number;
	/** Samples of each channel in a block. */
	blockSamples: number;
	data: Uint8Array;
}

const MIN_RATE = 4_000;
const MAX_RATE = 192_000;
const MAX_CHANNELS = 32;
const EXTENSIBLE = 0xfffe;

/** Codec by the number in the file, and which sizes of a sample it has. */
const CODECS: Readonly<Record<number, { codec: WavCodec; bits: readonly number[] }>> = {
	1: { codec: 'pcm', bits: [8, 16, 24, 32] },
	2: { codec: 'msAdpcm', bits: [4] },
	3: { codec: 'float', bits: [32, 64] },
	6: { codec: 'alaw', bits: [8] },
	7: { codec: 'mulaw', bits: [8] },
	0x11: { codec: 'imaAdpcm', bits: [4] },
	0x50: { codec: 'mpeg', bits: [] },
	0x55: { codec: 'mpeg', bits: [] },
};

/** Codecs that people meet, and that cannot be read. */
const UNREADABLE: Readonly<Record<number, string>> = {
	0x31: 'GSM 6.10',
	0x42: 'G.723.1',
	0x45: 'G.726',
	0x64: 'G.726',
	0x65: 'G.722',
	0x161: 'WMA',
	0xff: 'AAC',
};

/** @throws AudioError when the header is broken, the codec not known, or nothing in it */
export function readWav(file: Uint8Array): WavAudio {
	assertRiff(file);
	const format = findChunk(chunksOf(file), 'fmt ');
	if (format === undefined || format.length < 16) throw broken('its format is not told');
	const data = findChunk(chunksOf(file), 'data');
	if (data === undefined) throw broken('no audio is in it');
	const view = viewOf(format);
	const tag = tagOf(view);
	const known = CODECS[tag];
	if (known === undefined) throw unreadable(tag);
	const channels = view.getUint16(2, true);
	const sampleRate = view.getUint32(4, true);
	if (known.codec === 'mpeg') {
		return { ...known, tag, channels, sampleRate, bits: 0, blockBytes: 1, blockSamples: 0, data };
	}
	if (channels < 1 || channels > MAX_CHANNELS) throw broken(`it says it has ${channels} channels`);
	if (sampleRate < MIN_RATE || sampleRate > MAX_RATE) {
		throw broken(`it says it has ${sampleRate} Hz; ${MIN_RATE} to ${MAX_RATE} Hz work`);
	}
	const told = view.getUint16(14, true);
	const bits = told === 4 ? 4 : Math.ceil(told / 8) * 8;
	if (!known.bits.includes(bits)) throw broken(`it says it has ${told} bits a sample`);
	const block =
		bits === 4
			? adpcmBlock(known.codec, channels, view.getUint16(12, true))
			: { blockBytes: (channels * bits) / 8, blockSamples: 1 };
	const audio: WavAudio = { codec: known.codec, tag, channels, sampleRate, bits, ...block, data };
	if (data.length < audio.blockBytes)
		throw new AudioError('The WAV file is empty: no audio is in it');
	return audio;
}

/** How long it is heard, as told by the header and the bytes that are there. */
export function secondsOf({ data, blockBytes, blockSamples, sampleRate }: WavAudio): number {
	return (Math.floor(data.length / blockBytes) * blockSamples) / sampleRate;
}

/** A format that says more than the old one could has the number of the codec behind it. */
function tagOf(view: DataView): number {
	const tag = view.getUint16(0, true);
	return tag === EXTENSIBLE && view.byteLength >= 40 ? view.getUint16(24, true) : tag;
}

/** The samples in a block are counted, not believed: the file could promise any number. */
function adpcmBlock(codec: WavCodec, channels: number, blockBytes: number) {
	const head = (codec === 'imaAdpcm' ? 4 : 7) * channels;
	const step = codec === 'imaAdpcm' ? 4 * channels : 1;
	const rest = blockBytes - head;
	if (channels > 2 || rest <= 0 || rest % step !== 0) {
		throw broken('its blocks of ADPCM have a size that cannot be');
	}
	const blockSamples = (rest * 2) / channels + (codec === 'imaAdpcm' ? 1 : 2);
	return { blockBytes, blockSamples };
}

function broken(why: string): AudioError {
	return new AudioError(`The WAV file is broken: ${why}`);
}

function unreadable(tag: number): AudioError {
	const name = UNREADABLE[tag];
	const codec = name === undefined ? `of the kind 0x${tag.toString(16)}` : `as ${name}`;
	return new AudioError(`The audio in the WAV file is packed ${codec}, which cannot be played`);
}
