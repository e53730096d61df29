import { decoder } from '@audio/decode-wav';
import { MPEGDecoder } from 'mpg123-decoder';
import { decodeAudio } from '../../nodes/shared/audio';
import { mp3File } from '../unit/shared/audio/mp3Files';
import { sine } from '../unit/shared/audio/signals';
import { encode, wavFile } from '../unit/shared/audio/wavFiles';

const SECONDS = 60;
const RATE = 44_100;
const ROUNDS = 5;
const STEP = 16_384;

/** Prompts of a minute, 44100 Hz stereo, to 8000 Hz mono; against the decoder alone, which does not resample. */
export async function audioDecode(): Promise<string[]> {
	const samples = sine(1000, RATE, SECONDS).map((value) => value + (Math.random() - 0.5) / 10);
	const mp3 = await mp3File(samples, { channels: 2, bitrate: 128 });
	const wav = wavFile({ rate: RATE, channels: 2, data: encode(samples, { channels: 2 }) });
	return [
		`Decoding ${SECONDS} s of ${RATE} Hz stereo to 8000 Hz mono, best of ${ROUNDS}`,
		await line('MP3, first in the process', mp3, bareMp3, 1),
		await line('MP3', mp3, bareMp3),
		await line('WAV', wav, bareWav),
	];
}

async function line(
	name: string,
	file: Buffer,
	bare: (file: Buffer) => Promise<void>,
	rounds = ROUNDS,
): Promise<string> {
	let ours = { ms: Infinity, block: Infinity };
	for (let i = 0; i < rounds; i++) {
		const { ms, block } = await watched(async () => await decodeAudio(file));
		ours = { ms: Math.min(ours.ms, ms), block: Math.min(ours.block, block) };
	}
	let alone = Infinity;
	for (let i = 0; i < rounds; i++) {
		const start = performance.now();
		await bare(file);
		alone = Math.min(alone, performance.now() - start);
	}
	const speed = (SECONDS * 1000) / ours.ms;
	return `  ${name}: ${ours.ms.toFixed(0)} ms, ${speed.toFixed(0)} times real time, ratio to the bare decoder ${(ours.ms / alone).toFixed(1)}, longest block ${ours.block.toFixed(1)} ms`;
}

/** How long `work` takes, and the longest time in which nothing else could run. */
async function watched(work: () => Promise<unknown>): Promise<{ ms: number; block: number }> {
	const start = performance.now();
	let [last, block, isDone] = [start, 0, false];
	const tick = () => {
		const now = performance.now();
		block = Math.max(block, now - last);
		last = now;
		if (!isDone) setImmediate(tick);
	};
	setImmediate(tick);
	await work();
	isDone = true;
	const ms = performance.now() - start;
	tick();
	return { ms, block };
}

async function bareMp3(file: Buffer): Promise<void> {
	const mpeg = new MPEGDecoder();
	await mpeg.ready;
	for (let at = 0; at < file.length; at += STEP) mpeg.decode(file.subarray(at, at + STEP));
	mpeg.free();
}

async function bareWav(file: Buffer): Promise<void> {
	const wav = decoder();
	for (let at = 0; at < file.length; at += STEP) {
		wav.decode(new Uint8Array(file.subarray(at, at + STEP)));
	}
	wav.free();
}
