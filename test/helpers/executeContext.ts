import { mock } from 'jest-mock-extended';
import type {
	IDataObject,
	IExecuteFunctions,
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

/** Lines that went to n8n's log, to look for what must not be there. */
export const logged: string[] = [];

/** What n8n hands to `execute`, as far as our nodes use it; anything else throws. */
export function executeContext(run: TestRun): IExecuteFunctions {
	const items: INodeExecutionData[] = (run.items ?? [{}]).map((json) => ({ json }));
	const node: INode = {
		id: 'node',
		name: '3CX',
		type: 'n8n-nodes-3cx-call-control.test',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const log = (message: string, meta?: object) => {
		logged.push(`${message} ${meta === undefined ? '' : JSON.stringify(meta)}`);
	};
	const context = mock<IExecuteFunctions>({
		getInputData: () => items,
		getNode: () => node,
		getTimezone: () => run.timezone ?? 'Europe/Berlin',
		continueOnFail: () => run.continueOnFail ?? false,
		getExecutionCancelSignal: () => run.signal,
		logger: { debug: log, info: log, warn: log, error: log },
		helpers: mock<IExecuteFunctions['helpers']>({
			httpRequestWithAuthentication: async (_type, options) =>
				await run.credential.request(options),
		}),
	});
	context.getNodeParameter.mockImplementation(
		(name: string, index: number, fallback?: NodeParameterValueType) => {
			const item = items[index]?.json ?? {};
			const found = parameterAt(run.parameters, name, item);
			return found === undefined ? fallback : found;
		},
	);
	context.getCredentials.mockImplementation(async () => run.credential.read());
	return context;
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
