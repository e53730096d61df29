import { availableParallelism, loadavg } from 'node:os';
import { elapsed } from '../host/progress.mjs';

const TELL_MS = 20_000;
const LOOK_MS = 1_000;

const inWords = (seconds) =>
	seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 6) / 10} minutes`;

/** Why something takes longer than usual, where that is plain; Windows tells no load. */
function excuse({ seconds, usualSeconds }) {
	const load = loadavg()[0];
	const cores = availableParallelism();
	if (seconds < usualSeconds * 1.5 || load < cores * 2) return '';
	return ` (this machine is busy: load ${Math.round(load)} on ${cores} cores)`;
}

/**
 * What the demo has to prepare: told in the terminal, and kept as the start page wants it
 * (test/pbx/phone/tour.ts). Steps that need not be done are never told.
 */
export class Steps {
	#start = Date.now();

	#log;

	/** @param plan `{ key, what, usualSeconds }` each, in order. */
	constructor(log, plan) {
		this.#log = log;
		this.list = plan.map(({ key, what, usualSeconds }) => ({
			key,
			what,
			state: 'waiting',
			seconds: 0,
			usualSeconds,
			share: null,
		}));
	}

	/** A line with the time since the start. */
	say(line) {
		this.#log(`[${elapsed(this.#start)}] ${line}`);
	}

	/** As `log` of scripts/host: whoever prepares n8n tells its steps here. */
	get log() {
		const log = (line) => this.say(line);
		log.step = (key, _what, work, share) => this.run(key, work, share);
		return log;
	}

	/** Marks what was there already. */
	skip(...keys) {
		for (const step of this.list) if (keys.includes(step.key)) step.state = 'done';
	}

	/** Does a step, tells how long it usually takes, how far it is, and how long it took. */
	async run(key, work, share = () => undefined) {
		const step = this.list.find((one) => one.key === key);
		const start = Date.now();
		const look = () => {
			step.seconds = (Date.now() - start) / 1000;
			step.share = share() ?? null;
		};
		const looking = setInterval(look, LOOK_MS);
		const telling = setInterval(() => {
			const far = step.share === null ? '' : `${Math.round(step.share * 100)} %, `;
			const usual = inWords(step.usualSeconds);
			this.say(`${step.what}: ${far}${inWords(step.seconds)} of usually ${usual}${excuse(step)}`);
		}, TELL_MS);
		step.state = 'running';
		this.say(`${step.what} … (usually ${inWords(step.usualSeconds)})`);
		try {
			const result = await work();
			step.state = 'done';
			return result;
		} catch (error) {
			step.state = 'failed';
			throw error;
		} finally {
			clearInterval(looking);
			clearInterval(telling);
			step.seconds = (Date.now() - start) / 1000;
			if (step.state === 'done' && step.seconds > 5)
				this.say(`${step.what}: done in ${inWords(step.seconds)}`);
		}
	}
}
