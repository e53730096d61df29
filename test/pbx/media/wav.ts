/** How the samples of a WAV file are kept. */
export interface WavFormat {
	/** 1: linear, 6: A-law. */
	code: 1 | 6;
	rate: number;
	channels: 1 | 2;
	bits: 8 | 16;
}

/** As all audio of the PBX is (call-control-api.md §6). */
export const PHONE_FORMAT: WavFormat = { code: 1, rate: 8000, channels: 1, bits: 16 };

/** A WAV file of these samples; `extra` are chunks before them. */
export function wavFile(data: Buffer, format: WavFormat = PHONE_FORMAT, extra?: Buffer): Buffer {
	const { code, rate, channels, bits } = format;
	const frame = (channels * bits) / 8;
	const fmt = Buffer.alloc(code === 1 ? 16 : 18);
	fmt.writeUInt16LE(code, 0);
	fmt.writeUInt16LE(channels, 2);
	fmt.writeUInt32LE(rate, 4);
	fmt.writeUInt32LE(rate * frame, 8);
	fmt.writeUInt16LE(frame, 12);
	fmt.writeUInt16LE(bits, 14);
	const chunks = [chunk('fmt ', fmt), extra ?? Buffer.alloc(0), chunk('data', data)];
	return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

/** A chunk of a RIFF file; an odd one is padded. */
export function chunk(name: string, data: Buffer): Buffer {
	const head = Buffer.alloc(8, name, 'latin1');
	head.writeUInt32LE(data.length, 4);
	return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
