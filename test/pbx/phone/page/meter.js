import { setText } from './list.js';
import { say } from './words.js';

/** One bar of the picture. */
const BAR_MS = 50;
const BARS = 100;
/** Below this nothing is heard. */
const SILENT_DB = -60;
/** How long a sound stays in words: a screen reader cannot follow faster. */
const WORDS_MS = 250;

/** Shows how loud it is: as a picture that moves on, as a number, and in words. */
export class Meter {
	constructor(canvas, box, words) {
		this.canvas = canvas;
		this.box = box;
		this.words = words;
		this.bars = new Array(BARS).fill(0);
		this.loudest = 0;
		this.wordsLoudest = 0;
		this.wordsAt = 0;
		this.timer = null;
	}

	take(samples) {
		let sum = 0;
		for (const value of samples) sum += value * value;
		this.loudest = Math.max(this.loudest, Math.sqrt(sum / samples.length));
		// Nothing runs while nothing is to be heard.
		this.timer ??= setInterval(() => this.step(), BAR_MS);
	}

	step() {
		const level = percent(this.loudest);
		this.bars = [...this.bars.slice(1), level];
		this.wordsLoudest = Math.max(this.wordsLoudest, this.loudest);
		this.loudest = 0;
		this.draw();
		if (performance.now() - this.wordsAt >= WORDS_MS) this.tell();
		if (this.bars.every((bar) => bar === 0)) {
			clearInterval(this.timer);
			this.timer = null;
			this.tell();
		}
	}

	tell() {
		const level = percent(this.wordsLoudest);
		const decibels = Math.round(20 * Math.log10(this.wordsLoudest));
		this.box.setAttribute('aria-valuenow', String(level));
		setText(this.words, level === 0 ? say('silence') : `${decibels} dB`.replace('-', '−'));
		this.box.setAttribute('aria-valuetext', this.words.textContent);
		this.wordsLoudest = 0;
		this.wordsAt = performance.now();
	}

	draw() {
		const { width, height } = this.canvas;
		const pen = this.canvas.getContext('2d');
		pen.clearRect(0, 0, width, height);
		pen.fillStyle = getComputedStyle(this.canvas).color;
		const step = width / BARS;
		this.bars.forEach((bar, i) => {
			const tall = (bar / 100) * height;
			pen.fillRect(i * step + 1, (height - tall) / 2, step - 2, tall);
		});
	}
}

/** 0 for silence, 100 for as loud as can be. */
export function percent(level) {
	const decibels = 20 * Math.log10(Math.max(level, 1e-9));
	return Math.max(0, Math.round(100 * (1 - Math.min(0, decibels) / SILENT_DB)));
}
