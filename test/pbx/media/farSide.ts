import type { FarVoice } from '../mediaApi';
import { Tape } from './tape';

/** Loudness of a tone: well heard and far from clipping. */
const TONE_AMPLITUDE = 8000;
/** Ringback: 425 Hz, one second in five, as in Germany. */
const RINGBACK = { hz: 425, onSamples: 8000, everySamples: 40_000 };
/** The echo comes back one frame later. */
const ECHO_SAMPLES = 160;
/** Speech of a microphone comes unevenly: so much is kept in hand. */
const SPEECH_LEAD = 320;
/** Speech older than that has been sent. */
const SPEECH_KEPT = 16_000;

/** What somebody says, and since which sample. */
export interface Spoken {
	voice: FarVoice;
	since: number;
}

/** The mouth of the far side of a leg. Times are samples since the leg began. */
export class FarSide {
	/** What was ordered for this leg; null: as its behaviour says. */
	ordered: Spoken | null = null;

	private readonly speech = new Tape();

	/** Adds live speech; it is sent in real time, one piece after the other. */
	speak(pcm: Buffer, now: number): void {
		const whole = pcm.subarray(0, pcm.length - (pcm.length % 2));
		this.speech.forgetBefore(now - SPEECH_KEPT);
		this.speech.add(this.speech.end > now ? this.speech.end : now + SPEECH_LEAD, whole);
	}

	/** Adds what is said from sample `from` on to `mix`; `played` gives what the application played. */
	mixInto(
		mix: Int32Array,
		from: number,
		spoken: Spoken,
		played: (mix: Int32Array, from: number) => void,
	): void {
		this.speech.mixInto(mix, from);
		const { voice, since } = spoken;
		switch (voice.kind) {
			case 'silence':
				return;
			case 'echo':
				return played(mix, from - ECHO_SAMPLES);
			case 'tone':
				return addTone(mix, from, voice.hz);
			case 'pcm':
				addRecording(mix, from - since, voice.pcm, voice.loop ?? false);
		}
	}
}

/** What the caller of an outbound call hears while it rings. */
export function addRingback(mix: Int32Array, from: number): void {
	if (from % RINGBACK.everySamples < RINGBACK.onSamples) addTone(mix, from, RINGBACK.hz);
}

function addTone(mix: Int32Array, from: number, hz: number): void {
	for (let i = 0; i < mix.length; i++) {
		const value = TONE_AMPLITUDE * Math.sin((2 * Math.PI * hz * (from + i)) / 8000);
		mix[i] = (mix[i] ?? 0) + Math.round(value);
	}
}

function addRecording(mix: Int32Array, from: number, pcm: Buffer, loop: boolean): void {
	const length = Math.floor(pcm.length / 2);
	if (length === 0) return;
	for (let i = 0; i < mix.length; i++) {
		const place = from + i;
		if (place < 0 || (place >= length && !loop)) continue;
		mix[i] = (mix[i] ?? 0) + pcm.readInt16LE((place % length) * 2);
	}
}
