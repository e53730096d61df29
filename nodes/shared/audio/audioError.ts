import { ThreeCxError, type ErrorDetails } from '../transport';

/** What to do with a file that cannot be read. */
export const FORMATS_HINT =
	'WAV (PCM, float, A-law, µ-law, ADPCM) and MP3 files work, at any sample rate, mono or stereo. ' +
	'Others can be converted, for instance with: ffmpeg -i input -ar 8000 -ac 1 -c:a pcm_s16le output.wav';

/** A file that cannot be played: no audio that is known, broken, empty, or longer than allowed. */
export class AudioError extends ThreeCxError {
	readonly retryable = false;

	constructor(message: string, details: ErrorDetails = {}) {
		super(message, { hint: FORMATS_HINT, ...details });
	}
}

/** Audio that lasts too long. `seconds` are left out where nobody knows how long it really is. */
export function tooLong(maxSeconds: number, seconds?: number): AudioError {
	const lasts = seconds === undefined ? 'longer' : `${Math.ceil(seconds)} s`;
	return new AudioError(`The audio lasts ${lasts}; at most ${maxSeconds} s are allowed`, {
		hint: 'Use a shorter audio file.',
	});
}

/** A file of too many bytes. */
export function tooBig(maxBytes: number, bytes: number): AudioError {
	return new AudioError(
		`The audio file has ${megabytes(bytes)}; at most ${megabytes(maxBytes)} are allowed`,
		{
			hint: 'Use a shorter file, or one that needs less space: MP3, or WAV with 8000 Hz, 16 bit and mono.',
		},
	);
}

function megabytes(bytes: number): string {
	return `${Math.ceil((bytes / 1024 / 1024) * 100) / 100} MB`;
}
