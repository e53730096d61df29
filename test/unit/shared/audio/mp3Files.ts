import { createMp3Encoder } from 'wasm-media-encoders';

/** How an MP3 is made. */
export interface Mp3Recipe {
	channels?: 1 | 2;
	rate?: 8000 | 11025 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
	/** kbit/s; without it the bit rate varies. */
	bitrate?: 8 | 16 | 32 | 64 | 96 | 128 | 192;
}

/** The delay of LAME's encoder in samples, as its tag tells it. */
const LAME_DELAY = 576;

/** An MP3 of the samples, 1.0 at full scale; the same on every channel. LAME writes no tag here. */
export async function mp3File(
	samples: Float32Array,
	{ channels = 1, rate = 44100, bitrate }: Mp3Recipe = {},
): Promise<Buffer> {
	const encoder = await createMp3Encoder();
	const quality = bitrate === undefined ? { vbrQuality: 4 as const } : { bitrate };
	encoder.configure({ channels, sampleRate: rate, outputSampleRate: rate, ...quality });
	const parts: Buffer[] = [];
	const step = rate;
	for (let at = 0; at < samples.length; at += step) {
		const part = samples.subarray(at, at + step);
		parts.push(Buffer.from(encoder.encode(channels === 1 ? [part] : [part, part])));
	}
	parts.push(Buffer.from(encoder.finalize()));
	return Buffer.concat(parts);
}

/** An ID3v2 tag with `bytes` of cover. */
export function id3Tag(bytes: number): Buffer {
	const tag = Buffer.alloc(10 + bytes, 0xff);
	tag.write('ID3\x04\0\0', 'latin1');
	for (const [i, shift] of [21, 14, 7, 0].entries()) tag[6 + i] = (bytes >> shift) & 0x7f;
	return tag;
}

/** What LAME puts before mono of 44100 Hz and 128 kbit/s: how many of the samples of the encoder are audio. */
export function lameTag(frames: number, samples: number): Buffer {
	const tag = Buffer.alloc(417);
	tag.writeUInt32BE(0xfffb90c0, 0);
	// Behind the side information of a mono frame: flags for the number of frames, and the number.
	tag.write('Info', 21, 'latin1');
	tag.writeUInt32BE(1, 25);
	tag.writeUInt32BE(frames, 29);
	const padding = frames * 1152 - samples - LAME_DELAY;
	tag.write('LAME3.100', 33, 'latin1');
	tag.writeUIntBE((LAME_DELAY << 12) | padding, 33 + 21, 3);
	return tag;
}
