import { Resampler } from './resampler.js';

/** 20 ms at 8 kHz, as telephones send it. */
const PACKET = 160;

/** Gives the sound of the microphone as packets of 16-bit samples at 8 kHz. */
class Microphone extends AudioWorkletProcessor {
	constructor() {
		super();
		this.resampler = new Resampler(sampleRate);
		this.samples = [];
	}

	process([[input]]) {
		if (!input) return true;
		this.samples.push(...this.resampler.take(input));
		while (this.samples.length >= PACKET) {
			const packet = Int16Array.from(this.samples.splice(0, PACKET), (value) =>
				Math.round(Math.max(-1, Math.min(1, value)) * 32767),
			);
			this.port.postMessage(packet, [packet.buffer]);
		}
		return true;
	}
}

registerProcessor('microphone', Microphone);
