/** A WAV file as some program may write it. */
export interface WavRecipe {
	/** 1 PCM, 2 MS ADPCM, 3 float, 6 A-law, 7 µ-law, 0x11 IMA ADPCM. */
	tag?: number;
	channels?: number;
	rate?: number;
	bits?: number;
	blockBytes?: number;
	/** Whether the format says it in the long way (WAVE_FORMAT_EXTENSIBLE). */
	extensible?: boolean;
	data: Buffer;
	/** Between the format and the data. */
	before?: Buffer[];
	/** Behind the data. */
	after?: Buffer[];
	/** What the header says, where it is not the truth. */
	dataSize?: number;
	riffSize?: number;
}

export function wavFile(recipe: WavRecipe): Buffer {
	const { data, before = [], after = [] } = recipe;
	const body = chunk('data', data);
	if (recipe.dataSize !== undefined) body.writeUInt32LE(recipe.dataSize, 4);
	const chunks = Buffer.concat([chunk('fmt ', format(recipe)), ...before, body, ...after]);
	const head = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1');
	head.writeUInt32LE(recipe.riffSize ?? chunks.length + 4, 4);
	return Buffer.concat([head, chunks]);
}

export function chunk(id: string, body: Buffer): Buffer {
	const head = Buffer.alloc(8);
	head.write(id, 'latin1');
	head.writeUInt32LE(body.length, 4);
	return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function format({
	tag = 1,
	channels = 1,
	rate = 8000,
	bits = 16,
	blockBytes = (channels * bits) / 8,
	extensible = false,
}: WavRecipe): Buffer {
	const bytes = Buffer.alloc(extensible ? 40 : 16);
	bytes.writeUInt16LE(extensible ? 0xfffe : tag, 0);
	bytes.writeUInt16LE(channels, 2);
	bytes.writeUInt32LE(rate, 4);
	bytes.writeUInt32LE((rate * blockBytes) >>> 0, 8);
	bytes.writeUInt16LE(blockBytes, 12);
	bytes.writeUInt16LE(bits, 14);
	if (extensible) {
		bytes.writeUInt16LE(22, 16);
		bytes.writeUInt16LE(bits, 18);
		bytes.writeUInt16LE(tag, 24);
		Buffer.from('000000001000800000aa00389b71', 'hex').copy(bytes, 26);
	}
	return bytes;
}

/** Writes one sample, 1.0 at full scale, at a place of a buffer. */
type Write = (to: Buffer, value: number, at: number) => void;

const WRITERS: Readonly<Record<string, Write>> = {
	'1/8': (to, value, at) => to.writeUInt8(clip(value, 128) + 128, at),
	'1/16': (to, value, at) => to.writeInt16LE(clip(value, 2 ** 15), at),
	'1/24': (to, value, at) => to.writeIntLE(clip(value, 2 ** 23), at, 3),
	'1/32': (to, value, at) => to.writeInt32LE(clip(value, 2 ** 31), at),
	'3/32': (to, value, at) => to.writeFloatLE(value, at),
	'3/64': (to, value, at) => to.writeDoubleLE(value, at),
};

/** The bytes of samples, 1.0 at full scale; the same on every channel. */
export function encode(
	samples: Iterable<number>,
	{ tag = 1, bits = 16, channels = 1 } = {},
): Buffer {
	const write = WRITERS[`${tag}/${bits}`];
	if (write === undefined) throw new Error(`no writer for ${tag}/${bits}`);
	const values = [...samples].flatMap((value) => Array<number>(channels).fill(value));
	const bytes = Buffer.alloc((values.length * bits) / 8);
	for (const [i, value] of values.entries()) write(bytes, value, (i * bits) / 8);
	return bytes;
}

function clip(value: number, scale: number): number {
	return Math.max(-scale, Math.min(scale - 1, Math.round(value * scale)));
}
