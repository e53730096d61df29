import type { IExecuteFunctions } from 'n8n-workflow';
import type { Pcm } from '../../shared/audio';
import { loadAudio } from '../../shared/n8n/audioFile';
import type { Pbx } from '../../shared/n8n/pbx';
import { asThreeCxError, CancelledError } from '../../shared/transport';
import { callPerson, type TestCall } from './callPerson';
import { BEEPS } from './sounds';
import type { TestCallSettings } from './testCallSettings';

/** Who is to be called, and how. */
export interface TestCallOrder {
	/** As 3CX dials it. */
	destination: string;
	settings: TestCallSettings;
	/** The item that may carry the prompt. */
	itemIndex: number;
}

/** The test calls of a run: nobody is called twice, also where one person comes on duty for several lines. */
export class TestCalls {
	private readonly made = new Map<string, Promise<TestCall>>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly pbx: Pbx,
	) {}

	/** @throws CancelledError when the execution is stopped */
	async to(order: TestCallOrder): Promise<TestCall> {
		const { destination } = order;
		const known = this.made.get(destination) ?? this.make(order);
		this.made.set(destination, known);
		return await known;
	}

	private async make({ destination, settings, itemIndex }: TestCallOrder): Promise<TestCall> {
		const { pcm, problem } = await this.promptOf(settings.prompt, itemIndex);
		const call = await callPerson(this.pbx, destination, settings, pcm);
		return problem === undefined ? call : { ...call, reason: `${call.reason}. ${problem}` };
	}

	/** Without its words the call is made all the same: the person can still accept. */
	private async promptOf(
		source: string,
		itemIndex: number,
	): Promise<{ pcm: Pcm; problem?: string }> {
		if (source === '') return { pcm: BEEPS };
		const order = { label: 'Prompt', source, volume: 100, allowPrivate: false };
		try {
			return { pcm: await loadAudio(this.context, itemIndex, this.pbx, order) };
		} catch (error) {
			const problem = asThreeCxError(error);
			if (problem instanceof CancelledError) throw problem;
			return {
				pcm: BEEPS,
				problem: `Beeps were played, as there was no prompt: ${problem.message}`,
			};
		}
	}
}
