import {
	readActiveCalls,
	readDirectory,
	readHistory,
	readLoggedErrors,
	readNewRecordings,
	readQueues,
	readRecordings,
	readServices,
	readSystemFacts,
	readTrunks,
	readUsers,
	runReport,
	type Xapi,
} from '../../nodes/shared/xapi';
import type { Login } from './login';
import { readForwarding } from './forwarding';

/** The nodes, as `--nodes` names them. */
export const NODE_KEYS = ['receiver', 'control', 'monitor', 'data', 'on-call'] as const;
export type NodeKey = (typeof NODE_KEYS)[number];

/** What a read is done with. */
export interface ReadContext {
	xapi: Xapi;
	login: Login;
	/** By the clock of this machine, in ms since 1970. */
	now: number;
}

/** Something that a node reads: its name there, and the reading, which tells what came, in a few words. */
export interface NodeRead {
	what: string;
	read(context: ReadContext, notes: string[]): Promise<string>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Call Control is proven by its extensions; everything else of these nodes needs a call. */
const NOTHING: readonly NodeRead[] = [];

const activeCalls: NodeRead = {
	what: 'calls that are up',
	read: async ({ xapi }) =>
		counted((await readActiveCalls(xapi, await readDirectory(xapi))).length, 'call'),
};

const DATA: readonly NodeRead[] = [
	activeCalls,
	{
		what: 'users',
		read: async ({ xapi }) => {
			let count = 0;
			for await (const user of readUsers(xapi)) if (user.number !== '') count++;
			return counted(count, 'user');
		},
	},
	{
		what: 'queues',
		read: async ({ xapi }) => counted((await readQueues(xapi)).length, 'queue'),
	},
	{
		what: 'call history',
		read: async ({ xapi, now }) => {
			const legs = readHistory(xapi, { from: now - DAY_MS, to: now, now, limit: 1, raw: false });
			const { done } = await legs.next();
			return done === true ? 'no call in 24 hours' : 'calls of the last 24 hours';
		},
	},
	{
		what: 'recordings',
		read: async ({ xapi }) =>
			(await readRecordings(xapi, { top: 1 })).length === 0 ? 'there is none' : 'there are some',
	},
	{
		what: 'reports',
		read: async ({ xapi }) => {
			await runReport(xapi, 'inboundRules', ALL).next();
			return 'the report on inbound rules';
		},
	},
	{
		what: 'system status',
		read: async ({ xapi }, notes) => `3CX ${(await readSystemFacts(xapi, notes)).version}`,
	},
];

const MONITOR: readonly NodeRead[] = [
	{ ...activeCalls, what: 'calls by polling' },
	{ what: 'trunks', read: async ({ xapi }) => counted((await readTrunks(xapi)).length, 'trunk') },
	{
		what: 'services',
		read: async ({ xapi }) => counted((await readServices(xapi)).length, 'service'),
	},
	{
		what: 'event log',
		read: async ({ xapi }) => {
			await readLoggedErrors(xapi, undefined);
			return 'errors are seen from now on';
		},
	},
	{
		what: 'new recordings',
		read: async ({ xapi }) => {
			await readNewRecordings(xapi, undefined, []);
			return 'seen from now on';
		},
	},
];

/** What each node reads. */
export const NODE_READS: Readonly<Record<NodeKey, readonly NodeRead[]>> = {
	receiver: NOTHING,
	control: NOTHING,
	monitor: MONITOR,
	data: DATA,
	'on-call': [{ what: 'user and rules', read: readForwarding }],
};

/** Names of the nodes in the editor. */
export const NODE_NAMES: Readonly<Record<NodeKey, string>> = {
	receiver: '3CX Call Receiver',
	control: '3CX Call Control',
	monitor: '3CX Call Monitor',
	data: '3CX Call Data',
	'on-call': '3CX Update On-Call Forwarding',
};

export function needsXapi(node: NodeKey): boolean {
	return NODE_READS[node].length > 0;
}

/** The Monitor too, except with Source "Polling". */
export function needsCallControl(node: NodeKey): boolean {
	return node === 'receiver' || node === 'control' || node === 'monitor';
}

/** All of everything, for a report that asks for nothing. */
const ALL = {
	from: 0,
	to: 0,
	zone: { name: 'UTC', offset: '+00:00' },
	queues: [],
	extension: '',
	group: '',
	ringGroup: '',
	trunk: '',
	waitSeconds: 0,
	chartBy: 'Hour',
	includeQueueCalls: true,
	callArea: 0,
};

function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? '' : 's'}`;
}
