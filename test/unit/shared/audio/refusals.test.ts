import { AudioError, decodeAudio, type DecodeLimits } from '../../../../nodes/shared/audio';
import { id3Tag, mp3File } from './mp3Files';
import { encode, wavFile } from './wavFiles';

async function refused(file: Uint8Array, limits?: Partial<DecodeLimits>): Promise<AudioError> {
	try {
		await decodeAudio(file, limits);
	} catch (error) {
		if (error instanceof AudioError) return error;
		throw error;
	}
	throw new Error('not refused');
}

const text = (value: string) => Buffer.from(value, 'latin1');

describe('files that are no audio for a call', () => {
	it.each([
		['nothing', Buffer.alloc(0), /is empty \(0 bytes\)/],
		['Ogg', text('OggS\0\x02____________'), /an Ogg file \(Opus or Vorbis\)/],
		['FLAC', text('fLaC____________'), /a FLAC file/],
		['M4A', text('\0\0\0\x20ftypM4A ____'), /an MP4 or M4A file \(AAC\)/],
		['AAC', text('\xff\xf1\x50\x80__________'), /an AAC file/],
		['JSON', text('{"error":"not found"}'), /a text \(JSON\)/],
		['HTML', text('<!doctype html><html>'), /a text \(HTML or XML\)/],
		['AVI', text('RIFF\x10\0\0\0AVI LIST____'), /not a WAV file/],
		['anything', Buffer.alloc(200, 7), /not audio of a kind that is known/],
		['zeros', Buffer.alloc(20_000), /not audio of a kind that is known/],
		['one byte', Buffer.from([0xff]), /not audio of a kind that is known/],
		['only an MP3 tag', id3Tag(50), /No audio was found/],
		['a cut MP3 tag', id3Tag(5000).subarray(0, 100), /No audio was found/],
	])('%s', async (_name, file, words) => {
		const error = await refused(file);
		expect(error.message).toMatch(words);
		expect(error.hint).toMatch(/WAV .* and MP3 files work.*ffmpeg/);
		expect(error.retryable).toBe(false);
	});
});

describe('WAV files that cannot be played', () => {
	const data = encode([0.5, 0.5]);
	it.each([
		['no more than its name', text('RIFF\x10\0\0\0WAVE'), /ends within its header/],
		['no format', wavFile({ data }).fill(0, 12, 16), /format is not told/],
		['no data', wavFile({ data }).subarray(0, 36), /no audio is in it/],
		['nothing in the data', wavFile({ data: Buffer.alloc(0) }), /is empty: no audio is in it/],
		['half a sample', wavFile({ data }).subarray(0, 45), /is empty: no audio is in it/],
		['no channels', wavFile({ data, channels: 0 }), /it has 0 channels/],
		['too many channels', wavFile({ data, channels: 4000 }), /it has 4000 channels/],
		['no rate', wavFile({ data, rate: 0 }), /it has 0 Hz; 4000 to 192000 Hz work/],
		['an absurd rate', wavFile({ data, rate: 4_000_000_000 }), /it has 4000000000 Hz/],
		['strange bits', wavFile({ data, bits: 48 }), /it has 48 bits a sample/],
		['float of 16 bits', wavFile({ data, tag: 3 }), /it has 16 bits a sample/],
		['GSM', wavFile({ data, tag: 0x31 }), /packed as GSM 6\.10, which cannot be played/],
		['an unknown codec', wavFile({ data, tag: 0x1234 }), /packed of the kind 0x1234/],
		['blocks of nothing', wavFile({ data, tag: 2, bits: 4, blockBytes: 3 }), /blocks of ADPCM/],
	])('%s', async (_name, file, words) => {
		expect((await refused(file)).message).toMatch(words);
	});
});

describe('files beyond the limits', () => {
	it('are refused for their bytes', async () => {
		const error = await refused(Buffer.alloc(25 * 1024 * 1024 + 1));
		expect(error.message).toBe('The audio file has 25.01 MB; at most 25 MB are allowed');
		const file = wavFile({ data: Buffer.alloc(3_000_000) });
		expect((await refused(file, { maxBytes: 2 * 1024 * 1024 })).message).toBe(
			'The audio file has 2.87 MB; at most 2 MB are allowed',
		);
	});

	it('are refused for the length that a WAV file has', async () => {
		const file = wavFile({ bits: 8, rate: 4000, data: Buffer.alloc(4000 * 601) });
		const error = await refused(file);
		expect(error.message).toBe('The audio lasts 601 s; at most 600 s are allowed');
		expect(error.hint).toBe('Use a shorter audio file.');
	});

	it('are refused as soon as an MP3 is too long', async () => {
		const quiet = await mp3File(new Float32Array(8000 * 20), { rate: 8000, bitrate: 8 });
		const error = await refused(Buffer.concat([quiet, quiet]), { maxSeconds: 30 });
		expect(error.message).toBe('The audio lasts longer; at most 30 s are allowed');
	});

	it('are believed in what they are, not in what they promise', async () => {
		const file = wavFile({ data: encode([0.5, 0.25]), dataSize: 0xfffffff0 });
		expect(await decodeAudio(file, { maxSeconds: 1 })).toHaveLength(4);
	});
});
