import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { unmistakable, wavFile } from '../../helpers/sound';
import type { PbxOptions, Switches } from '../../pbx';
import { pairwise } from '../../pbx';
import type { TestParameters } from '../../helpers/executeContext';
import { CallBench, logText, type RunWishes } from './callBench';

/** What nobody knows of audio and keys at the real PBX, with what it meets of the rest; every pair of values at least once. */
export const MEDIA_COMBINATIONS: ReadonlyArray<Partial<Switches>> = pairwise([
	'streamsOnRotation',
	'streamBeforeMedia',
	'uploadWhileDialing',
	'earlyUpload',
	'secondUpload',
	'abortedStream',
	'mediaReadyMs',
	'oddChunks',
	'dtmf',
	'routePointInbound',
	'upsertRepeats',
	'socketOnRotation',
	'severalSockets',
	'idFormat',
	'errorBody',
]);

/** Sounds that can be told apart to the sample. */
export const PROMPT = unmistakable(1_000, 7);
export const OTHER = unmistakable(600, 99);

/** A call at the route point that a workflow speaks with. */
export class AudioBench {
	private constructor(
		readonly bench: CallBench,
		readonly callId: string,
		readonly leg: number,
	) {}

	static async start(options: PbxOptions = {}): Promise<AudioBench> {
		const bench = await CallBench.start(options);
		const callId = await bench.connectedCall('800');
		return new AudioBench(bench, callId, Number(callId.split('-')[2]));
	}

	get pbx() {
		return this.bench.pbx;
	}

	/** One run of the node on the call; PROMPT and OTHER are in the fields `prompt` and `other`. */
	async run(
		operation: string,
		parameters: TestParameters = {},
		more: RunWishes = {},
	): Promise<IDataObject> {
		return await this.bench.outcome(operation, parameters, {
			items: [{ callId: this.callId, fromNumber: '+491711234567' }],
			binary: { prompt: wavFile(PROMPT), other: wavFile(OTHER) },
			...more,
		});
	}

	/** The item of a recording, its file in `data`. */
	async recording(parameters: TestParameters = {}): Promise<INodeExecutionData> {
		const [item] = await this.bench.run(
			'recordAudio',
			{ binaryPropertyName: 'data', beep: false, ...parameters },
			{ items: [{ callId: this.callId }] },
		);
		if (!item) throw new Error('No item');
		return item;
	}

	/** What the caller has heard so far. */
	heard(): Buffer {
		return this.pbx.media.heard(this.leg);
	}

	/** Everything that went to n8n's log. */
	log(): string {
		return logText();
	}

	press(keys: string): void {
		this.pbx.calls.press(this.leg, keys);
	}

	hangUp(): void {
		this.pbx.calls.hangUpLeg(this.leg);
	}

	/** Waits until the caller has heard so much, in ms. */
	async untilHeard(ms: number): Promise<void> {
		for (const end = this.bench.now() + 60_000; this.soundMs() < ms; await this.bench.pass(50)) {
			if (this.bench.now() > end) throw new Error(`Only ${this.soundMs()} ms were heard`);
		}
	}

	/** How much sound the caller has heard, silence left out. */
	soundMs(): number {
		const { buffer, byteOffset, length } = Buffer.from(this.heard());
		const samples = new Int16Array(buffer.slice(byteOffset, byteOffset + length));
		return samples.reduce((count, sample) => count + (sample === 0 ? 0 : 1), 0) / 8;
	}
}
