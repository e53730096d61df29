import { CarefulReading } from '../../../nodes/ThreeCxCallMonitor/carefulReading';
import { systemItem, type SystemEvent } from '../../../nodes/ThreeCxCallMonitor/systemEvent';
import { systemReadings } from '../../../nodes/ThreeCxCallMonitor/systemReadings';
import { Filter, type Xapi } from '../../../nodes/shared/xapi';
import { randomFrom } from '../../helpers/soak';
import { TestClock } from '../../helpers/testClock';
import type { Pbx } from '../../pbx';
import { xapiOf } from '../shared/xapi/xapiBench';

const SETS = ['Users', 'Trunks', 'Services', 'EventLogs', 'Recordings'];

/**
 * Random changes at a PBX, looks that may fail, and restarts of n8n, which give back what was saved: at the end of an
 * activation, and with each event.
 */
class Story {
	readonly told: SystemEvent[] = [];
	/** What must be told beside errors: each recording, and what the looks that went well have seen change. */
	readonly expected: string[] = [];
	private readonly clock = new TestClock();
	private readonly random: () => number;
	private readings: CarefulReading[];
	private saved = '{}';
	private store: Record<string, unknown> = {};
	/** As seen last, and as n8n has saved it. */
	private seen = new Map<string, boolean>();
	private savedSeen = new Map<string, boolean>();

	constructor(
		private readonly pbx: Pbx,
		private readonly xapi: Xapi,
		seed: number,
	) {
		this.random = randomFrom(seed);
		this.readings = this.activate({});
	}

	async run(steps: number): Promise<void> {
		await this.look([]);
		this.save();
		for (let i = 0; i < steps; i++) {
			for (let n = this.below(3); n > 0; n--) this.change();
			if (this.below(10) === 0) this.restart();
			await this.look(SETS.filter(() => this.below(6) === 0));
		}
		await this.look([]);
	}

	private change(): void {
		const { records, world } = this.pbx;
		switch (this.below(5)) {
			case 0:
				return records.setTrunk(this.below(2) === 0);
			case 1:
				return records.logAgent(this.below(2) === 0 ? '101' : '102', this.below(2) === 0);
			case 2:
				return records.setService(this.below(2) === 0 ? 'IVR' : 'Tunnel', this.below(2) === 0);
			case 3:
				return records.addEvent(`Error of ${world.trunks.length}`);
			case 4:
				this.expected.push(
					`recording_ready ${records.addRecording({ from: '+49171', to: '101' })}`,
				);
		}
	}

	/** @param failing sets that cannot be read this time */
	private async look(failing: readonly string[]): Promise<void> {
		this.clock.advance(60_000);
		for (const set of failing) {
			const match = { path: new RegExp(`/v1/${set}`) };
			this.pbx.faults.add({ match, action: { kind: 'status', status: 501 }, times: Infinity });
		}
		const works = (set: string) => !failing.includes(set);
		const { trunks } = this.pbx.world;
		if (works('Trunks')) this.now('trunk', trunks[0]?.IsOnline === false, true);
		for (const dn of works('Users') ? ['101', '102'] : []) {
			this.now(`agent ${dn}`, this.pbx.world.user(dn).QueueStatus === 'LoggedIn', false);
		}
		if (works('Services')) await this.services();
		const before = this.told.length;
		for (const reading of this.readings) {
			const look = await reading.look();
			if (look.kind !== 'found') continue;
			const events = reading.take(look.found, this.clock.now(), false);
			this.told.push(...events);
		}
		if (this.told.length > before) this.save();
		this.pbx.faults.clear();
	}

	private async services(): Promise<void> {
		for await (const row of this.xapi.all('Services', { select: ['Name', 'Status'] })) {
			this.now(`service ${row.text('Name')}`, row.text('Status') === 'Stopped', false);
		}
	}

	private now(name: string, isOn: boolean, isToldAtFirst: boolean): void {
		const before = this.seen.get(name);
		this.seen.set(name, isOn);
		if (before === undefined ? isOn && isToldAtFirst : before !== isOn) {
			if (isOn || !name.startsWith('service')) this.expected.push(`${name} ${isOn ? 'on' : 'off'}`);
		}
	}

	private save(): void {
		this.saved = JSON.stringify(this.store);
		this.savedSeen = new Map(this.seen);
	}

	/** What was seen and not told, such as a service that runs again, is not known any more. */
	private restart(): void {
		this.seen = new Map(this.savedSeen);
		this.readings = this.activate(JSON.parse(this.saved) as Record<string, unknown>);
	}

	private activate(store: Record<string, unknown>): CarefulReading[] {
		this.store = store;
		const remember = async <T>(_what: string, _ms: number, load: () => Promise<T>) => await load();
		const settings = { extensions: [], wantsType: () => true };
		return systemReadings({ xapi: this.xapi, remember }, settings, store).map(
			(reading) => new CarefulReading(reading, this.clock, () => {}),
		);
	}

	private below(limit: number): number {
		return Math.floor(this.random() * limit);
	}
}

/** An event in the words of what was expected. */
function shortly({ type, data }: SystemEvent): string {
	switch (type) {
		case 'trunk_down':
		case 'trunk_up':
			return `trunk ${type === 'trunk_down' ? 'on' : 'off'}`;
		case 'agent_login':
		case 'agent_logout':
			return `agent ${String(data.agentId)} ${type === 'agent_login' ? 'on' : 'off'}`;
		case 'recording_ready':
			return `recording_ready ${String(data.recordingId)}`;
		default:
			return `service ${String(data.errorSource)} on`;
	}
}

describe('Looks at a PBX where much happens, much fails, and n8n restarts', () => {
	it.each([1, 2, 3, 4])('tell each change once: story %i', async (seed) => {
		const { pbx, xapi } = await xapiOf();
		const story = new Story(pbx, xapi, seed);
		await story.run(60);
		const others = story.told.filter((event) => !isError(event)).map(shortly);
		expect(others.toSorted()).toEqual(story.expected.toSorted());
		expect(others.length).toBeGreaterThan(20);
		expect(story.told.filter(isError).map(({ row }) => row.Id)).toEqual(await errorsOf(xapi));
		const ids = story.told.map((event) => systemItem(event, false).eventId);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

/** Ids of all errors that were written. */
async function errorsOf(xapi: Xapi): Promise<unknown[]> {
	const ids: unknown[] = [];
	const query = { select: ['Id'], filter: Filter.eq('Type', 'Error'), orderBy: 'Id' };
	for await (const row of xapi.all('EventLogs', query)) ids.push(row.raw.Id);
	return ids;
}

function isError({ data }: SystemEvent): boolean {
	return data.kind === 'eventLog';
}
