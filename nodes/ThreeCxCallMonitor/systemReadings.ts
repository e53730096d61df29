import type { Pbx } from '../shared/n8n/pbx';
import {
	readAgentQueues,
	readAgentStates,
	readLoggedErrors,
	readNewRecordings,
	readServices,
	readTrunks,
	type AgentState,
} from '../shared/xapi';
import { AgentLogins } from './agentLogins';
import type { EventType } from './eventTypes';
import { LoggedErrors } from './loggedErrors';
import { ReadyRecordings } from './readyRecordings';
import { ServiceStates } from './serviceStates';
import type { MonitorSettings } from './settings';
import type { SystemEvent } from './systemEvent';
import { TrunkStates } from './trunkStates';

/** Who is agent of a queue changes rarely. */
const AGENTS_TTL_MS = 5 * 60 * 1000;

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
	pbx: Pick<Pbx, 'xapi' | 'remember'>,
	settings: Pick<MonitorSettings, 'extensions' | 'wantsType'>,
	/** The workflow's static data. */
	store: Record<string, unknown>,
): SystemReading[] {
	const agents = new AgentLogins(store);
	const errors = new LoggedErrors(store);
	const recordings = new ReadyRecordings(store);
	const services = new ServiceStates(store);
	const trunks = new TrunkStates(store);
	const all: SystemReading[] = [
		{
			what: 'Logins of agents',
			types: ['agent_login', 'agent_logout'],
			read: async () => {
				const now = await readAgents(pbx, settings.extensions);
				return (at, afterGap) => agents.seen(now, at, afterGap);
			},
		},
		{
			what: 'Recordings',
			types: ['recording_ready'],
			read: async () => {
				const { place, running } = recordings;
				const now = await readNewRecordings(pbx.xapi, place, running);
				return (at, afterGap) => recordings.seen(now, at, afterGap);
			},
		},
		{
			what: 'Errors of the event log',
			types: ['system_error'],
			read: async () => {
				const now = await readLoggedErrors(pbx.xapi, errors.place);
				return (at, afterGap) => errors.seen(now, at, afterGap);
			},
		},
		{
			what: 'Stopped services',
			types: ['system_error'],
			read: async () => {
				const now = await readServices(pbx.xapi);
				return (at, afterGap) => services.seen(now, at, afterGap);
			},
		},
		{
			what: 'The state of trunks',
			types: ['trunk_down', 'trunk_up'],
			read: async () => {
				const now = await readTrunks(pbx.xapi);
				return (at, afterGap) => trunks.seen(now, at, afterGap);
			},
		},
	];
	return all.filter(({ types }) => types.some((type) => settings.wantsType(type)));
}

/** @param extensions only these; empty: all agents */
async function readAgents(
	{ xapi, remember }: Pick<Pbx, 'xapi' | 'remember'>,
	extensions: readonly string[],
): Promise<AgentState[]> {
	const load = async () => await readAgentQueues(xapi);
	const agents = await remember('agentQueues', AGENTS_TTL_MS, load);
	const wanted = [...agents].filter(
		([number]) => extensions.length === 0 || extensions.includes(number),
	);
	return await readAgentStates(xapi, new Map(wanted));
}
