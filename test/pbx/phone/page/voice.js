import { percent } from './meter.js';
import { byId, setText } from './list.js';
import { say } from './words.js';

const TONE_HZ = 440;

/** What the person says: the microphone, or something instead of it. */
export class Voice {
	constructor(link, call) {
		this.link = link;
		this.call = call;
		this.kind = 'silence';
		this.hint = null;
		byId('microphone').addEventListener('click', () => void this.toggleMicrophone());
		byId('tone').addEventListener('click', () => this.toggle('tone'));
		byId('echo').addEventListener('click', () => this.toggle('echo'));
		byId('sample').addEventListener('click', () => this.saySample());
	}

	show() {
		byId('tone').setAttribute('aria-pressed', String(this.kind === 'tone'));
		byId('echo').setAttribute('aria-pressed', String(this.kind === 'echo'));
		byId('microphone').setAttribute('aria-pressed', String(Boolean(this.context)));
		setText(byId('speakHint'), this.hint ? say(this.hint) : '');
	}

	toggle(kind) {
		this.closeMicrophone();
		this.kind = this.kind === kind ? 'silence' : kind;
		this.tell(this.kind);
	}

	saySample() {
		this.closeMicrophone();
		this.kind = 'silence';
		this.tell('sample');
	}

	/** After the simulator was away it has forgotten what was said. */
	sayAgain() {
		if (this.kind !== 'silence') this.tell(this.kind);
	}

	async toggleMicrophone() {
		if (this.context) {
			this.closeMicrophone();
			this.hint = 'microphoneOff';
			this.show();
			return;
		}
		this.kind = 'silence';
		this.tell('silence');
		try {
			await this.openMicrophone();
			this.hint = 'microphoneOn';
		} catch {
			this.closeMicrophone();
			this.hint = 'microphoneNone';
		}
		this.show();
	}

	async openMicrophone() {
		this.stream = await navigator.mediaDevices.getUserMedia({
			audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
		});
		const context = new AudioContext();
		this.context = context;
		await context.audioWorklet.addModule('/__sim/phone/page/microphoneWorklet.js');
		const worklet = new AudioWorkletNode(context, 'microphone', {
			channelCount: 1,
			channelCountMode: 'explicit',
		});
		worklet.port.onmessage = ({ data }) => {
			this.link.sendSound(data);
			this.showLevel(data);
		};
		// What leads nowhere is not worked out: it goes to the loudspeaker, but without a sound.
		const mute = new GainNode(context, { gain: 0 });
		new MediaStreamAudioSourceNode(context, { mediaStream: this.stream })
			.connect(worklet)
			.connect(mute)
			.connect(context.destination);
	}

	closeMicrophone() {
		for (const track of this.stream?.getTracks() ?? []) track.stop();
		void this.context?.close();
		this.stream = null;
		this.context = null;
		this.hint = null;
		this.showLevel([]);
	}

	showLevel(samples) {
		let loudest = 0;
		for (const value of samples) loudest = Math.max(loudest, Math.abs(value) / 32768);
		const level = percent(loudest);
		byId('spoken').setAttribute('aria-valuenow', String(level));
		byId('spoken').firstElementChild.style.width = `${level}%`;
	}

	tell(kind) {
		void this.call.ask({ do: 'voice', kind, hz: TONE_HZ });
		this.show();
	}
}
