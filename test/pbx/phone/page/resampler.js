/** Steps between two input samples for which the filter is worked out beforehand. */
const PHASES = 64;
/** Half the length of the filter, in output samples. */
const REACH = 24;
/** The filter lets this much of the 4000 Hz through. */
const CUTOFF_HZ = 3500;

/** Brings sound of any rate down to 8 kHz without folding high tones into low ones. */
export class Resampler {
	constructor(rate) {
		this.step = rate / 8000;
		this.reach = Math.ceil(REACH * Math.max(1, this.step));
		this.table = filterTable(CUTOFF_HZ / rate, this.reach);
		this.input = new Float32Array(2 * this.reach);
		this.position = this.reach;
	}

	/** Takes a piece of sound and gives the 8 kHz samples that are now known. */
	take(samples) {
		const all = new Float32Array(this.input.length + samples.length);
		all.set(this.input);
		all.set(samples, this.input.length);
		const out = [];
		while (this.position + this.reach < all.length) {
			out.push(this.at(all, this.position));
			this.position += this.step;
		}
		const from = Math.max(0, Math.floor(this.position) - this.reach);
		this.input = all.slice(from);
		this.position -= from;
		return out;
	}

	at(all, position) {
		const whole = Math.floor(position);
		const taps = this.table[Math.round((position - whole) * PHASES)];
		let sum = 0;
		for (let i = 0; i < taps.length; i++) sum += taps[i] * (all[whole - this.reach + 1 + i] ?? 0);
		return sum;
	}
}

/** Windowed sinc, for each phase the taps from `reach - 1` before to `reach` after. */
function filterTable(cutoff, reach) {
	return Array.from({ length: PHASES + 1 }, (_, phase) => {
		const taps = Float32Array.from({ length: 2 * reach }, (_unused, i) => {
			const distance = i - reach + 1 - phase / PHASES;
			const angle = 2 * Math.PI * cutoff * distance;
			const sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
			const window =
				Math.abs(distance) < reach ? 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach) : 0;
			return 2 * cutoff * sinc * window;
		});
		const sum = taps.reduce((a, b) => a + b, 0);
		return taps.map((tap) => tap / sum);
	});
}
