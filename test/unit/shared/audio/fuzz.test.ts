import { AudioError, decodeAudio } from '../../../../nodes/shared/audio';
import { randomFrom } from '../../../helpers/soak';
import { id3Tag, lameTag, mp3File } from './mp3Files';
import { sine } from './signals';
import { chunk, encode, wavFile } from './wavFiles';

/** `AUDIO_FUZZ=10000 AUDIO_FUZZ_SEED=… npx jest shared/audio/fuzz` for the long one. */
const ROUNDS = Number(process.env.AUDIO_FUZZ ?? 2_000);
const SEED = Number(
	process.env.AUDIO_FUZZ_SEED ?? (ROUNDS > 2_000 ? Math.floor(Math.random() * 1e9) : 20_261_124),
);

/** Far more than any of these files takes, also on a machine with other work. */
const MOST_MS = 2_000;
const random = randomFrom(SEED);
const below = (end: number) => Math.floor(random() * end);

async function seeds(): Promise<Buffer[]> {
	const short = sine(1000, 16000, 0.05);
	const wavs = [
		wavFile({ data: encode(short) }),
		wavFile({ rate: 44100, channels: 2, data: encode(short, { channels: 2 }) }),
		wavFile({ rate: 48000, tag: 3, bits: 64, data: encode(short, { tag: 3, bits: 64 }) }),
		wavFile({ rate: 16000, bits: 24, extensible: true, data: encode(short, { bits: 24 }) }),
		wavFile({
			tag: 7,
			bits: 8,
			data: Buffer.alloc(300, 0x35),
			before: [chunk('fact', Buffer.alloc(4))],
		}),
		wavFile({ tag: 0x11, bits: 4, blockBytes: 36, data: Buffer.alloc(360, 0x42) }),
		wavFile({ tag: 2, bits: 4, channels: 2, blockBytes: 64, data: Buffer.alloc(640, 0x21) }),
	];
	const plain = await mp3File(sine(1000, 44100, 0.1), { bitrate: 128 });
	const low = await mp3File(sine(1000, 8000, 0.3), { rate: 8000, bitrate: 8 });
	const mp3s = [plain, low, Buffer.concat([id3Tag(20), lameTag(5, 4410), plain, low])];
	return [...wavs, ...wavs, ...mp3s];
}

/** A file with some bytes changed, most of them where the headers are; sometimes cut, doubled, or with a hole. */
function mutated(file: Buffer): Buffer {
	const copy = Buffer.from(file);
	for (let i = below(12); i >= 0; i--) {
		const at = below(random() < 0.7 ? Math.min(64, copy.length) : copy.length);
		copy[at] = random() < 0.4 ? ([0, 1, 0x7f, 0x80, 0xff][below(5)] ?? 0) : below(256);
	}
	const how = random();
	if (how < 0.1) return copy.subarray(0, below(copy.length));
	if (how < 0.15) return Buffer.concat([copy, copy]);
	if (how < 0.2)
		return Buffer.concat([copy.subarray(0, below(80)), copy.subarray(below(copy.length))]);
	return copy;
}

async function outcomeOf(file: Buffer): Promise<'audio' | 'refused' | string> {
	const start = performance.now();
	try {
		const pcm = await decodeAudio(file);
		if (pcm.length === 0 || pcm.length % 2 === 1) return `odd audio of ${pcm.length} bytes`;
		// One bit makes four samples at the very most, and eight times as many when it comes from 4000 Hz.
		if (pcm.length > file.length * 64 * 2) return `${pcm.length} bytes from ${file.length}`;
	} catch (error) {
		if (!(error instanceof AudioError)) return String(error);
		return 'refused';
	} finally {
		const took = performance.now() - start;
		if (took > MOST_MS)
			process.stdout.write(`slow: ${took.toFixed(0)} ms for ${file.toString('hex')}\n`);
		expect(took).toBeLessThan(MOST_MS);
	}
	return 'audio';
}

it(
	`is audio or refused, ${ROUNDS} times (seed ${SEED})`,
	async () => {
		const files = await seeds();
		const count = { audio: 0, refused: 0 };
		// The decoder's own words about a broken MP3.
		jest.spyOn(console, 'error').mockImplementation();
		for (let round = 0; round < ROUNDS; round++) {
			const file = mutated(files[below(files.length)] ?? Buffer.alloc(0));
			const outcome = await outcomeOf(file);
			if (outcome !== 'audio' && outcome !== 'refused') {
				throw new Error(`seed ${SEED}, round ${round}: ${outcome}\n${file.toString('hex')}`);
			}
			count[outcome]++;
		}
		// Were it all one or the other, the mutations would test nothing.
		expect(count.audio).toBeGreaterThan(ROUNDS / 10);
		expect(count.refused).toBeGreaterThan(ROUNDS / 10);
	},
	60_000 + ROUNDS * 20,
);
