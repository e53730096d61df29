import { heardPrompts, type Pbx } from '../../pbx';

const BYTES_PER_MS = 16;
/** 5 ms, in bytes. */
const GAP = 80;

/** A prompt that a caller heard, perhaps not to its end. */
export interface Heard {
	path: string;
	isWhole: boolean;
}

/**
 * Tells which prompts a caller hears. Each upload is one prompt: so one that was broken off and the next one are not
 * taken for a third, and gaps that a busy machine has caused do no harm.
 */
export class Ear {
	/** Of uploads that nothing is added to any more; many callers are listened to at a time. */
	private readonly settled: Array<Heard | undefined> = [];

	constructor(
		private readonly pbx: Pbx,
		private readonly leg: number,
	) {}

	/** All prompts so far. */
	prompts(): Heard[] {
		const { calls, media } = this.pbx;
		const uploads = media.uploads(this.leg);
		if (uploads.length === this.settled.length) return this.settled.filter((one) => !!one);
		const pcm = media.heard(this.leg);
		const legs = calls.truth().flatMap((call) => call.legs);
		const startedAt = legs.find(({ id }) => id === this.leg)?.startedAt ?? 0;
		const byteOf = (time: number) => Math.max(0, Math.round(time - startedAt)) * BYTES_PER_MS;
		for (let at = this.settled.length; at < uploads.length; at++) {
			const [upload, next] = [uploads[at], uploads[at + 1]];
			if (!upload) break;
			const sound = pcm.subarray(byteOf(upload.openedAt), next && byteOf(next.openedAt));
			const [found] = heardPrompts(withoutGaps(sound));
			const heard = found && { path: found.path, isWhole: found.isComplete };
			if (!next) return [...this.settled, heard].filter((one) => !!one);
			this.settled.push(heard);
		}
		return this.settled.filter((one) => !!one);
	}
}

/** Without stretches of digital silence: a busy machine may have caused some. How many there are, the bench tells. */
function withoutGaps(pcm: Buffer): Buffer {
	const parts: Buffer[] = [];
	let from = 0;
	for (let at = 0; at + 1 < pcm.length; at += 2) {
		let end = at;
		while (end + 1 < pcm.length && pcm.readInt16LE(end) === 0) end += 2;
		if (end - at < GAP) continue;
		parts.push(pcm.subarray(from, at));
		from = end;
		at = end;
	}
	parts.push(pcm.subarray(from));
	return Buffer.concat(parts);
}

/** Only the samples that are not 0: the same for a file and for what was heard of it, whatever gaps there were. */
export function soundOf(pcm: Buffer): Buffer {
	const sound = Buffer.alloc(pcm.length);
	let length = 0;
	for (let at = 0; at + 1 < pcm.length; at += 2) {
		const sample = pcm.readInt16LE(at);
		if (sample !== 0) length = sound.writeInt16LE(sample, length);
	}
	return sound.subarray(0, length);
}
