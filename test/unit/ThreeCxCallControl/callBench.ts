import type { IDataObject, INodeExecutionData, OnError } from 'n8n-workflow';
import { executeCallControl } from '../../../nodes/ThreeCxCallControl/execute';
import { PbxHost } from '../../../nodes/shared/n8n/pbx';
import { abortError, parseSettings, type Clock } from '../../../nodes/shared/transport';
import { executeContext, logged, NODE, type TestParameters } from '../../helpers/executeContext';
import { credentialFor } from '../../helpers/storedCredential';
import {
	defaultWorld,
	startPbx,
	virtualClock,
	type Behaviour,
	type Pbx,
	type PbxOptions,
	type VirtualClock,
} from '../../pbx';

/** Simulated ms for each turn of the event loop: a request takes some 100 of them, a phone that rings 3 s some 600 turns. */
const STEP_MS = 5;

/** Who calls from outside. */
const CALLER = '+491711234567';

const benches: CallBench[] = [];

afterEach(async () => {
	await Promise.all(benches.splice(0).map(async (bench) => await bench.stop()));
});

/** The clock of the simulated PBX, for our code: both live in the same time. */
class SharedClock implements Clock {
	constructor(private readonly clock: VirtualClock) {}

	now(): number {
		return this.clock.now();
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) throw abortError();
		await this.clock.wait(ms, signal);
		if (signal?.aborted) throw abortError();
	}

	later(ms: number, task: () => void): () => void {
		return this.clock.after(ms, task);
	}
}

/** What differs from a plain execution. */
export interface RunWishes {
	items?: IDataObject[];
	/** Files of each item. */
	binary?: Readonly<Record<string, Buffer>>;
	continueOnFail?: boolean;
	signal?: AbortSignal;
	clientId?: string;
	onError?: OnError;
}

/** A simulated PBX and an n8n process beside it; time runs as fast as the machine allows. */
export class CallBench {
	readonly host: PbxHost;
	private running = true;

	private constructor(
		readonly pbx: Pbx,
		private readonly time: VirtualClock,
		env: Record<string, string>,
	) {
		this.host = new PbxHost(parseSettings(env), new SharedClock(time));
		void this.keepTime();
	}

	/** @param env variables of n8n's environment */
	static async start(
		options: PbxOptions = {},
		env: Record<string, string> = {},
	): Promise<CallBench> {
		const clock = virtualClock(Date.UTC(2026, 10, 22, 18));
		const world = options.world ?? defaultWorld();
		const bench = new CallBench(await startPbx({ ...options, world, clock }), clock, env);
		benches.push(bench);
		return bench;
	}

	/** One execution of the node; what it throws is thrown. */
	async run(
		operation: string,
		parameters: TestParameters,
		more: RunWishes = {},
	): Promise<INodeExecutionData[]> {
		const [items = []] = await this.outputs(operation, parameters, more);
		return items;
	}

	/** The same with all outputs of the node. */
	async outputs(
		operation: string,
		parameters: TestParameters,
		more: RunWishes = {},
	): Promise<INodeExecutionData[][]> {
		const { clientId = '800', onError, ...rest } = more;
		const context = executeContext({
			credential: credentialFor(this.pbx, { clientId }),
			parameters: { operation, callId: ({ callId }) => String(callId ?? ''), ...parameters },
			...rest,
		});
		const drawn = { operation, outputs: parameters.outputs };
		const own = { getNode: () => ({ ...NODE, onError, parameters: drawn }) };
		const node = new Proxy(context, {
			get: (target, key) => Reflect.get(key in own ? own : target, key),
		});
		return await executeCallControl.call(node, this.host);
	}

	/** The one item of a run. */
	async outcome(...args: Parameters<CallBench['run']>): Promise<IDataObject> {
		const items = await this.run(...args);
		if (!items[0] || items.length !== 1) throw new Error(`Not one item but ${items.length}`);
		return items[0].json;
	}

	/** Somebody calls from outside; the ID of the leg at `at`. */
	inbound(at = '800'): string {
		const { callid, legs } = this.pbx.calls.inbound({ from: CALLER, to: at });
		const leg = legs.find(({ dn }) => dn === at);
		if (!leg) throw new Error(`No leg at ${at}`);
		return `call-${callid}-${leg.id}`;
	}

	/** A call from outside that is up at the route point, or at an extension. */
	async connectedCall(at: string): Promise<string> {
		const callId = this.inbound(at);
		if (at === '800') await this.outcome('answerCall', {}, { items: [{ callId }] });
		else this.pbx.calls.answer(at);
		return callId;
	}

	/** Who talks with a caller now. */
	talkers(): string[] {
		const all = this.pbx.calls.list().flatMap(({ callid }) => this.pbx.calls.whoHas(callid));
		return all.filter((who) => who !== CALLER);
	}

	/** What a number does when it is called. */
	behave(number: string, behaviour: Partial<Behaviour>): void {
		this.pbx.world.behaviours[number] = behaviour;
	}

	/** Waits in simulated time until something is so. */
	async until(isSo: () => boolean, ms = 60_000): Promise<void> {
		const end = this.time.now() + ms;
		while (!isSo()) {
			if (this.time.now() > end) throw new Error('It never came');
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	/** The time of the PBX and of our code. */
	now(): number {
		return this.time.now();
	}

	async pass(ms: number): Promise<void> {
		await this.time.wait(ms);
	}

	/** Requests to Call Control since the last look: `POST drop`, `GET callcontrol` … */
	requests(method: string): string[] {
		return this.pbx.journal
			.requests({ path: '/callcontrol' })
			.filter((entry) => entry.method === method)
			.map(({ path }) => path.split('/').pop() ?? '');
	}

	/** Calls that were ever made, by whom and to what. */
	madeCalls(): number {
		return this.pbx.calls.truth().length;
	}

	async stop(): Promise<void> {
		this.running = false;
		await this.pbx.close();
		await this.time.advance(60_000);
	}

	private async keepTime(): Promise<void> {
		while (this.running) {
			await this.time.advance(STEP_MS);
			await new Promise((resolve) => setImmediate(resolve));
		}
	}
}

/** Everything that went to n8n's log so far. */
export function logText(): string {
	return logged.join('\n');
}
