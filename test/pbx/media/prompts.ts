import { PHONE_FORMAT, type WavFormat } from './wav';

/** A prompt of the default world: a sequence of tones instead of words, so that a test can tell it. */
export interface Prompt {
	/** Path on the web server of the PBX. */
	path: string;
	/** Hz, one after the other; the first two are those of no other prompt. */
	tones: readonly number[];
	/** Length, edges of silence included. */
	ms: number;
	format: WavFormat;
	/** A chunk before the samples, as many programs write it. */
	hasExtraChunk: boolean;
}

const WIDE: WavFormat = { ...PHONE_FORMAT, rate: 16_000 };
const CD_STEREO: WavFormat = { ...PHONE_FORMAT, rate: 44_100, channels: 2 };
const A_LAW: WavFormat = { ...PHONE_FORMAT, code: 6, bits: 8 };

/** Far enough apart to be told in 20 ms, and multiples of 50 Hz. */
export const TONES = [450, 650, 900, 1200, 1550, 1950] as const;

/** The formats are mixed on purpose. */
export const PROMPTS: readonly Prompt[] = [
	prompt('/system/default/welcome.wav', [450, 650, 900, 1200], 1000, WIDE),
	prompt('/system/default/beep.wav', [1950, 1550, 1950, 1550], 600),
	prompt('/prompts/welcome.wav', [650, 450, 1200, 900], 1200, WIDE),
	prompt('/prompts/press-1-sales-2-support.wav', [450, 900, 1550, 650], 1500),
	prompt('/prompts/goodbye.wav', [1200, 900, 650, 450], 800, CD_STEREO),
	prompt('/prompts/menu-main.wav', [450, 1200, 450, 1550], 1400, A_LAW),
	prompt('/prompts/hold-music.wav', [650, 900, 1200, 900], 5000),
	prompt('/prompts/callback-offer.wav', [450, 1550, 650, 1200], 1300, WIDE),
	prompt('/prompts/press-1-for-callback.wav', [900, 450, 1950, 650], 1200, PHONE_FORMAT, true),
	prompt('/prompts/invalid.wav', [1550, 450, 1550, 450], 700),
	prompt('/prompts/no-input.wav', [900, 1950, 450, 900], 800, WIDE),
	prompt('/prompts/leave-a-message.wav', [650, 1550, 1950, 1200], 1100),
	prompt('/prompts/survey.wav', [1200, 450, 900, 1950], 1300),
	prompt('/prompts/press-1-to-accept.wav', [1950, 650, 1200, 1550], 1000),
	prompt('/prompts/customer-number.wav', [900, 650, 1550, 1200], 1200),
	prompt('/prompts/customer-unknown.wav', [1550, 900, 450, 1950], 900, A_LAW),
	prompt('/prompts/nobody-available.wav', [1200, 1550, 900, 450], 1000),
	prompt('/prompts/alarm.wav', [1950, 900, 1950, 900], 1500, WIDE),
	prompt('/prompts/survey-1.wav', [450, 1950, 1200, 650], 1000),
	prompt('/prompts/survey-2.wav', [650, 1200, 450, 1550], 1000),
	prompt('/prompts/survey-3.wav', [900, 1200, 1950, 450], 1000),
];

function prompt(
	path: string,
	tones: readonly number[],
	ms: number,
	format: WavFormat = PHONE_FORMAT,
	hasExtraChunk = false,
): Prompt {
	return { path, tones, ms, format, hasExtraChunk };
}
