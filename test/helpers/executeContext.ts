import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type {
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	NodeExecutionHint,
	NodeParameterValueType,
	WorkflowExecuteMode,
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
	/** Files of each item, by input data field. */
	binary?: Readonly<Record<string, Buffer>>;
	continueOnFail?: boolean;
	timezone?: string;
	signal?: AbortSignal;
	/** `manual` for a run by hand. */
	mode?: WorkflowExecuteMode;
	/** Of the node, as n8n hands it out. */
	staticData?: IDataObject;
	/** What `helpers.httpRequest` does. */
	httpRequest?: (options: IHttpRequestOptions) => Promise<unknown>;
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
	const files = run.binary ?? {};
	const binary: IBinaryKeyData = Object.fromEntries(
		Object.entries(files).map(([name, file]) => [name, binaryOf(file, name)]),
	);
	const items: INodeExecutionData[] = (run.items ?? [{}]).map((json) => ({ json, binary }));
	const log = (message: string, meta?: object) => {
		logged.push(`${message} ${meta === undefined ? '' : JSON.stringify(meta)}`);
	};
	return partial<IExecuteFunctions>({
		getInputData: () => items,
		getNode: () => NODE,
		getMode: () => run.mode ?? 'trigger',
		getWorkflow: () => ({ id: 'workflow', name: 'A workflow', active: true }),
		getExecutionId: () => '4711',
		getWorkflowStaticData: () => run.staticData ?? {},
		getTimezone: () => run.timezone ?? 'Europe/Berlin',
		addExecutionHints: (...hints: NodeExecutionHint[]) => {
			for (const { message } of hints) log(message);
		},
		continueOnFail: () => run.continueOnFail ?? false,
		getExecutionCancelSignal: () => run.signal,
		logger: { debug: log, info: log, warn: log, error: log },
		helpers: partial<IExecuteFunctions['helpers']>({
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
				await run.credential.request(options),
			...(run.httpRequest && { httpRequest: run.httpRequest }),
			getBinaryDataBuffer: async (_item: number, field: string) => {
				const file = files[field];
				if (!file) throw new Error(`No binary field ${field}`);
				return await Promise.resolve(file);
			},
			prepareBinaryData: async (file: Buffer | Readable, name: string, type: string) =>
				binaryOf(Buffer.isBuffer(file) ? file : await buffer(file), name, type),
		}),
		getNodeParameter: (name: string, index: number, fallback?: NodeParameterValueType) => {
			const given = parameterAt(run.parameters, name, items[index]?.json ?? {});
			const found = given === undefined ? fallback : given;
			// So does n8n where a parameter is hidden, as Start Date is by most of Time Range.
			if (found === undefined) throw new Error(`Could not get parameter "${name}"`);
			return found;
		},
		getCredentials: async () => await Promise.resolve().then(() => run.credential.read()),
	});
}

/** As n8n keeps small files: inside the item. */
function binaryOf(file: Buffer, fileName: string, mimeType = 'audio/wav'): IBinaryData {
	return { data: file.toString('base64'), fileName, mimeType };
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
