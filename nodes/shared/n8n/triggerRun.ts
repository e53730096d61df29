import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { asThreeCxError, CancelledError } from '../transport';
import { toNodeError } from './nodeErrors';
import type { Pbx, PbxHost } from './pbx';
import { CredentialChangedError } from './tokenSource';

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

/** Listening that is under way. */
export interface Listening {
	/** Resolves when it hears for sure; rejects only with what the user must mend. */
	ready(signal: AbortSignal): Promise<void>;
	/** Ends it; twice does no harm. */
	close(): void;
}

/** Begins to listen. @throws InputError for settings that cannot work */
export type Listen = (tools: TriggerTools) => Listening;

/** One activation of a trigger, from its start to its close. */
export class TriggerRun {
	private readonly closing = new AbortController();
	private pbx?: Pbx;
	private listening?: Listening;
	/** From then on problems are told as failed executions; before, `trigger()` throws them. */
	private started = false;
	private stopTrouble = () => {};
	private closed = () => {};

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly listen: Listen,
		private readonly host: PbxHost,
	) {}

	/** Calls `then` once when the run is closed. */
	onClose(then: () => void): void {
		this.closed = then;
	}

	/**
	 * Begins to listen. Returns after `ms` at the latest, though the PBX may be down: it is waited for inside.
	 *
	 * @throws ThreeCxError that the user must mend: settings, login refused, extension not granted, licence
	 */
	async begin(ms: number): Promise<void> {
		await this.open(this.context.getWorkflowStaticData('node'), () => {});
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

	/** Ends everything; twice does no harm. */
	close(): void {
		if (this.closing.signal.aborted) return;
		this.closing.abort();
		this.leave();
		this.closed();
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
		this.listening = this.listen({
			pbx,
			store,
			trouble,
			emit: (item, deduplicationKey) => {
				// Asked for anew each time: in a test n8n exchanges it after the start.
				const items = [context.helpers.returnJsonArray([item])];
				context.emit(items, undefined, undefined, this.globalKey(deduplicationKey));
				told();
			},
		});
		this.stopTrouble = pbx.watch.onTrouble(trouble);
	}

	/** n8n compares keys across all workflows. */
	private globalKey(key: string | undefined): string | undefined {
		const { context } = this;
		if (key === undefined || context.getMode() === 'manual') return undefined;
		return `${context.getWorkflow().id} ${context.getNode().id} ${key}`;
	}

	/** Takes the changed credential: another connection, from the beginning. */
	private async reopen(store: IDataObject, told: () => void): Promise<void> {
		this.leave();
		await this.open(store, told).catch((error: unknown) => this.report(error));
	}

	private leave(): void {
		this.stopTrouble();
		this.listening?.close();
		this.pbx?.release();
	}

	private async whenUp(): Promise<void> {
		await this.listening?.ready(this.closing.signal);
	}

	/** What the user must mend and did not show at the start: the run fails visibly, the listening goes on. */
	private report(error: unknown): void {
		const known = asThreeCxError(error);
		if (!this.started || known instanceof CancelledError) return;
		if (known.retryable) return this.pbx?.logger.warn(known.message);
		this.context.saveFailedExecution?.(toNodeError(this.context.getNode(), known, 0));
	}
}
