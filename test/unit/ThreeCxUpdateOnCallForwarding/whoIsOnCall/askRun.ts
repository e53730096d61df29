import type { IDataObject } from 'n8n-workflow';
import { executeOnCall } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/execute';
import { PbxHost } from '../../../../nodes/shared/n8n/pbx';
import { parseSettings } from '../../../../nodes/shared/transport';
import { executeContext, type TestParameters } from '../../../helpers/executeContext';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { TestClock } from '../../../helpers/testClock';
import { startPbx, type Pbx, type PbxOptions } from '../../../pbx';

/** A simulated PBX beside a process whose clock does not wait; nothing is asked of it but by "Compare With 3CX". */
export class AskBench {
	private readonly host: PbxHost;
	private readonly credential: StoredCredential;

	private constructor(
		readonly pbx: Pbx,
		readonly clock: TestClock,
	) {
		this.host = new PbxHost(parseSettings({}), clock);
		this.credential = credentialFor(pbx);
	}

	static async start(at: string, options: PbxOptions = {}): Promise<AskBench> {
		return new AskBench(await startPbx(options), new TestClock(Date.parse(at)));
	}

	/** The items of one execution; what it throws is thrown. */
	async run(parameters: TestParameters, more: { items?: IDataObject[]; continueOnFail?: boolean }) {
		const context = executeContext({ credential: this.credential, parameters, ...more });
		const [items = []] = await executeOnCall.call(context, this.host);
		return items;
	}

	/** The one item of a run. */
	async ask(parameters: TestParameters, items: IDataObject[] = [{}]): Promise<IDataObject> {
		const told = await this.run(parameters, { items });
		const [item] = told;
		if (!item || told.length !== 1) throw new Error(`Not one item but ${told.length}`);
		return item.json;
	}

	/** Everything that was asked of the PBX since the last look. */
	requests(): string[] {
		const seen = this.pbx.journal.requests({}).map(({ method, path }) => `${method} ${path}`);
		this.pbx.journal.clear();
		return seen;
	}

	async stop(): Promise<void> {
		await this.pbx.close();
		for (let i = 0; i < 3; i++) this.clock.advance(60_000);
	}
}

/** What most tests set. */
export const PLAIN: TestParameters = {
	extension: { __rl: true, mode: 'number', value: '999' },
	planRows: 'inputItems',
	planColumns: {},
	planOptions: {},
	fallbackNumber: '200',
	compareWith3cx: false,
	options: {},
};
