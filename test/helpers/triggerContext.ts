import type { IDataObject, INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';
import { NODE, partial } from './executeContext';
import type { StoredCredential } from './storedCredential';

/** One emit, and how n8n says that it is over. */
export interface Emitted {
	items: IDataObject[];
	/** Nobody listens where the trigger does not ask for the end. */
	end(): void;
	fail(error: Error): void;
	asksForTheEnd: boolean;
}

/** What a trigger did, and the waiting for it. */
export class TriggerLab {
	readonly emitted: IDataObject[] = [];
	/** Deduplication keys, one for each emit. */
	readonly keys: Array<string | undefined> = [];
	/** One for each emit. */
	readonly executions: Emitted[] = [];
	readonly failures: string[] = [];
	readonly warnings: string[] = [];
	/** What was logged as an error. */
	readonly errors: string[] = [];
	/** n8n before 2.7 has no failed executions of triggers. */
	knowsFailedExecutions = true;
	private waiters: Array<() => void> = [];

	constructor(
		readonly credential: StoredCredential,
		private readonly parameters: IDataObject,
		private readonly mode: 'trigger' | 'manual' = 'trigger',
		readonly staticData: IDataObject = {},
	) {}

	/** What n8n hands to `trigger`, as far as our nodes use it; anything else throws. */
	get context(): ITriggerFunctions {
		const log = () => {};
		return partial<ITriggerFunctions>({
			getMode: () => this.mode,
			getNode: () => NODE,
			getWorkflow: () => ({ id: 'workflow', name: 'Calls', active: this.mode === 'trigger' }),
			getNodeParameter: (name: string, fallback: unknown) => this.parameters[name] ?? fallback,
			getCredentials: async () => await Promise.resolve().then(() => this.credential.read()),
			getTimezone: () => 'Europe/Berlin',
			getWorkflowStaticData: () => this.staticData,
			logger: {
				debug: log,
				info: log,
				warn: (message: string) => void this.warnings.push(message),
				error: (message: string) => {
					this.errors.push(message);
					this.wake();
				},
			},
			helpers: partial<ITriggerFunctions['helpers']>({
				createDeferredPromise,
				returnJsonArray: (items: IDataObject[]) => items.map((json) => ({ json })),
				httpRequestWithAuthentication: async (
					_type: string,
					options: Parameters<StoredCredential['request']>[0],
				) => await this.credential.request(options),
			}),
			emit: (
				[items = []]: INodeExecutionData[][],
				_reply?: unknown,
				done?: Deferred,
				key?: string,
			) => {
				this.keys.push(key);
				this.executions.push({
					items: items.map(({ json }) => json),
					end: () => done?.resolve(undefined),
					fail: (error) => done?.reject(error),
					asksForTheEnd: done !== undefined,
				});
				for (const { json } of items) this.emitted.push(json);
				this.wake();
			},
			saveFailedExecution: this.knowsFailedExecutions
				? ({ message }: Error) => {
						this.failures.push(message);
						this.wake();
					}
				: undefined,
		});
	}

	/** Resolves when `fact` holds; looks again whenever something was emitted. */
	async until(fact: () => boolean): Promise<void> {
		while (!fact()) await new Promise<void>((resolve) => this.waiters.push(resolve));
	}

	private wake(): void {
		for (const resolve of this.waiters.splice(0)) resolve();
	}
}

/** As n8n makes them. */
interface Deferred {
	promise: Promise<unknown>;
	resolve(value: unknown): void;
	reject(error: Error): void;
}

function createDeferredPromise(): Deferred {
	const deferred: Partial<Deferred> = {};
	deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
	return deferred as Deferred;
}
