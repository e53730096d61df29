/** Sounds for tests: s16le 8 kHz mono, and as files. Written for the tests, so that the product's own code is not its own judge. */
const RATE = 8_000;

/** A sine without a level to spare: full scale is 1. */
export function sine(hz: number, ms: number, level = 0.5, rate = RATE): Int16Array {
	const samples = new Int16Array(Math.round((ms * rate) / 1000));
	for (let i = 0; i < samples.length; i++) {
		samples[i] = Math.round(Math.sin((2 * Math.PI * hz * i) / rate) * level * 32767);
	}
	return samples;
}

/** A sound in which every piece of 20 ms differs from all others, so that what was heard can be found in it to the sample. */
export function unmistakable(ms: number, seed = 1): Buffer {
	let state = seed;
	const pcm = Buffer.alloc(ms * 16);
	for (let i = 0; i < pcm.length; i += 2) {
		state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
		// Never digital silence.
		pcm.writeInt16LE((((state >> 16) & 0x1fff) + 512) * (state & 0x10000 ? 1 : -1), i);
	}
	return pcm;
}

/** A WAV of 16 bit mono. */
export function wavFile(samples: Int16Array | Buffer, rate = RATE): Buffer {
	const data = Buffer.isBuffer(samples)
		? samples
		: Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + data.length, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36);
	head.writeUInt32LE(data.length, 40);
	return Buffer.concat([head, data]);
}

/** What was heard without the silence: digital zeros are left out. */
export function audible(heard: Buffer): Buffer {
	const samples: number[] = [];
	for (let i = 0; i + 1 < heard.length; i += 2) {
		const sample = heard.readInt16LE(i);
		if (sample !== 0) samples.push(sample);
	}
	const pcm = Buffer.alloc(samples.length * 2);
	samples.forEach((sample, index) => pcm.writeInt16LE(sample, index * 2));
	return pcm;
}
