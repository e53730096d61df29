import fc from 'fast-check';
import {
	adjustVolume,
	decodeAudio,
	durationMs,
	levelOf,
	silence,
	tone,
	toWav,
} from '../../../../nodes/shared/audio';
import { middle, peakAt, samplesOf } from './signals';

/** Any audio of at least one sample. */
const PCM = fc
	.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 1, maxLength: 500 })
	.map((samples) => Buffer.from(Int16Array.from(samples).buffer));

describe('tone', () => {
	it('has the pitch, length and level that were asked for', () => {
		const beep = tone(1000, 200, -6);
		expect(durationMs(beep)).toBe(200);
		expect(Math.abs(peakAt(1000, middle(beep)) + 6)).toBeLessThan(0.05);
		expect(Math.abs(levelOf(middle(beep)) + 9)).toBeLessThan(0.1);
	});

	it('begins and ends without a click, and is never clipped', () => {
		const samples = samplesOf(tone(1000, 100, 0));
		expect(Math.abs(samples[1] ?? 0)).toBeLessThan(1000);
		expect(Math.abs(samples.at(-1) ?? 0)).toBeLessThan(1000);
		expect(Math.max(...samples)).toBeGreaterThan(32_000);
	});

	it('of no length is nothing', () => {
		expect(tone(1000, 0)).toHaveLength(0);
		expect(tone(1000, 1)).toHaveLength(16);
	});
});

describe('silence', () => {
	it('is as long as asked for, and digital silence', () => {
		expect(durationMs(silence(1250))).toBe(1250);
		expect(levelOf(silence(20))).toBe(-Infinity);
		expect(silence(-5)).toHaveLength(0);
	});
});

describe('levelOf', () => {
	it('is 0 dBFS for what cannot be louder, and -90 for the smallest step', () => {
		expect(levelOf(Buffer.from(Int16Array.from([-32768, -32768]).buffer))).toBe(0);
		expect(levelOf(Buffer.from(Int16Array.from([1, -1]).buffer))).toBeCloseTo(-90.3, 1);
		expect(levelOf(Buffer.alloc(0))).toBe(-Infinity);
	});

	it('reads a part that begins at an odd place', () => {
		const beep = tone(440, 50);
		expect(levelOf(Buffer.concat([Buffer.alloc(1), beep]).subarray(1))).toBe(levelOf(beep));
	});
});

describe('adjustVolume', () => {
	it('halves and doubles, clips, and never wraps', () => {
		const pcm = Buffer.from(Int16Array.from([100, -100, 20_000, -20_000]).buffer);
		expect(samplesOf(adjustVolume(pcm, 50))).toEqual([50, -50, 10_000, -10_000]);
		expect(samplesOf(adjustVolume(pcm, 200))).toEqual([200, -200, 32_767, -32_768]);
		expect(levelOf(adjustVolume(pcm, 0))).toBe(-Infinity);
		expect(adjustVolume(pcm, 100)).toBe(pcm);
		expect(adjustVolume(pcm, 1000).equals(adjustVolume(pcm, 200))).toBe(true);
	});

	it('keeps sign, order and length, and the original', () => {
		fc.assert(
			fc.property(PCM, fc.integer({ min: 0, max: 200 }), (pcm, percent) => {
				const before = Buffer.from(pcm);
				const after = samplesOf(adjustVolume(pcm, percent));
				expect(pcm.equals(before)).toBe(true);
				for (const [i, sample] of samplesOf(pcm).entries()) {
					const exact = Math.max(-32768, Math.min(32767, (sample * percent) / 100));
					expect(Math.abs((after[i] ?? NaN) - exact)).toBeLessThanOrEqual(0.5);
				}
			}),
		);
	});
});

describe('toWav', () => {
	it('is read back as it was', async () => {
		await fc.assert(
			fc.asyncProperty(PCM, async (pcm) => {
				expect((await decodeAudio(toWav(pcm))).equals(pcm)).toBe(true);
			}),
		);
	});

	it('has the header that the standard wants', () => {
		const wav = toWav(silence(10));
		expect(wav.subarray(0, 44).toString('hex')).toBe(
			'52494646c400000057415645666d74201000000001000100401f0000803e00000200100064617461a0000000',
		);
		expect(toWav(Buffer.alloc(3))).toHaveLength(46);
	});
});
