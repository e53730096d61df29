/** Samples that are gathered before anything is played: 60 ms evens out a network and a busy page. */
const START = 480;
/** More than this is too late: a page that was held up catches up. */
const MOST = 4000;

/** Plays 8 kHz samples as they come, with silence where none are. Runs in a context of 8 kHz. */
class Player extends AudioWorkletProcessor {
	constructor() {
		super();
		this.queue = [];
		this.size = 0;
		this.place = 0;
		this.isPlaying = false;
		this.waited = 0;
		this.port.onmessage = ({ data }) => {
			this.queue.push(data);
			this.size += data.length;
			while (this.size > MOST) this.drop();
		};
	}

	drop() {
		this.size -= this.queue.shift().length - this.place;
		this.place = 0;
	}

	/** Enough is there, or a short sound has waited for more long enough. */
	mayStart(length) {
		this.waited = this.size > 0 ? this.waited + length : 0;
		return this.size >= START || this.waited >= START;
	}

	process(inputs, [[out]]) {
		if (!this.isPlaying && !this.mayStart(out.length)) return true;
		this.isPlaying = true;
		for (let i = 0; i < out.length; i++) {
			const first = this.queue[0];
			if (!first) {
				// Silence is not sent: an empty queue is the end of a sound, or a late packet.
				this.isPlaying = false;
				return true;
			}
			out[i] = first[this.place++];
			this.size--;
			if (this.place === first.length) {
				this.queue.shift();
				this.place = 0;
			}
		}
		return true;
	}
}

registerProcessor('player', Player);
