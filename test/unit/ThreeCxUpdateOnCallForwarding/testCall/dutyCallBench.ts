import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { executeUpdate } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/operations/update/execute';
import { PbxHost } from '../../../../nodes/shared/n8n/pbx';
import { parseSettings } from '../../../../nodes/shared/transport';
import { executeContext, type TestParameters } from '../../../helpers/executeContext';
import { credentialFor } from '../../../helpers/storedCredential';
import type { Behaviour, PbxOptions } from '../../../pbx';
import { CallBench } from '../../ThreeCxCallControl/callBench';
import { ORDINARY } from '../update/onCallRun';

/** Three people who are on duty at once, the first before the others. */
export const ROSTER: IDataObject[] = [
	{ name: 'Max', mobile: '0171-1111111', from: '2026-11-22 18:00', to: '2026-11-23 08:00' },
	{ name: 'Erika', mobile: '0172-2222222', from: '2026-11-22 12:00', to: '2026-11-23 12:00' },
	{ name: 'Jan', mobile: '0173-3333333', from: '2026-11-22 06:00', to: '2026-11-23 18:00' },
];
export const [MAX, ERIKA, JAN] = ['01711111111', '01722222222', '01733333333'];

/** What differs from a plain run. */
export interface RunWishes {
	items?: IDataObject[];
	mode?: WorkflowExecuteMode;
	binary?: Readonly<Record<string, Buffer>>;
	clientId?: string;
	signal?: AbortSignal;
}

/** Pushes of the plan with test calls, in the time of the PBX. */
export class DutyCallBench {
	/** Of the node, as n8n keeps it between runs. */
	staticData: IDataObject = {};
	private host: PbxHost;

	private constructor(readonly bench: CallBench) {
		this.host = bench.host;
	}

	static async start(options: PbxOptions = {}): Promise<DutyCallBench> {
		return new DutyCallBench(await CallBench.start(options));
	}

	/** One run that goes on after problems; the plan is the roster unless other items are given. */
	async run(
		testCallOptions: INodeParameters,
		{ items = ROSTER, mode, binary, clientId = '800', signal }: RunWishes = {},
		parameters: TestParameters = {},
	): Promise<INodeExecutionData[]> {
		const context = executeContext({
			credential: credentialFor(this.bench.pbx, { clientId, extension: '800' }),
			parameters: {
				...ORDINARY,
				numberSource: 'plan',
				fallbackNumber: '200',
				testCall: true,
				testCallOptions,
				...parameters,
				options: { checks: false, ...(parameters.options as INodeParameters | undefined) },
			},
			items,
			continueOnFail: true,
			// A run by hand gets what the editor has, and nobody keeps it.
			staticData: mode === 'manual' ? structuredClone(this.staticData) : this.staticData,
			...(mode && { mode }),
			...(binary && { binary }),
			...(signal && { signal }),
		});
		const [told = []] = await executeUpdate.call(context, this.host);
		return told;
	}

	/** n8n is stopped and started again: only what is in its database is known then. */
	restartN8n(): void {
		this.host = new PbxHost(parseSettings({}), this.bench.host.clock);
		this.staticData = JSON.parse(JSON.stringify(this.staticData)) as IDataObject;
	}

	/** The one item of a run. */
	async outcome(...args: Parameters<DutyCallBench['run']>): Promise<IDataObject> {
		const items = await this.run(...args);
		const [item] = items;
		if (!item || items.length !== 1) throw new Error(`Not one item but ${items.length}`);
		return item.json;
	}

	/** What people do when they are called. */
	behave(behaviours: Readonly<Record<string, Partial<Behaviour>>>): void {
		for (const [number, behaviour] of Object.entries(behaviours)) {
			this.bench.behave(number, behaviour);
		}
	}

	/** Where a call from outside to 999 goes now, by the PBX. */
	get goesTo(): string {
		const { kind, number } = this.bench.pbx.whereWouldACallGo('999');
		return kind === 'outside' ? number : `${kind} ${number}`.trim();
	}

	/** Numbers that were called since the start, in order. */
	get called(): string[] {
		return this.bench.pbx.calls.truth().map(({ to }) => to);
	}

	/** Calls that are up or ring now. */
	get live(): number {
		return this.bench.pbx.calls.list().length;
	}

	async stop(): Promise<void> {
		await this.bench.stop();
	}
}
