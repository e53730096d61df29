import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	NodeParameterValueType,
} from 'n8n-workflow';
import type { StoredCredential } from './storedCredential';

/** Parameters as in a workflow; a function stands for an expression that is worked out for each item. */
export type TestParameters = Readonly<
	Record<string, NodeParameterValueType | ((item: IDataObject) => NodeParameterValueType)>
>;

export interface TestRun {
	credential: StoredCredential;
	parameters: TestParameters;
	items?: IDataObject[];
	continueOnFail?: boolean;
	timezone?: string;
	signal?: AbortSignal;
}

/** The node in the workflow. */
export const NODE: INode = {
	id: 'node',
	name: '3CX',
	type: 'n8n-nodes-3cx-call-control.test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Lines that went to n8n's log, to look for what must not be there. */
export const logged: string[] = [];

/** What n8n hands to `execute`, as far as our nodes use it; anything else throws. */
export function executeContext(run: TestRun): IExecuteFunctions {
	const items: INodeExecutionData[] = (run.items ?? [{}]).map((json) => ({ json }));
	const log = (message: string, meta?: object) => {
		logged.push(`${message} ${meta === undefined ? '' : JSON.stringify(meta)}`);
	};
	return partial<IExecuteFunctions>({
		getInputData: () => items,
		getNode: () => NODE,
		getTimezone: () => run.timezone ?? 'Europe/Berlin',
		continueOnFail: () => run.continueOnFail ?? false,
		getExecutionCancelSignal: () => run.signal,
		logger: { debug: log, info: log, warn: log, error: log },
		helpers: partial<IExecuteFunctions['helpers']>({
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
				await run.credential.request(options),
		}),
		getNodeParameter: (name: string, index: number, fallback?: NodeParameterValueType) => {
			const found = parameterAt(run.parameters, name, items[index]?.json ?? {});
			return found === undefined ? fallback : found;
		},
		getCredentials: async () => await Promise.resolve().then(() => run.credential.read()),
	});
}

/** The part of an object that a test needs; to reach for more is an error, not `undefined`. */
export function partial<T extends object>(members: { [K in keyof T]?: unknown }): T {
	return new Proxy(members as T, {
		get: (target, key) => {
			if (key in target || typeof key === 'symbol') return Reflect.get(target, key);
			throw new Error(`The test context has no "${key}"`);
		},
	});
}

/** A parameter by its dotted path, expressions worked out. */
function parameterAt(
	parameters: TestParameters,
	path: string,
	item: IDataObject,
): NodeParameterValueType | undefined {
	const [name = '', ...rest] = path.split('.');
	const given = parameters[name];
	let value: NodeParameterValueType | undefined = typeof given === 'function' ? given(item) : given;
	for (const key of rest) {
		value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
	}
	return value;
}
