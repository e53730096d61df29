import type { IDataObject } from 'n8n-workflow';
import { asThreeCxError, type Clock, type Logger } from '../transport';
import { Backlog, type Batch } from './backlog';

/** When a batch is complete: whichever comes first. */
export interface BatchLimits {
	/** Events. */
	readonly size: number;
	/** Since the first event of it. */
	readonly waitMs: number;
}

export interface BatchDeps {
	limits: BatchLimits;
	clock: Clock;
	logger: Pick<Logger, 'warn'>;
	/** The workflow's static data. */
	store: IDataObject;
	/** Starts the workflow. Resolves when the execution is over, however it went; rejects when there was none. */
	run(items: IDataObject[], key: string): Promise<void>;
	/** Events were given up. */
	trouble(error: unknown): void;
}

/** So long an execution may take before the next batch is started beside it. */
export const LONGEST_MS = 5 * 60_000;
/** With so many events waiting, the next batch does not wait for the former. */
export const MOST_WAITING = 1_000;
/** Wait after n8n has not started a batch; twice as long each time. */
const AGAIN_MS = 1_000;
const MOST_AGAIN_MS = 60_000;
/** At the close n8n gets so long to take what is left; it needs some ms. */
const CLOSE_MS = 3_000;

/** A batch that n8n has been given. */
interface Turn {
	readonly batch: Batch;
	readonly began: number;
	readonly over: Promise<void>;
	callOff(): void;
}

/**
 * Starts the workflow for many events at once, one execution after the other: no event is lost, doubled or overtaken,
 * and what waits is bounded. Only when n8n refuses executions for so long that there is no more room is a batch given
 * up, and told as trouble.
 */
export class Batches {
	private readonly backlog: Backlog;
	private turn: Turn | undefined;
	private callOff = () => {};
	private againAt = 0;
	private isCrowded = false;
	private closing: Promise<void> | undefined;

	constructor(private readonly deps: BatchDeps) {
		this.backlog = new Backlog(deps.store);
	}

	/** Begins with what was left when n8n was stopped, in a moment: the trigger has to be started first. */
	start(): void {
		this.callOff();
		this.callOff = this.deps.clock.later(0, () => this.next());
	}

	add(item: IDataObject, key?: string): void {
		this.backlog.add(item, this.deps.clock.now(), key);
		this.next();
	}

	/**
	 * Gives n8n what is left, without one execution waiting for the other. n8n (2.41) takes it as long as the trigger's
	 * closeFunction has not returned: the published version is removed after it, and at a shutdown the running executions
	 * are waited for after it. So this waits until n8n has it for sure. A batch that is refused all the same is tried
	 * once more, as only an emit saves the static data in which it is kept until the next start.
	 */
	async close(): Promise<void> {
		this.closing ??= this.giveAll();
		await this.closing;
	}

	private next(): void {
		if (this.closing) return;
		const { backlog, deps } = this;
		const { clock, limits } = deps;
		this.callOff();
		const isFull = backlog.size >= MOST_WAITING;
		if (this.turn && isFull) this.hurry(this.turn);
		if (this.turn || backlog.size === 0) return;
		const { again } = backlog;
		const wait = again
			? Math.min(MOST_AGAIN_MS, this.againAt - clock.now())
			: Math.min(limits.waitMs, backlog.since + limits.waitMs - clock.now());
		const isComplete = !again && backlog.loose >= limits.size;
		if (isFull || isComplete || wait <= 0) {
			this.begin(again ?? backlog.take(limits.size), isFull);
		} else this.callOff = clock.later(wait, () => this.next());
	}

	private begin(batch: Batch, isFull: boolean): void {
		const { clock, logger } = this.deps;
		const over = this.run(batch).then(
			() => this.ended(turn),
			async (error: unknown) => await this.refused(turn, error, isFull),
		);
		const callOff = clock.later(LONGEST_MS, () => {
			const minutes = LONGEST_MS / 60_000;
			logger.warn(
				`The workflow still works on a batch after ${minutes} minutes: the next one does not wait for it`,
			);
			this.letRun(turn);
			this.next();
		});
		const turn: Turn = { batch, began: clock.now(), over, callOff };
		this.turn = turn;
	}

	/** There is no room to wait for it any longer. */
	private hurry(turn: Turn): void {
		this.letRun(turn);
		if (this.isCrowded) return;
		this.isCrowded = true;
		this.deps.logger.warn(
			`${this.backlog.size} events wait for the workflow: batches do not wait for the one before`,
		);
	}

	/** Not waited for any more: n8n has it, or says later that it has not. */
	private letRun({ batch, callOff }: Turn): void {
		callOff();
		this.backlog.remove(batch);
		this.turn = undefined;
	}

	private ended(turn: Turn): void {
		this.backlog.remove(turn.batch);
		if (this.turn !== turn) return;
		this.isCrowded = false;
		this.letRun(turn);
		this.next();
	}

	private async refused(turn: Turn, error: unknown, wasFull: boolean): Promise<void> {
		const { backlog, deps } = this;
		const { batch } = turn;
		if (this.closing) return await this.giveAgain(batch);
		backlog.refuse(batch);
		if (wasFull && batch.refusals > 1) {
			backlog.remove(batch);
			deps.trouble(error);
		} else {
			const wait = Math.min(MOST_AGAIN_MS, AGAIN_MS * 2 ** (batch.refusals - 1));
			this.againAt = deps.clock.now() + wait;
			deps.logger.warn(`A batch is tried again: ${asThreeCxError(error).message}`);
		}
		if (this.turn === turn) {
			turn.callOff();
			this.turn = undefined;
		}
		this.next();
	}

	private async giveAll(): Promise<void> {
		const { backlog, deps, turn } = this;
		const { clock, limits } = deps;
		this.callOff();
		turn?.callOff();
		const underWay = turn && clock.now() < turn.began + CLOSE_MS ? [turn.over] : [];
		// Out of the static data before the first of them makes n8n save it.
		const rest = backlog.takeAll(limits.size).filter((batch) => batch !== turn?.batch);
		const given = Promise.all([...rest.map(async (batch) => await this.give(batch)), ...underWay]);
		if (rest.length + underWay.length === 0) return;
		let callOff = () => {};
		const late = new Promise<void>((resolve) => (callOff = clock.later(CLOSE_MS, resolve)));
		await Promise.race([given, late]);
		callOff();
	}

	private async give(batch: Batch): Promise<void> {
		try {
			await this.run(batch);
		} catch {
			await this.giveAgain(batch);
		}
	}

	private async giveAgain(batch: Batch): Promise<void> {
		this.backlog.refuse(batch);
		try {
			await this.run(batch);
			this.backlog.remove(batch);
		} catch (error) {
			const { message } = asThreeCxError(error);
			this.deps.logger.warn(`A batch is kept until the workflow is started again: ${message}`);
		}
	}

	private async run({ events, key }: Batch): Promise<void> {
		await this.deps.run(
			events.map(({ item }) => item),
			key,
		);
	}
}
