import type { Pbx } from '../shared/n8n/pbx';
import { readTrunks } from '../shared/xapi';
import type { EventType } from './eventTypes';
import type { MonitorSettings } from './settings';
import type { SystemEvent } from './systemEvent';
import { TrunkStates } from './trunkStates';

/** What was read. Called once at most: what differs from before is told, and is what will be compared with next. */
export type Found = (at: number, afterGap: boolean) => SystemEvent[];

/** A part of the PBX that is looked at. */
export interface SystemReading {
	/** What it tells, as in "Recordings": begins a message. */
	what: string;
	types: readonly EventType[];
	/** Changes nothing yet. @throws ThreeCxError */
	read(): Promise<Found>;
}

/** What must be looked at for the chosen events, and nothing else. */
export function systemReadings(
	{ xapi }: Pick<Pbx, 'xapi'>,
	settings: Pick<MonitorSettings, 'wantsType'>,
	/** The workflow's static data. */
	store: Record<string, unknown>,
): SystemReading[] {
	const trunks = new TrunkStates(store);
	const all: SystemReading[] = [
		{
			what: 'The state of trunks',
			types: ['trunk_down', 'trunk_up'],
			read: async () => {
				const now = await readTrunks(xapi);
				return (at, afterGap) => trunks.seen(now, at, afterGap);
			},
		},
	];
	return all.filter(({ types }) => types.some((type) => settings.wantsType(type)));
}
