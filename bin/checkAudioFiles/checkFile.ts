import { readFile, stat } from 'node:fs/promises';
import {
	decodeAudio,
	DEFAULT_LIMITS,
	durationMs,
	levelOf,
	type Pcm,
} from '../../nodes/shared/audio';
import { tooBig } from '../../nodes/shared/audio/audioError';
import { kindOf } from '../../nodes/shared/audio/fileKind';
import { mp3Pieces } from '../../nodes/shared/audio/mp3Pieces';
import { readWav, type WavAudio } from '../../nodes/shared/audio/wavFormat';
import type { Report } from '../report';

/** Quieter than this on average it is hard to understand on a telephone; speech has about -20. */
const QUIET_DB = -40;

const CONVERTED = '8000 Hz, 16 bit, mono';

const CODECS: Readonly<Record<WavAudio['codec'], string>> = {
	pcm: 'PCM',
	float: 'float',
	alaw: 'A-law',
	mulaw: 'µ-law',
	msAdpcm: 'Microsoft ADPCM',
	imaAdpcm: 'IMA ADPCM',
	mpeg: 'MPEG',
};

/** Decodes one file as Play Audio does, and tells what came of it. */
export async function checkFile(report: Report, file: string): Promise<void> {
	try {
		const bytes = await bytesOf(file);
		const pcm = await decodeAudio(bytes);
		const { format, asItIs } = await formatOf(bytes);
		const seconds = (durationMs(pcm) / 1000).toFixed(1);
		const becomes = asItIs ? 'sent as it is' : `converted to ${CONVERTED}`;
		const text = `${file}: ${format}, ${seconds} s, ${becomes}`;
		const advice = soundProblem(pcm);
		if (advice === undefined) report.ok(text);
		else report.warn(text, advice);
	} catch (error) {
		report.broken(file, error);
	}
}

/** A file beyond the limit is not even read in. @throws AudioError */
async function bytesOf(file: string): Promise<Uint8Array> {
	const { size } = await stat(file);
	if (size > DEFAULT_LIMITS.maxBytes) throw tooBig(DEFAULT_LIMITS.maxBytes, size);
	return await readFile(file);
}

async function formatOf(bytes: Uint8Array): Promise<{ format: string; asItIs: boolean }> {
	if (kindOf(bytes) === 'mp3') return { format: `MP3, ${await mp3Rate(bytes)} Hz`, asItIs: false };
	const { codec, bits, sampleRate, channels } = readWav(bytes);
	const size = bits === 0 ? '' : ` ${bits} bit`;
	const asItIs = codec === 'pcm' && bits === 16 && sampleRate === 8_000 && channels === 1;
	const sound = channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
	return { format: `WAV, ${CODECS[codec]}${size}, ${sampleRate} Hz, ${sound}`, asItIs };
}

async function mp3Rate(bytes: Uint8Array): Promise<number> {
	for (const { samples, rate } of await mp3Pieces(bytes)) if (samples.length > 0) return rate;
	return 0;
}

function soundProblem(pcm: Pcm): string | undefined {
	const level = levelOf(pcm);
	if (level === -Infinity) return 'It is silent: callers would hear nothing.';
	if (level >= QUIET_DB) return undefined;
	return `It is very quiet (${Math.round(level)} dB on average; speech has about -20). Make it louder, for instance with: ffmpeg -i input -af loudnorm -ar 8000 -ac 1 -c:a pcm_s16le output.wav`;
}
