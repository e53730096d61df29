import { Meter } from './meter.js';
import { byId, setText } from './list.js';
import { say } from './words.js';

/** Plays what the workflow says, and shows it. */
export class Sound {
	constructor() {
		this.meter = new Meter(byId('history'), byId('meter'), byId('levelWords'));
		this.isOn = true;
		byId('sound').addEventListener('click', () => {
			this.isOn = !this.isOn;
			byId('sound').setAttribute('aria-pressed', String(this.isOn));
			if (this.isOn) void this.start();
			if (this.volume) this.volume.gain.value = this.isOn ? 1 : 0;
		});
	}

	/** Opens the loudspeaker; has to be called out of a click or a key. */
	async start() {
		try {
			this.starting ??= this.open();
			await this.starting;
			if (this.context.state !== 'running') await this.context.resume();
		} catch {
			this.starting = null;
		}
		const isBlocked = this.context?.state !== 'running';
		byId('soundHint').hidden = !isBlocked || !this.isOn;
		setText(byId('soundHint'), say('soundBlocked'));
	}

	/** A piece of sound: 16-bit samples at 8 kHz. */
	take(data) {
		const samples = Float32Array.from(new Int16Array(data), (value) => value / 32768);
		this.meter.take(samples);
		if (this.isOn && this.context?.state === 'running') {
			this.player?.port.postMessage(samples, [samples.buffer]);
		}
	}

	async open() {
		// The browser brings 8 kHz to the rate of the loudspeaker better than we would.
		this.context = new AudioContext({ sampleRate: 8000, latencyHint: 'interactive' });
		await this.context.audioWorklet.addModule('/__sim/phone/page/playerWorklet.js');
		this.player = new AudioWorkletNode(this.context, 'player', { outputChannelCount: [1] });
		this.volume = new GainNode(this.context, { gain: this.isOn ? 1 : 0 });
		this.player.connect(this.volume).connect(this.context.destination);
	}
}
