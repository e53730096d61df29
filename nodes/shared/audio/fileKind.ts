import { AudioError } from './audioError';

/** A frame of MPEG audio can begin with zeros that some encoders pad with. */
const MOST_PADDING = 4096;

/** How files begin that people take for a prompt, and that are none; `at` is where the bytes stand. */
const OTHERS: ReadonlyArray<{ bytes: string; at?: number; name: string }> = [
	{ bytes: 'OggS', name: 'an Ogg file (Opus or Vorbis)' },
	{ bytes: 'fLaC', name: 'a FLAC file' },
	{ bytes: 'ftyp', at: 4, name: 'an MP4 or M4A file (AAC)' },
	{ bytes: 'RIFX', name: 'a big-endian WAV file (RIFX)' },
	{ bytes: 'FORM', name: 'an AIFF file' },
	{ bytes: '.snd', name: 'an AU file' },
	{ bytes: 'caff', name: 'a CAF file' },
	{ bytes: '#!AMR', name: 'an AMR file' },
	{ bytes: '\x1a\x45\xdf\xa3', name: 'a WebM or Matroska file' },
	{ bytes: '\x30\x26\xb2\x75', name: 'a WMA file' },
	{ bytes: '%PDF', name: 'a PDF file' },
	{ bytes: 'PK\x03\x04', name: 'a ZIP file' },
	{ bytes: '<', name: 'a text (HTML or XML)' },
	{ bytes: '{', name: 'a text (JSON)' },
];

export type FileKind = 'wav' | 'mp3';

/**
 * What the file is, by its first bytes: names and MIME types lie too often.
 * @throws AudioError for what is not WAV or MP3, with the name of what it is where that is known
 */
export function kindOf(file: Uint8Array): FileKind {
	const head = Buffer.from(file.subarray(0, 16)).toString('latin1');
	if (/^(RIFF|RF64|BW64)/.test(head)) {
		if (head.slice(8, 12) === 'WAVE') return 'wav';
		throw new AudioError('The file is a RIFF file, but not a WAV file');
	}
	if (head.startsWith('ID3') || isMpegFrame(file, zerosIn(file))) return 'mp3';
	const other = OTHERS.find(({ bytes, at = 0 }) => head.startsWith(bytes, at));
	const name = isAdts(file) ? 'an AAC file' : other?.name;
	throw new AudioError(
		name === undefined
			? 'The file is not audio of a kind that is known here'
			: `The file is ${name}, which cannot be played`,
	);
}

/** Bytes of the ID3 tag (title, cover) before the audio of an MP3; 0 without one. */
export function id3BytesOf(file: Uint8Array): number {
	const [i, d, three, , , flags = 0, a = 0, b = 0, c = 0, e = 0] = file;
	if (i !== 0x49 || d !== 0x44 || three !== 0x33) return 0;
	// Four times seven bits, so that nothing in it looks like the start of a frame.
	const size = ((a & 0x7f) << 21) | ((b & 0x7f) << 14) | ((c & 0x7f) << 7) | (e & 0x7f);
	const footer = (flags & 0x10) === 0 ? 0 : 10;
	return 10 + size + footer;
}

function zerosIn(file: Uint8Array): number {
	let at = 0;
	while (at < MOST_PADDING && file[at] === 0) at++;
	return at;
}

/** Whether the header of an MPEG frame (layer I, II or III) is at `at`: sync, and no reserved values. */
function isMpegFrame(file: Uint8Array, at: number): boolean {
	const [sync = 0, kind = 0, rate = 0] = file.subarray(at, at + 3);
	const version = (kind >> 3) & 3;
	const layer = (kind >> 1) & 3;
	const isSync = sync === 0xff && kind >> 5 === 7;
	return isSync && version !== 1 && layer !== 0 && rate >> 4 !== 15 && ((rate >> 2) & 3) !== 3;
}

/** AAC in the open begins like MPEG audio, with the layer that MPEG audio never has. */
function isAdts([sync = 0, kind = 0]: Uint8Array): boolean {
	return sync === 0xff && (kind & 0xf6) === 0xf0;
}
