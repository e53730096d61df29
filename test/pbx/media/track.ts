import type { Leg } from '../calls/leg';
import { addRingback, FarSide, type Spoken } from './farSide';
import { SAMPLES_PER_MS, toPcm } from './tape';
import { Upload } from './upload';

/** All audio of one leg of a route point. Times inside are samples since the leg began. */
export class Track {
	readonly uploads: Upload[] = [];

	readonly far = new FarSide();

	/** Told when there is something new to be heard. */
	readonly ears = new Set<() => void>();

	/** Sample at which the leg ended. */
	private endedAt: number | null = null;

	constructor(
		readonly leg: Leg,
		/** What the far side says by itself. */
		private readonly spoken: (track: Track) => Spoken,
		/** Other route points in the same call: what they play is heard here. */
		private readonly others: (leg: Leg) => Track[],
	) {}

	/** The sample of a moment, never after the end of the leg. */
	sample(now: number): number {
		const sample = Math.round((now - this.leg.startedAt) * SAMPLES_PER_MS);
		return this.endedAt === null ? sample : Math.min(sample, this.endedAt);
	}

	/** Sample after the last one that is to be heard. */
	get playEnd(): number {
		return this.uploads.reduce((end, { tape }) => Math.max(end, tape.end), 0);
	}

	/** A new upload; it is heard after what is left of those before. */
	addUpload(now: number): Upload {
		const rest = this.uploads.filter((one) => !one.isOpen);
		const notBefore = rest.reduce((end, { tape }) => Math.max(end, tape.end), 0);
		const upload = new Upload(this.leg.startedAt, now, notBefore);
		this.uploads.push(upload);
		return upload;
	}

	/** Something new is to be heard. */
	rouse(): void {
		for (const ear of this.ears) ear();
	}

	/** What the far side heard from one sample to another. */
	heard(from: number, to: number): Buffer {
		const mix = new Int32Array(Math.max(0, to - from));
		this.mixPlayed(mix, from);
		return toPcm(mix);
	}

	/** A frame for the application: what the far side said from that sample on. */
	said(from: number, length: number): Buffer {
		const mix = new Int32Array(length);
		const { leg } = this;
		if (leg.state.status === 'Dialing') addRingback(mix, from);
		if (leg.state.status !== 'Connected') return toPcm(mix);
		this.far.mixInto(mix, from, this.far.ordered ?? this.spoken(this), (target, start) =>
			this.mixPlayed(target, start),
		);
		const shift = (other: Track) =>
			Math.round((leg.startedAt - other.leg.startedAt) * SAMPLES_PER_MS);
		for (const other of this.others(leg)) other.mixPlayed(mix, from + shift(other));
		return toPcm(mix);
	}

	/** The leg is gone: nothing is heard from now on. */
	end(now: number): void {
		this.endedAt = this.sample(now);
		for (const upload of this.uploads) upload.tape.cutAt(this.endedAt);
	}

	private mixPlayed(mix: Int32Array, from: number): void {
		for (const { tape } of this.uploads) tape.mixInto(mix, from);
		for (const { from: held, to } of this.leg.holds) {
			const start = Math.max(0, this.sample(held) - from);
			const end = to === null ? mix.length : Math.max(0, this.sample(to) - from);
			if (start < mix.length) mix.fill(0, start, Math.min(end, mix.length));
		}
	}
}
