import fc from 'fast-check';
import { decodeAudio } from '../../../../nodes/shared/audio';
import { samplesOf, sine } from './signals';
import { chunk, encode, wavFile } from './wavFiles';

const RAMP = encode([0, 0.25, -0.25, 0.999, -1, 1 / 32768, -1 / 32768, 0.5]);

async function decoded(file: Buffer): Promise<number[]> {
	return samplesOf(await decodeAudio(file));
}

describe('WAV files of 8 kHz', () => {
	it('come out as they went in when they are 16 bit and mono', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ minLength: 2, maxLength: 3000 }), async (bytes) => {
				const data = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
				expect((await decodeAudio(wavFile({ data }))).equals(data)).toBe(true);
			}),
		);
	});

	it('keep 16 bits exactly also on several channels', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 1, maxLength: 300 }),
				fc.constantFrom(2, 4, 8),
				async (samples, channels) => {
					const data = encode(
						samples.map((sample) => sample / 32768),
						{ channels },
					);
					expect(await decoded(wavFile({ channels, data }))).toEqual(samples);
				},
			),
		);
	});

	it.each([
		{ tag: 1, bits: 8 },
		{ tag: 1, bits: 24 },
		{ tag: 1, bits: 32 },
		{ tag: 3, bits: 32 },
		{ tag: 3, bits: 64 },
	])('are right in format $tag with $bits bits', async ({ tag, bits }) => {
		const values = [0, 0.25, -0.25, 0.5, -0.5, -1];
		const expected = values.map((value) => value * 32768);
		for (const channels of [1, 2, 6]) {
			for (const extensible of [false, true]) {
				const data = encode(values, { tag, bits, channels });
				const file = wavFile({ tag, bits, channels, extensible, data });
				const samples = await decoded(file);
				expect(samples).toEqual(expected);
			}
		}
	});

	it.each([
		['µ-law', 7, [0x00, 0x80, 0xff, 0x7f, 0x0f, 0x8f], [-32124, 32124, 0, 0, -16764, 16764]],
		['A-law', 6, [0x2a, 0xaa, 0xd5, 0x55], [-32256, 32256, 8, -8]],
	])('are right in %s', async (_name, tag, bytes, samples) => {
		expect(await decoded(wavFile({ tag, bits: 8, data: Buffer.from(bytes) }))).toEqual(samples);
	});

	it('are right in IMA ADPCM', async () => {
		// A step of 7 at first: code 4 goes up by 7 + 0, code 0 by nothing; the rest of a block is quiet.
		const block = Buffer.from([...[0xe8, 0x03, 0, 0], ...[0x04, 0, 0, 0]]);
		const file = wavFile({
			tag: 0x11,
			bits: 4,
			blockBytes: 8,
			data: Buffer.concat([block, block]),
		});
		const samples = await decoded(file);
		expect(samples).toHaveLength(18);
		expect(samples.slice(0, 2)).toEqual([1000, 1007]);
		expect(samples[9]).toBe(1000);
	});

	it('are right in MS ADPCM', async () => {
		// Predictor 0 goes on with the sample before: codes of 0 hold it.
		const block = Buffer.from([0, ...[16, 0], ...[0xe8, 0x03], ...[0xe8, 0x03], ...[0, 0, 0, 0]]);
		const samples = await decoded(wavFile({ tag: 2, bits: 4, blockBytes: 11, data: block }));
		expect(samples).toEqual(Array(10).fill(1000));
	});

	it('mix what is on two channels, half each', async () => {
		const data = encode([0.5, -0.25, 0.5, 0.5]);
		expect(await decoded(wavFile({ channels: 2, data }))).toEqual([4096, 16384]);
	});

	it('clip what is too loud, and are silent where there is no number', async () => {
		const data = encode([1, 1.5, -3, Infinity, -Infinity, NaN, 0.5], { tag: 3, bits: 32 });
		expect(await decoded(wavFile({ tag: 3, bits: 32, data }))).toEqual([
			32767, 32767, -32768, 32767, -32768, 0, 16384,
		]);
	});
});

describe('WAV files as programs write them', () => {
	it('may have other chunks before and behind', async () => {
		const before = [chunk('LIST', Buffer.from('INFOISFT')), chunk('fact', Buffer.alloc(4, 1))];
		const after = [chunk('id3 ', Buffer.alloc(9, 0xff))];
		const file = wavFile({ data: RAMP, before, after });
		expect((await decodeAudio(file)).equals(RAMP)).toBe(true);
	});

	it('may forget the byte that fills up an odd chunk', async () => {
		const odd = chunk('LIST', Buffer.from('INFOI')).subarray(0, 13);
		const file = wavFile({ data: RAMP, before: [odd] });
		expect((await decodeAudio(file)).equals(RAMP)).toBe(true);
	});

	it.each([
		['0', { dataSize: 0, riffSize: 0 }],
		['0 and 36', { dataSize: 0, riffSize: 36 }],
		['0xffffffff', { dataSize: 0xffffffff, riffSize: 0xffffffff }],
		['0x7fffffff', { dataSize: 0x7fffffff, riffSize: 0x7fffffff }],
	])('may come from a stream, with %s as the size', async (_name, sizes) => {
		expect((await decodeAudio(wavFile({ data: RAMP, ...sizes }))).equals(RAMP)).toBe(true);
	});

	it('may be cut off: what is there is played', async () => {
		const file = wavFile({ data: RAMP }).subarray(0, 44 + 7);
		expect((await decodeAudio(file)).equals(RAMP.subarray(0, 6))).toBe(true);
	});

	it('may be RF64', async () => {
		const file = wavFile({
			data: RAMP,
			dataSize: 0xffffffff,
			before: [chunk('ds64', Buffer.alloc(28))],
		});
		file.write('RF64', 'latin1');
		expect((await decodeAudio(file)).equals(RAMP)).toBe(true);
	});

	it('may be part of a larger buffer, at an odd place', async () => {
		const file = wavFile({ bits: 16, rate: 16000, data: encode(sine(1000, 16000, 0.1)) });
		const odd = Buffer.concat([Buffer.alloc(1), file]).subarray(1);
		expect((await decodeAudio(odd)).equals(await decodeAudio(file))).toBe(true);
	});

	it('of 12 or 20 bits are filled up to whole bytes', async () => {
		const file = wavFile({ data: RAMP });
		file.writeUInt16LE(12, 34);
		expect((await decodeAudio(file)).equals(RAMP)).toBe(true);
	});
});
