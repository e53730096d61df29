import type { IDataObject } from 'n8n-workflow';
import {
	canTell,
	EVENT_TYPES,
	type EventType,
	type Source,
} from '../../../nodes/ThreeCxCallMonitor/eventTypes';
import { listenToEvents } from '../../../nodes/ThreeCxCallMonitor/listenToEvents';
import type { MonitorItem } from '../../../nodes/ThreeCxCallMonitor/monitorItem';
import type { MonitorParameters } from '../../../nodes/ThreeCxCallMonitor/settings';
import type { Pbx as NodePbx } from '../../../nodes/shared/n8n/pbx';
import type { Listening, TriggerTools } from '../../../nodes/shared/n8n/triggerRun';
import { Memo, type Logger } from '../../../nodes/shared/transport';
import { Xapi } from '../../../nodes/shared/xapi';
import type { Switches } from '../../pbx';
import { partial } from '../executeContext';
import { WatchBench } from '../watchBench';
import { practice } from './practice';

export interface RigOptions {
	sources: readonly Source[];
	/** In seconds. */
	pollInterval?: number;
	switches?: Partial<Switches>;
	clientId?: string;
	filters?: Readonly<Record<string, unknown>>;
	/** All that the source can tell of calls when left out. */
	eventTypes?: readonly EventType[];
}

/** One activation of the trigger, and what it told; kept across restarts of n8n. */
export interface Teller {
	readonly source: Source;
	readonly told: MonitorItem[];
	readonly keys: string[];
	readonly troubles: string[];
	readonly notes: string[];
	/** The workflow's static data. */
	store: IDataObject;
	listening: Listening;
}

/** Time between two looks at the wire: half of what the bench does by itself, as the polls are far apart. */
const STEP_MS = 500;

/**
 * A simulated PBX and the whole of the trigger behind its parameters, once for each source, all at the same calls:
 * real HTTP and sockets, on one virtual clock.
 */
export class MonitorRig {
	readonly tellers: Teller[] = [];

	private constructor(
		readonly bench: WatchBench,
		private readonly options: RigOptions,
	) {
		this.tellers = options.sources.map((source) => this.activate(source, {}));
	}

	static async start(options: RigOptions): Promise<MonitorRig> {
		const { switches, clientId } = options;
		const bench = await WatchBench.start({ world: practice(), switches, clientId, idle: true });
		const rig = new MonitorRig(bench, options);
		await rig.advance(2_000);
		return rig;
	}

	get pbx() {
		return this.bench.pbx;
	}

	teller(source: Source): Teller {
		const found = this.tellers.find((teller) => teller.source === source);
		if (!found) throw new Error(`Nobody listens by ${source}`);
		return found;
	}

	/** The source of the call history, as 3CX Call Data reads it. */
	get xapi(): Xapi {
		return new Xapi(this.bench.connection.http(this.bench.caller));
	}

	/** As 3CX Call Control places one. */
	async makeCall(destination: string): Promise<void> {
		const http = this.bench.connection.http(this.bench.caller);
		const [device] = this.pbx.world.clients;
		await http.request({
			method: 'POST',
			path: `/callcontrol/${device?.routePointDn ?? ''}/makecall`,
			body: { destination },
		});
	}

	async advance(ms: number): Promise<void> {
		await this.bench.advance(ms, STEP_MS);
	}

	/** n8n stops and starts again: what it kept is what its database gives back. */
	restartN8n(): void {
		for (const teller of this.tellers) {
			teller.listening.close();
			const kept = JSON.parse(JSON.stringify(teller.store)) as IDataObject;
			const { listening, store } = this.activate(teller.source, kept, teller);
			Object.assign(teller, { listening, store });
		}
	}

	/** What is left over when everything is closed: nothing. */
	async stop(): Promise<{ timers: number; sockets: number }> {
		for (const { listening } of this.tellers) listening.close();
		return await this.bench.stop();
	}

	private activate(source: Source, store: IDataObject, before?: Teller): Teller {
		const teller = before ?? { source, told: [], keys: [], troubles: [], notes: [], store };
		const listening = listenToEvents(this.tools(teller, store), this.parameters(source));
		// Who does not wait for it must not be hurt by it.
		listening.ready(new AbortController().signal).catch(() => {});
		return { ...teller, store, listening };
	}

	private parameters(source: Source): MonitorParameters {
		const { pollInterval = 10, filters = {} } = this.options;
		return {
			source,
			pollInterval,
			systemInterval: 60,
			eventTypes: this.options.eventTypes ?? callEvents(source),
			simplify: true,
			filters,
			timeZone: 'Europe/Berlin',
		};
	}

	private tools(
		teller: Pick<Teller, 'told' | 'keys' | 'troubles' | 'notes'>,
		store: IDataObject,
	): TriggerTools {
		const { watch, clock } = this.bench;
		const memo = new Memo(clock);
		const note = (line: string) => void teller.notes.push(line);
		const quiet = () => {};
		return {
			pbx: partial<NodePbx>({
				watch,
				clock,
				xapi: this.xapi,
				logger: { debug: quiet, info: note, warn: note, error: note } satisfies Logger,
				remember: async <T>(what: string, ms: number, load: () => Promise<T>) =>
					await memo.get(what, ms, load),
			}),
			store,
			emit: (item, key) => {
				teller.told.push(item as MonitorItem);
				teller.keys.push(key ?? '');
			},
			trouble: (error) => void teller.troubles.push(String(error)),
		};
	}
}

function callEvents(source: Source): EventType[] {
	const ofCalls = EVENT_TYPES.filter((type) => /^(call|queue_call|connection)_/.test(type));
	return ofCalls.filter((type) => canTell(source, type));
}
