import {
	AudioError,
	decodeAudio,
	PromptCache,
	silence,
	tone,
	toWav,
} from '../../../../nodes/shared/audio';
import { mp3File } from './mp3Files';
import { sine } from './signals';

/** A prompt of one second (16000 bytes decoded), another one for each number. */
function prompt(number: number): Buffer {
	return toWav(tone(200 + number, 1000));
}

describe('PromptCache', () => {
	it('gives what decodeAudio gives, and the same again', async () => {
		const cache = new PromptCache();
		const file = await mp3File(sine(1000, 44100, 0.5));
		const first = await cache.get(file);
		expect(first.equals(await decodeAudio(file))).toBe(true);
		expect(await cache.get(Buffer.from(file))).toBe(first);
		expect(cache.size).toEqual({ entries: 1, bytes: first.length });
	});

	it('decodes once for all who ask at once', async () => {
		const cache = new PromptCache();
		const file = await mp3File(sine(1000, 44100, 1));
		const all = await Promise.all(
			Array.from({ length: 50 }, async () => await cache.get(Buffer.from(file))),
		);
		expect(new Set(all).size).toBe(1);
		expect(cache.size.entries).toBe(1);
	});

	it('drops what was not asked for longest', async () => {
		const cache = new PromptCache(3 * 16_000);
		const [first, second] = [await cache.get(prompt(1)), await cache.get(prompt(2))];
		await cache.get(prompt(3));
		expect(await cache.get(prompt(1))).toBe(first);
		await cache.get(prompt(4));
		expect(cache.size).toEqual({ entries: 3, bytes: 48_000 });
		expect(await cache.get(prompt(1))).toBe(first);
		expect(await cache.get(prompt(2))).not.toBe(second);
	});

	it('never holds more than it may, whatever comes', async () => {
		const cache = new PromptCache(50_000);
		for (let i = 1; i < 30; i++) {
			await cache.get(toWav(tone(300, i * 150)));
			expect(cache.size.bytes).toBeLessThanOrEqual(50_000);
		}
		const large = toWav(silence(60_000));
		const before = cache.size;
		expect(await cache.get(large)).toHaveLength(960_000);
		expect(cache.size).toEqual(before);
	});

	it('keeps to the limits of whoever asks, also for what it has', async () => {
		const cache = new PromptCache();
		const [long, short] = await Promise.allSettled([
			cache.get(prompt(1)),
			cache.get(prompt(1), { maxSeconds: 0.5 }),
		]);
		expect(long.status).toBe('fulfilled');
		expect(short.status).toBe('rejected');
		await expect(cache.get(prompt(1), { maxSeconds: 0.5 })).rejects.toThrow(/at most 0.5 s/);
		await expect(cache.get(prompt(1), { maxBytes: 1000 })).rejects.toThrow(/has 0.02 MB/);
	});

	it('forgets failures', async () => {
		const cache = new PromptCache();
		const nonsense = Buffer.from('nonsense');
		await expect(cache.get(nonsense)).rejects.toThrow(AudioError);
		await expect(cache.get(nonsense)).rejects.toThrow(AudioError);
		expect(cache.size).toEqual({ entries: 0, bytes: 0 });
		expect(await cache.get(prompt(1))).toHaveLength(16_000);
	});
});
