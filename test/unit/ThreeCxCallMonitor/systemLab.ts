import type { IDataObject, ITriggerResponse } from 'n8n-workflow';
import { startMonitor } from '../../../nodes/ThreeCxCallMonitor/startMonitor';
import { PbxHost } from '../../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock, type Clock } from '../../../nodes/shared/transport';
import { credentialFor } from '../../helpers/storedCredential';
import { TriggerLab } from '../../helpers/triggerContext';
import type { Pbx } from '../../pbx';

export interface SystemWishes {
	eventTypes: string[];
	source?: 'polling' | 'both';
	filters?: IDataObject;
	simplify?: boolean;
	clientId?: string;
	/** What n8n has kept. */
	staticData?: IDataObject;
}

const running: ITriggerResponse[] = [];

/** Waits between two looks are short; everything else goes by the clock of the machine, moved on by `later`. */
class HastyClock implements Clock {
	private ahead = 0;

	now(): number {
		return systemClock.now() + this.ahead;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		await systemClock.sleep(Math.min(ms, 20), signal);
	}

	later(ms: number, task: () => void): () => void {
		return systemClock.later(ms, task);
	}

	moveOn(ms: number): void {
		this.ahead += ms;
	}
}

/** The whole trigger at a simulated PBX. */
export class SystemLab {
	private readonly clock = new HastyClock();

	private constructor(
		readonly pbx: Pbx,
		readonly trigger: TriggerLab,
	) {}

	static async start(pbx: Pbx, wishes: SystemWishes): Promise<SystemLab> {
		const { clientId = '800', staticData = {}, source = 'polling', ...parameters } = wishes;
		const trigger = new TriggerLab(credentialFor(pbx, { clientId }), { source, ...parameters });
		Object.assign(trigger.staticData, staticData);
		const lab = new SystemLab(pbx, trigger);
		running.push(
			await startMonitor.call(trigger.context, new PbxHost(parseSettings({}), lab.clock)),
		);
		return lab;
	}

	/** To be called after each test. */
	static async stopAll(): Promise<void> {
		for (const { closeFunction } of running.splice(0)) await closeFunction?.();
	}

	get told(): IDataObject[] {
		return this.trigger.emitted;
	}

	get types(): string[] {
		return this.told.map(({ eventType }) => String(eventType));
	}

	/** What the workflow was told from number `from` on, when there are so many. */
	async untilTold(count: number): Promise<void> {
		await this.trigger.until(() => this.told.length >= count);
	}

	/** Resolves when what is there now was surely seen: the PBX was asked twice more, and so the first reply was used. */
	async looked(path: string | RegExp = '/xapi'): Promise<void> {
		const before = this.pbx.journal.count({ path });
		await this.until(() => this.pbx.journal.count({ path }) >= before + 2);
	}

	async until(fact: () => boolean): Promise<void> {
		while (!fact()) await systemClock.sleep(5);
	}

	/** As after some time. */
	moveOn(ms: number): void {
		this.clock.moveOn(ms);
	}

	/** What n8n keeps while it is stopped. */
	kept(): IDataObject {
		return JSON.parse(JSON.stringify(this.trigger.staticData)) as IDataObject;
	}

	/** Entity sets that were read; `Defs` is how a token is tried. */
	sets(): string[] {
		const urls = this.pbx.journal.requests({ path: '/xapi/v1/' }).map(({ path }) => path);
		const names = new Set(urls.map((path) => path.replace('/xapi/v1/', '')));
		names.delete('Defs');
		return [...names].sort();
	}
}
