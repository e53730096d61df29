import { ExecutionCancelledError, UserError } from 'n8n-workflow';
import type { IDataObject, IRun, ITriggerFunctions } from 'n8n-workflow';
import { ThreeCxError } from '../transport';

/** n8n did not start the workflow. */
export class NotStartedError extends ThreeCxError {
	readonly retryable = false;

	constructor(count: number, cause: unknown) {
		const why = cause instanceof Error ? cause.message : String(cause);
		super(`n8n did not start the workflow for ${count} events: ${why}`, {
			hint: 'See the log of n8n. The events are in the call history of 3CX.',
			cause,
		});
	}
}

/** Starts the workflow of a trigger. */
export class WorkflowStarter {
	private waits = true;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly warn: (message: string) => void,
	) {}

	/** One execution. n8n drops a second one of this node with the same key, except in a test. */
	emit(items: IDataObject[], key?: string): void {
		this.give(items, key);
	}

	/**
	 * Resolves when the execution is over. n8n's donePromise settles, in one process and in queue mode alike: with the run,
	 * failed or not; also for one that waits by a Wait node of more than a minute; with nothing for a key it has seen; and
	 * rejects for one that was stopped, or was never made (trigger-execution-context.factory and active-executions, n8n 2.41).
	 *
	 * @throws NotStartedError
	 */
	async run(items: IDataObject[], key: string): Promise<void> {
		if (!this.waits || this.isTest) return this.give(items, key);
		const done = this.context.helpers.createDeferredPromise<IRun>();
		this.give(items, key, done);
		const failure = await done.promise.then(
			() => undefined,
			(error: unknown) => error ?? 'no reason was given',
		);
		if (failure === undefined || failure instanceof ExecutionCancelledError) return;
		if (!isForbiddenToWait(failure)) throw new NotStartedError(items.length, failure);
		this.waits = false;
		this.warn(`Batches do not wait for one another: ${failure.message}`);
		this.give(items, key);
	}

	private get isTest(): boolean {
		return this.context.getMode() === 'manual';
	}

	private give(
		items: IDataObject[],
		key?: string,
		done?: Parameters<ITriggerFunctions['emit']>[2],
	) {
		const { context } = this;
		// Asked for anew each time: in a test n8n exchanges it after the start.
		context.emit([context.helpers.returnJsonArray(items)], undefined, done, this.globalKey(key));
	}

	/** n8n compares keys across all workflows. */
	private globalKey(key: string | undefined): string | undefined {
		const { context } = this;
		if (key === undefined || this.isTest) return undefined;
		return `${context.getWorkflow().id} ${context.getNode().id} ${key}`;
	}
}

/** Workflows of n8n's engine 2.0 (a trial in n8n 2.41) refuse a trigger that asks for the end, and run nothing. */
function isForbiddenToWait(error: unknown): error is UserError {
	return error instanceof UserError && /waits for its execution/.test(error.message);
}
