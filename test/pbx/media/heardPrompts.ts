import { PROMPTS, TONES, type Prompt } from './prompts';

const FRAME_SAMPLES = 160;
const FRAME_MS = 20;
/** Share of the loudness of a frame that a tone must have. */
const PURE = 0.6;
/** Mean square below which a frame is silent. */
const QUIET = 50 * 50;
/** A tone lasts at least so many frames. */
const FEWEST_FRAMES = 3;

/** A prompt in what somebody heard. */
export interface HeardPrompt {
	path: string;
	fromMs: number;
	toMs: number;
	/** Heard to its last tone. */
	isComplete: boolean;
}

interface Run {
	hz: number;
	from: number;
	to: number;
}

/** Paths of the prompts in that sound (s16le 8 kHz mono), in the order heard, broken off or not. */
export function whichPrompts(pcm: Buffer): string[] {
	return heardPrompts(pcm).map(({ path }) => path);
}

/** The prompts of the default world in that sound, with times. Two tones of a prompt tell which it is. */
export function heardPrompts(pcm: Buffer): HeardPrompt[] {
	const runs = toneRuns(pcm);
	const heard: HeardPrompt[] = [];
	for (let at = 0; at < runs.length; ) {
		const match = matchAt(runs, at);
		if (match) {
			const first = runs[at];
			const last = runs[at + match.count - 1];
			heard.push({
				path: match.prompt.path,
				fromMs: (first?.from ?? 0) * FRAME_MS,
				toMs: (last?.to ?? 0) * FRAME_MS,
				isComplete: match.count === match.prompt.tones.length,
			});
		}
		at += match?.count ?? 1;
	}
	return heard;
}

function matchAt(runs: readonly Run[], at: number): { prompt: Prompt; count: number } | null {
	const tones = runs.slice(at).map(({ hz }) => hz);
	const found = PROMPTS.find(({ tones: [a, b] }) => tones[0] === a && tones[1] === b);
	if (!found) return null;
	const end = found.tones.findIndex((hz, i) => tones[i] !== hz);
	return { prompt: found, count: end < 0 ? found.tones.length : end };
}

/** The tones one after the other. Silence parts two equal ones; a frame of mixed sound does not. */
function toneRuns(pcm: Buffer): Run[] {
	const runs: Run[] = [];
	let isParted = true;
	for (let frame = 0; (frame + 1) * FRAME_SAMPLES * 2 <= pcm.length; frame++) {
		const hz = toneOf(samplesOf(pcm, frame));
		const last = runs.at(-1);
		if (hz === 'mixed') continue;
		if (hz !== 'silent' && last?.hz === hz && !isParted) last.to = frame + 1;
		else if (hz !== 'silent') runs.push({ hz, from: frame, to: frame + 1 });
		isParted = hz === 'silent';
	}
	return runs.filter(({ from, to }) => to - from >= FEWEST_FRAMES);
}

function samplesOf(pcm: Buffer, frame: number): number[] {
	const start = frame * FRAME_SAMPLES;
	return Array.from({ length: FRAME_SAMPLES }, (_, i) => pcm.readInt16LE((start + i) * 2));
}

function toneOf(samples: readonly number[]): number | 'silent' | 'mixed' {
	const energy = samples.reduce((sum, value) => sum + value * value, 0);
	if (energy < QUIET * samples.length) return 'silent';
	return TONES.find((hz) => goertzel(samples, hz) > PURE * energy) ?? 'mixed';
}

/** Energy of one frequency, on the scale of the sum of squares (Goertzel's algorithm). */
function goertzel(samples: readonly number[], hz: number): number {
	const turn = 2 * Math.cos((2 * Math.PI * hz) / 8000);
	let before = 0;
	let beforeThat = 0;
	for (const value of samples) {
		const now = value + turn * before - beforeThat;
		beforeThat = before;
		before = now;
	}
	const power = before * before + beforeThat * beforeThat - turn * before * beforeThat;
	return (power * 2) / samples.length;
}
