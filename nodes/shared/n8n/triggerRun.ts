import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { asThreeCxError, CancelledError, type ThreeCxError } from '../transport';
import { toNodeError } from './nodeErrors';
import type { Pbx, PbxHost } from './pbx';
import { CredentialChangedError } from './tokenSource';
import { WorkflowStarter } from './workflowStarter';

/** What a trigger listens with. */
export interface TriggerTools {
	readonly pbx: Pbx;
	/** Kept by n8n across restarts; empty in a test in the editor, or a test would miss what was told before. */
	readonly store: IDataObject;
	/** Starts the workflow. n8n drops a second one of this node with the same key, except in a test. */
	emit(item: IDataObject, deduplicationKey?: string): void;
	/** Something went wrong while the listening goes on. */
	trouble(error: unknown): void;
}

/** To start the workflow for many items at once. */
export interface BatchTools extends TriggerTools {
	/** Resolves when the execution is over, however it went. @throws NotStartedError */
	run(items: IDataObject[], deduplicationKey: string): Promise<void>;
}

/** Listening that is under way. */
export interface Listening {
	/** Resolves when it hears for sure; rejects only with what the user must mend. */
	ready(signal: AbortSignal): Promise<void>;
	/** Ends it, and hands n8n what is left; twice does no harm. */
	close(): void;
	/** After the close: resolves when n8n has taken what was left. Never takes long, never rejects. */
	taken?(): Promise<void>;
}

/** Begins to listen. @throws InputError for settings that cannot work */
export type Listen = (tools: TriggerTools) => Listening;

const MOST_EARLY = 20;

/** One activation of a trigger, from its start to its close. */
export class TriggerRun {
	private readonly closing = new AbortController();
	private pbx?: Pbx;
	private listening?: Listening;
	/** From then on problems are told as failed executions; before, `trigger()` throws them. */
	private started = false;
	/** Problems of the start that did not keep it from going on. */
	private early: unknown[] = [];
	private stopTrouble = () => {};
	private closed = () => {};
	private ending: Promise<void> | undefined;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly listen: (tools: BatchTools) => Listening,
		private readonly host: PbxHost,
	) {}

	/** Calls `then` once when the run is closed. */
	onClose(then: () => void): void {
		this.closed = then;
	}

	/**
	 * Begins to listen. Returns after `ms` at the latest, though the PBX may be down: it is waited for inside.
	 *
	 * @param store what n8n keeps for the node
	 * @throws ThreeCxError that the user must mend: settings, login refused, extension not granted, licence
	 */
	async begin(store: IDataObject, ms: number): Promise<void> {
		await this.open(store, () => {});
		let callOff = () => {};
		const late = new Promise<void>((resolve) => {
			callOff = this.host.clock.later(ms, resolve);
		});
		const up = this.whenUp();
		up.catch((error: unknown) => this.report(error));
		try {
			await Promise.race([up, late]);
		} finally {
			callOff();
			this.started = true;
		}
		for (const error of this.early.splice(0)) this.report(error);
	}

	/** For the test in the editor: listens until the first item was told, or until it is stopped. */
	async untilFirst(): Promise<void> {
		try {
			await new Promise<void>((resolve, reject) => {
				this.closing.signal.addEventListener('abort', () => resolve());
				this.open({}, resolve)
					.then(async () => await this.whenUp())
					.catch(reject);
			});
		} catch (error) {
			throw toNodeError(this.context.getNode(), error, 0);
		}
	}

	/** Ends everything, at once but for what n8n has to take; twice does no harm. */
	async close(): Promise<void> {
		if (!this.closing.signal.aborted) {
			this.closing.abort();
			this.ending = this.leave();
			this.closed();
		}
		await this.ending;
	}

	private async open(store: IDataObject, told: () => void): Promise<void> {
		const { context, host } = this;
		const pbx = await host.open(context);
		this.pbx = pbx;
		if (this.closing.signal.aborted) return pbx.release();
		const trouble = (error: unknown) => {
			if (error instanceof CredentialChangedError) void this.reopen(store, told);
			else this.report(error);
		};
		const starter = new WorkflowStarter(context, (message) => pbx.logger.warn(message));
		this.listening = this.listen({
			pbx,
			store,
			trouble,
			emit: (item, key) => {
				starter.emit([item], key);
				told();
			},
			run: async (items, key) => {
				// A test that was stopped is told nothing any more.
				if (context.getMode() === 'manual' && this.closing.signal.aborted) return;
				const over = starter.run(items, key);
				told();
				await over;
			},
		});
		this.stopTrouble = pbx.watch.onTrouble(trouble);
	}

	/** Takes the changed credential: another connection, from the beginning. */
	private async reopen(store: IDataObject, told: () => void): Promise<void> {
		await this.leave();
		await this.open(store, told).catch((error: unknown) => this.report(error));
	}

	private async leave(): Promise<void> {
		this.stopTrouble();
		this.listening?.close();
		this.pbx?.release();
		await this.listening?.taken?.();
	}

	private async whenUp(): Promise<void> {
		await this.listening?.ready(this.closing.signal);
	}

	/** What the user must mend and did not show at the start: the run fails visibly, the listening goes on. */
	private report(error: unknown): void {
		const known = asThreeCxError(error);
		if (known instanceof CancelledError) return;
		if (!this.started) {
			if (this.early.length < MOST_EARLY) this.early.push(known);
			return;
		}
		if (known.retryable) return this.pbx?.logger.warn(known.message);
		const { context } = this;
		if (context.saveFailedExecution) {
			context.saveFailedExecution(toNodeError(context.getNode(), known, 0));
		} else this.log(known);
	}

	/** n8n before 2.7 knows no failed execution of a trigger that goes on: its log has to do. */
	private log({ message, hint }: ThreeCxError): void {
		const place = `Node "${this.context.getNode().name}" of workflow ${this.context.getWorkflow().id}`;
		this.pbx?.logger.error([`${place}: ${message}`, hint].filter(Boolean).join(' '));
	}
}
