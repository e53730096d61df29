import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { executeUpdate } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/operations/update/execute';
import { PbxHost } from '../../../../nodes/shared/n8n/pbx';
import { parseSettings } from '../../../../nodes/shared/transport';
import { executeContext, type TestParameters } from '../../../helpers/executeContext';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { TestClock } from '../../../helpers/testClock';
import { startPbx, type Pbx, type PbxOptions } from '../../../pbx';

/** A simulated PBX and an n8n process beside it, whose clock does not wait. */
export class OnCallBench {
	readonly host: PbxHost;
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
		more: { items?: IDataObject[]; continueOnFail?: boolean } = {},
	): Promise<INodeExecutionData[][]> {
		const context = executeContext({
			credential: this.credential,
			parameters: { ...ORDINARY, ...parameters },
			...more,
		});
		return await executeUpdate.call(context, this.host);
	}

	/** The one item of a run that goes on after problems. */
	async outcome(parameters: TestParameters = {}): Promise<IDataObject> {
		const [items] = await this.run(parameters, { continueOnFail: true });
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
