import type { LegTruth } from '../calls/truth';
import { wavFile } from '../media/wav';
import type { History } from './history';
import type { Segment } from './segment';

/** What is kept of a recording beside the segment that was recorded. */
export interface RecordingFacts {
	/** s16le 8 kHz mono; made up when it is not known. */
	audio: Buffer | null;
	isArchived: boolean;
	/** The row is there, its file is not. */
	isMissing: boolean;
	/** The talk is going on: it has no end yet. */
	isRunning: boolean;
	transcription: string | null;
}

/** A recording with its facts. */
export type Recording = { id: number; segment: Segment } & RecordingFacts;

const ORDINARY: RecordingFacts = {
	audio: null,
	isArchived: false,
	isMissing: false,
	isRunning: false,
	transcription: null,
};

/** Samples a second of all audio of the PBX. */
const RATE = 8000;

/** The recordings of live and of generated calls. */
export class Recordings {
	private readonly own = new Map<number, Recording>();

	private nextId = 1;

	/** Ids of the legs that are recorded. */
	private readonly ids = new WeakMap<LegTruth, number>();

	constructor(private readonly history: History) {}

	/** The Id of a leg's recording, the same whenever it is asked for. */
	idOf(leg: LegTruth): number {
		const id = this.ids.get(leg) ?? this.takeId();
		this.ids.set(leg, id);
		return id;
	}

	/** A recording with its usual facts. */
	static plain(id: number, segment: Segment, facts: Partial<RecordingFacts> = {}): Recording {
		return { ...ORDINARY, ...facts, id, segment };
	}

	takeId(): number {
		return this.nextId++;
	}

	/** Keeps a recording; facts left out are as usual. */
	add(id: number, segment: Segment, facts: Partial<RecordingFacts> = {}): void {
		this.own.set(id, { ...ORDINARY, ...facts, id, segment });
	}

	/** Changes what is kept of a recording: that it is archived, that its file is gone. */
	change(id: number, facts: Partial<RecordingFacts>): void {
		const known = this.find(id);
		if (!known) throw new Error(`There is no recording ${id}`);
		this.own.set(id, { ...known, ...facts });
	}

	find(id: number): Recording | undefined {
		const own = this.own.get(id);
		if (own) return own;
		const segment = this.history.recordedAs(id);
		return segment && { ...ORDINARY, id, segment };
	}

	/** All of them, by Id. */
	*all(): Generator<Recording> {
		yield* this.own.values();
		for (const segment of this.history.recorded()) {
			const id = segment.recordingId ?? 0;
			if (!this.own.has(id)) yield { ...ORDINARY, id, segment };
		}
	}

	/** The file: what was said where that is known, else a tone as long as the talk. */
	wav({ audio, id, segment }: Recording): Buffer {
		return wavFile(audio ?? tone(segment.talkMs, 300 + (id % 10) * 40));
	}
}

function tone(ms: number, hz: number): Buffer {
	const samples = Math.round((ms * RATE) / 1000);
	const second = Buffer.alloc(RATE * 2);
	for (let i = 0; i < RATE; i++) {
		second.writeInt16LE(Math.round(Math.sin((2 * Math.PI * hz * i) / RATE) * 6000), i * 2);
	}
	return Buffer.alloc(samples * 2, second);
}
