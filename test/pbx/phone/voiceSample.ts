/** Samples a second of all audio of the PBX (call-control-api.md §6). */
const RATE = 8000;
const VOWEL_SECONDS = 0.35;
const PAUSE_SECONDS = 0.12;

/** First three formants in Hz: a, e, i, o, u of a man. */
const VOWELS = [
	[730, 1090, 2440],
	[530, 1840, 2480],
	[270, 2290, 3010],
	[570, 840, 2410],
	[300, 870, 2240],
] as const;

/**
 * Something like a voice for a machine without a microphone: the vowels a, e, i, o, u, s16le 8 kHz
 * mono. Made by the old way of speech synthesis, a buzz through three resonators.
 */
export function voiceSample(): Buffer {
	const parts = VOWELS.flatMap((formants) => [vowel(formants), silence(PAUSE_SECONDS)]);
	return Buffer.concat(parts);
}

function vowel(formants: readonly number[]): Buffer {
	const length = Math.round(RATE * VOWEL_SECONDS);
	let sound: number[] = buzz(length);
	for (const hz of formants) sound = resonate(sound, hz);
	const loudest = Math.max(...sound.map(Math.abs));
	const pcm = Buffer.alloc(length * 2);
	const edge = RATE * 0.03;
	sound.forEach((value, i) => {
		const fade = Math.min(1, i / edge, (length - 1 - i) / edge);
		pcm.writeInt16LE(Math.round((value / loudest) * fade * 12_000), i * 2);
	});
	return pcm;
}

/** Pulses of the vocal cords, a little lower towards the end. */
function buzz(length: number): number[] {
	let phase = 0;
	return Array.from({ length }, (_, i) => {
		phase += (125 - (15 * i) / length) / RATE;
		if (phase < 1) return 0;
		phase -= 1;
		return 1;
	});
}

function resonate(sound: readonly number[], hz: number, bandwidth = 90): number[] {
	const r = Math.exp((-Math.PI * bandwidth) / RATE);
	const turn = 2 * r * Math.cos((2 * Math.PI * hz) / RATE);
	let before = 0;
	let beforeThat = 0;
	return sound.map((value) => {
		const out = value + turn * before - r * r * beforeThat;
		beforeThat = before;
		before = out;
		return out;
	});
}

function silence(seconds: number): Buffer {
	return Buffer.alloc(Math.round(RATE * seconds) * 2);
}
