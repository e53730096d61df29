import { BYTES_PER_SECOND, SAMPLE_RATE, type Pcm } from './pcm';

const HEADER_BYTES = 44;
const FORMAT_BYTES = 16;
const FORMAT_PCM = 1;

/** The audio as a WAV file (RIFF, PCM, 8 kHz, 16 bit, mono) that every player opens. */
export function toWav(pcm: Pcm): Buffer {
	const bytes = pcm.length - (pcm.length % 2);
	const wav = Buffer.alloc(HEADER_BYTES + bytes);
	wav.write('RIFF', 0, 'latin1');
	wav.writeUInt32LE(wav.length - 8, 4);
	wav.write('WAVEfmt ', 8, 'latin1');
	wav.writeUInt32LE(FORMAT_BYTES, 16);
	wav.writeUInt16LE(FORMAT_PCM, 20);
	wav.writeUInt16LE(1, 22);
	wav.writeUInt32LE(SAMPLE_RATE, 24);
	wav.writeUInt32LE(BYTES_PER_SECOND, 28);
	wav.writeUInt16LE(2, 32);
	wav.writeUInt16LE(16, 34);
	wav.write('data', 36, 'latin1');
	wav.writeUInt32LE(bytes, 40);
	pcm.copy(wav, HEADER_BYTES, 0, bytes);
	return wav;
}
