import {
	ObservableObject,
	type IDataObject,
	type IHttpRequestOptions,
	type INodeExecutionData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { executeUpdate } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/operations/update/execute';
import { PbxHost } from '../../../../nodes/shared/n8n/pbx';
import { parseSettings } from '../../../../nodes/shared/transport';
import { executeContext, type TestParameters } from '../../../helpers/executeContext';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { TestClock } from '../../../helpers/testClock';
import { startPbx, type Pbx, type PbxOptions } from '../../../pbx';

/** A simulated PBX and an n8n process beside it, whose clock does not wait. */
export class OnCallBench {
	host: PbxHost;
	/** What n8n's database holds of the workflow. */
	staticData = '{}';
	/** What the network beside the PBX answers to `helpers.httpRequest`. */
	httpRequest?: (options: IHttpRequestOptions) => Promise<unknown>;
	credential: StoredCredential;

	private constructor(
		readonly pbx: Pbx,
		readonly clock: TestClock,
	) {
		this.host = new PbxHost(parseSettings({}), clock);
		this.credential = credentialFor(pbx);
	}

	/** @param at time of the first run, ISO with offset */
	static async start(
		options: PbxOptions = {},
		at = '2026-11-22T19:00+01:00',
	): Promise<OnCallBench> {
		return new OnCallBench(await startPbx(options), new TestClock(Date.parse(at)));
	}

	/** One execution of the node; what it throws is thrown. */
	async run(
		parameters: TestParameters = {},
		more: {
			items?: IDataObject[];
			continueOnFail?: boolean;
			mode?: WorkflowExecuteMode;
			binary?: Readonly<Record<string, Buffer>>;
		} = {},
	): Promise<INodeExecutionData[][]> {
		const workflow = loaded(this.staticData);
		const { httpRequest } = this;
		const context = executeContext({
			credential: this.credential,
			parameters: { ...ORDINARY, ...parameters },
			staticData: workflow['node:3CX'] as IDataObject,
			...(httpRequest && { httpRequest }),
			...more,
		});
		try {
			return await executeUpdate.call(context, this.host);
		} finally {
			// At the end of the run, whole, only where it has changed, and not for a run by hand (workflow-execute, n8n 2.41).
			if (workflow.__dataChanged === true && more.mode !== 'manual') {
				this.staticData = JSON.stringify(workflow);
			}
		}
	}

	/** n8n is stopped and started again. */
	restartN8n(): void {
		this.host = new PbxHost(parseSettings({}), this.clock);
	}

	/** The one item of a run that goes on after problems. */
	async outcome(
		parameters: TestParameters = {},
		more: Parameters<OnCallBench['run']>[1] = {},
	): Promise<IDataObject> {
		const [items] = await this.run(parameters, { continueOnFail: true, ...more });
		const [item] = items ?? [];
		if (!item || items?.length !== 1) throw new Error(`Not one item but ${items?.length}`);
		return item.json;
	}

	/** Where a call from outside to 999 goes now, by the PBX. */
	get goesTo(): string {
		const { kind, number } = this.pbx.whereWouldACallGo('999');
		return kind === 'outside' ? number : `${kind} ${number}`.trim();
	}

	/** Whether nobody has deleted 999. */
	get userExists(): boolean {
		return this.pbx.world.findUser('999') !== undefined;
	}

	/** Requests since the last look, without token requests: `GET Users`, `PATCH Users` … */
	requests(): string[] {
		const seen = this.pbx.journal
			.requests({ path: '/xapi/v1' })
			.map(({ method, path }) => `${method} ${/\/xapi\/v1\/(\w+)/.exec(path)?.[1] ?? path}`);
		this.pbx.journal.clear();
		return seen;
	}

	async stop(): Promise<void> {
		await this.pbx.close();
		for (let i = 0; i < 3; i++) this.clock.advance(60_000);
	}
}

/** Static data as n8n makes it of what it has saved: it notices changes (workflow, n8n-workflow 2.41). */
function loaded(saved: string) {
	type Observed = IDataObject & { __dataChanged: boolean };
	const data = JSON.parse(saved) as Observed;
	const observed = ObservableObject.create(data, undefined, {
		ignoreEmptyOnFirstChild: true,
	}) as Observed;
	observed['node:3CX'] ??= ObservableObject.create({}, observed);
	return observed;
}

/** What most tests set. */
export const ORDINARY: TestParameters = {
	operation: 'update',
	extension: { __rl: true, mode: 'number', value: '999' },
	numberSource: 'number',
	mobileNumber: '01712345678',
	fallbackNumber: '',
	mode: 'both',
	options: {},
};
