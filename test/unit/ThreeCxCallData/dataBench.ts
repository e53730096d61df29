import type { IDataObject, INodeExecutionData, OnError } from 'n8n-workflow';
import { executeCallData } from '../../../nodes/ThreeCxCallData/execute';
import { PbxHost } from '../../../nodes/shared/n8n/pbx';
import { parseSettings, type Clock } from '../../../nodes/shared/transport';
import { executeContext, logged, NODE, type TestParameters } from '../../helpers/executeContext';
import { credentialFor } from '../../helpers/storedCredential';
import { startPbx, virtualClock, type Pbx, type PbxOptions, type VirtualClock } from '../../pbx';

/** Monday, 11:00 in Berlin. */
export const MONDAY = Date.UTC(2026, 2, 2, 10);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Who calls from outside. */
export const CALLER = '+491711234567';

const benches: DataBench[] = [];

afterEach(async () => {
	for (const { pbx, time } of benches.splice(0)) {
		await pbx.close();
		// The connection is kept for some seconds after its last use.
		await time.advance(MINUTE);
	}
});

/** What differs from a plain execution. */
export interface RunWishes {
	items?: IDataObject[];
	binary?: Readonly<Record<string, Buffer>>;
	continueOnFail?: boolean;
	clientId?: string;
	webhookSecret?: string;
	onError?: OnError;
	signal?: AbortSignal;
}

/** A simulated PBX and an n8n process beside it, in the same time; who waits moves it on. */
export class DataBench {
	readonly host: PbxHost;

	private constructor(
		readonly pbx: Pbx,
		readonly time: VirtualClock,
	) {
		const clock: Clock = {
			now: () => time.now(),
			sleep: async (ms) => await time.advance(ms),
			later: (ms, task) => time.after(ms, task),
		};
		this.host = new PbxHost(parseSettings({}), clock);
	}

	static async start(options: PbxOptions = {}): Promise<DataBench> {
		const clock = virtualClock(MONDAY);
		const bench = new DataBench(await startPbx({ ...options, clock }), clock);
		benches.push(bench);
		return bench;
	}

	/** One execution of the node; what it throws is thrown. */
	async run(
		operation: string,
		parameters: TestParameters = {},
		more: RunWishes = {},
	): Promise<INodeExecutionData[]> {
		const { clientId = '800', webhookSecret = '', onError, ...rest } = more;
		const context = executeContext({
			credential: credentialFor(this.pbx, { clientId, webhookSecret }),
			parameters: { operation, ...parameters },
			...rest,
		});
		const own = { getNode: () => ({ ...NODE, onError }) };
		const node = new Proxy(context, {
			get: (target, key) => Reflect.get(key in own ? own : target, key),
		});
		const [items = []] = await executeCallData.call(node, this.host);
		return items;
	}

	/** The fields of its items. */
	async items(...args: Parameters<DataBench['run']>): Promise<IDataObject[]> {
		return (await this.run(...args)).map(({ json }) => json);
	}

	/** The fields of its only item. */
	async item(...args: Parameters<DataBench['run']>): Promise<IDataObject> {
		const items = await this.items(...args);
		if (!items[0] || items.length !== 1) throw new Error(`Not one item but ${items.length}`);
		return items[0];
	}

	/** What it throws, in the words of the user. */
	async refusal(
		...args: Parameters<DataBench['run']>
	): Promise<{ message: string; description?: string | null }> {
		try {
			await this.run(...args);
		} catch (error) {
			return error as { message: string; description?: string | null };
		}
		throw new Error('It was not refused');
	}

	/** Requests to this resource so far, as sent. */
	urls(part: string): string[] {
		return this.pbx.journal
			.requests({ path: '/xapi/v1' })
			.map(({ rawUrl }) => rawUrl)
			.filter((url) => url.includes(part));
	}
}

export function logText(): string {
	return logged.join('\n');
}
