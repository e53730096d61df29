import fc from 'fast-check';
import { AudioError, decodeAudio, durationMs, levelOf } from '../../../../nodes/shared/audio';
import { decibels, middle, peakAt, samplesOf, sine } from './signals';
import { encode, wavFile } from './wavFiles';

describe('WAV files of other rates', () => {
	const RATES = [4000, 7999, 11025, 16000, 22050, 24000, 32000, 44100, 44101, 48000, 96000, 192000];

	it.each(RATES)('of %d Hz keep length, level and time', async (rate) => {
		const data = encode(sine(1000, rate, 1), { tag: 3, bits: 32 });
		const pcm = await decodeAudio(wavFile({ tag: 3, bits: 32, rate, data }));
		expect(pcm.length / 2).toBe(8000);
		expect(Math.abs(peakAt(1000, middle(pcm)) - decibels(0.5))).toBeLessThan(0.05);
		const ideal = sine(1000, 8000, 1);
		const wrong = samplesOf(pcm).map((sample, i) => Math.abs(sample / 32768 - (ideal[i] ?? 0)));
		expect(Math.max(...wrong.slice(400, 7600))).toBeLessThan(0.002);
	});

	it.each([16000, 22050, 44100, 48000, 192000])('of %d Hz do not fold tones back', async (rate) => {
		for (const hz of [4300, 5000, 6000, 7000, 10000, 15000, 20000]) {
			if (hz > rate * 0.49) continue;
			const data = encode(sine(hz, rate, 0.5), { tag: 3, bits: 32 });
			const pcm = middle(await decodeAudio(wavFile({ tag: 3, bits: 32, rate, data })));
			expect(levelOf(pcm)).toBeLessThan(-90);
		}
	});

	it('carry all that a telephone carries', async () => {
		for (const hz of [300, 1000, 2000, 3000, 3400]) {
			const data = encode(sine(hz, 44100, 0.5), { bits: 16, channels: 2 });
			const pcm = middle(await decodeAudio(wavFile({ rate: 44100, channels: 2, data })));
			expect(Math.abs(peakAt(hz, pcm) - decibels(0.5))).toBeLessThan(0.2);
		}
	});

	it('are long enough to a sample, however they end', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 20_000 }),
				fc.integer({ min: 4000, max: 192_000 }),
				async (count, rate) => {
					const pcm = await decodeAudio(
						wavFile({ rate, bits: 8, data: Buffer.alloc(count, 128) }),
					).catch((error: unknown) => {
						expect(error).toBeInstanceOf(AudioError);
						return Buffer.alloc(0);
					});
					expect(pcm.length / 2).toBe(Math.round((count * 8000) / rate));
				},
			),
			{ numRuns: 60 },
		);
	});
});

describe('a long WAV file', () => {
	it('lets others run meanwhile', async () => {
		const data = Buffer.alloc(44100 * 4 * 20);
		let turns = 0;
		let isDone = false;
		const count = () => {
			turns++;
			if (!isDone) setImmediate(count);
		};
		count();
		const pcm = await decodeAudio(wavFile({ rate: 44100, channels: 2, data }));
		isDone = true;
		expect(durationMs(pcm)).toBe(20_000);
		expect(turns).toBeGreaterThan(10);
	});
});
