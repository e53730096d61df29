import { decodeAudio, durationMs, levelOf } from '../../../../nodes/shared/audio';
import { id3Tag, lameTag, mp3File } from './mp3Files';
import { decibels, middle, peakAt, sine } from './signals';
import { wavFile } from './wavFiles';

/** LAME makes it softer by up to so many dB, that there is room for what its coding adds. */
const LAME_HEADROOM = 0.45;

/** How far the 1000 Hz of a test are from what they may be, in dB. */
function wrongBy(pcm: Buffer): number {
	const gain = peakAt(1000, pcm) - decibels(0.5);
	return Math.max(gain, -LAME_HEADROOM - gain);
}

/** An encoder begins late and fills its last frame: up to so many ms more at 44100 Hz. */
const PADDING_MS = 3 * 27;

describe('MP3 files', () => {
	it.each([
		{ channels: 1, rate: 44100, bitrate: 64 },
		{ channels: 2, rate: 44100, bitrate: 128 },
		{ channels: 2, rate: 48000, bitrate: 192 },
		{ channels: 1, rate: 24000, bitrate: 32 },
		{ channels: 1, rate: 22050, bitrate: 64 },
		{ channels: 1, rate: 16000, bitrate: 32 },
		{ channels: 1, rate: 8000, bitrate: 16 },
		{ channels: 2, rate: 44100 },
	] as const)('keep length and level: %j', async (recipe) => {
		const pcm = await decodeAudio(await mp3File(sine(1000, recipe.rate, 1), recipe));
		const padding = (PADDING_MS * 44100) / recipe.rate;
		expect(durationMs(pcm)).toBeGreaterThanOrEqual(1000);
		expect(durationMs(pcm)).toBeLessThan(1000 + padding);
		expect(wrongBy(middle(pcm))).toBeLessThan(0.05);
	});

	it('do not fold tones back', async () => {
		const pcm = await decodeAudio(await mp3File(sine(6000, 44100, 1), { bitrate: 128 }));
		expect(peakAt(2000, middle(pcm))).toBeLessThan(decibels(0.5) - 80);
		expect(levelOf(middle(pcm))).toBeLessThan(-70);
	});

	it('may begin with tags and zeros, and end with a tag', async () => {
		const audio = await mp3File(sine(1000, 44100, 0.5), { bitrate: 64 });
		const plain = await decodeAudio(audio);
		const end = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 0x20)]);
		for (const before of [id3Tag(0), id3Tag(3_000_000), Buffer.alloc(1000)]) {
			const pcm = await decodeAudio(Buffer.concat([before, audio, end]));
			expect(durationMs(pcm)).toBe(durationMs(plain));
		}
	});

	it('are as long as their tag of LAME says', async () => {
		const audio = await mp3File(sine(1000, 44100, 1), { bitrate: 128 });
		const frames = Math.floor(audio.length / 417.9);
		const pcm = await decodeAudio(Buffer.concat([lameTag(frames, 44100), audio]));
		expect(Math.abs(pcm.length / 2 - 8000)).toBeLessThanOrEqual(8);
	});

	it('may be cut anywhere', async () => {
		const audio = await mp3File(sine(1000, 44100, 1), { bitrate: 64 });
		const pcm = await decodeAudio(audio.subarray(0, audio.length / 2));
		expect(durationMs(pcm)).toBeGreaterThan(400);
		expect(durationMs(pcm)).toBeLessThan(600);
	});

	it('may change the rate in the middle', async () => {
		const high = await mp3File(sine(1000, 44100, 1), { bitrate: 64 });
		const low = await mp3File(sine(1000, 22050, 1), { rate: 22050, bitrate: 64 });
		const pcm = await decodeAudio(Buffer.concat([high, low]));
		expect(durationMs(pcm)).toBeGreaterThan(1950);
		expect(durationMs(pcm)).toBeLessThan(2000 + 3 * PADDING_MS);
		for (const part of [pcm.subarray(3200, 14_400), pcm.subarray(19_200, 30_400)]) {
			expect(wrongBy(part)).toBeLessThan(0.05);
		}
	});

	it('may be in a WAV file', async () => {
		const audio = await mp3File(sine(1000, 44100, 0.5), { bitrate: 64 });
		const wrapped = await decodeAudio(wavFile({ tag: 0x55, rate: 44100, data: audio }));
		expect(wrapped.equals(await decodeAudio(audio))).toBe(true);
	});

	it('can be decoded many at once', async () => {
		const audio = await mp3File(sine(1000, 44100, 0.5), { bitrate: 64 });
		const alone = await decodeAudio(audio);
		const together = await Promise.all(
			Array.from({ length: 30 }, async () => await decodeAudio(audio)),
		);
		expect(together.every((pcm) => pcm.equals(alone))).toBe(true);
	});
});
