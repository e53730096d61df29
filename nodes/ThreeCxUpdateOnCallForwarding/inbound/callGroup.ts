import { Row } from '../../shared/xapi';
import { readDestination, type Destination } from '../forwarding/destination';

/** Where calls go when the department is not open; undefined: nothing is set for that. */
export interface OfficeRoutes {
	closed: Destination | undefined;
	break: Destination | undefined;
	holiday: Destination | undefined;
}

/** A queue, a ring group or an IVR (xapi.md §3.6, §3.8). */
export interface CallGroup {
	kind: 'queue' | 'ringGroup' | 'ivr';
	number: string;
	name: string;
	/** First department; undefined: the default one. */
	groupId: number | undefined;
	routes: OfficeRoutes;
	/** Agents or members by name and number; an IVR has none. */
	members: readonly string[];
	/** Seconds until the call goes on to `otherwise`; undefined: 3CX does not say. */
	timeout: number | undefined;
	/** Where a call goes that nobody takes, or whose caller presses nothing. */
	otherwise: Destination | undefined;
	/** What the keys of an IVR do. */
	keys: ReadonlyArray<{ key: string; destination: Destination }>;
	/** A script of the PBX decides: what it does cannot be read. */
	scripted: boolean;
}

const ROUTES = ['OutOfOfficeRoute', 'BreakRoute', 'HolidaysRoute'];

/** What to read of each kind, by entity set. */
export const GROUP_SETS = {
	Queues: {
		select: ['Id', 'Number', 'Name', 'MasterTimeout', 'ForwardNoAnswer', ...ROUTES],
		expand: ['Groups', 'Agents'],
	},
	RingGroups: {
		select: ['Id', 'Number', 'Name', 'RingTime', 'ForwardNoAnswer', ...ROUTES],
		expand: ['Groups', 'Members'],
	},
	Receptionists: {
		select: [
			'Id',
			'Number',
			'Name',
			'IVRType',
			'Timeout',
			'TimeoutForwardType',
			'TimeoutForwardDN',
			...ROUTES,
		],
		expand: ['Groups', 'Forwards'],
	},
} as const;

export type GroupSet = keyof typeof GROUP_SETS;

export function readCallGroup(row: Row, set: GroupSet): CallGroup {
	const route = (name: string) => {
		const destination = row.child(name)?.child('Route');
		return destination && readDestination(destination);
	};
	const common = {
		number: row.text('Number') ?? '',
		name: row.text('Name') ?? '',
		groupId: row.children('Groups')[0]?.integer('GroupId'),
		routes: {
			closed: route('OutOfOfficeRoute'),
			break: route('BreakRoute'),
			holiday: route('HolidaysRoute'),
		},
		keys: [],
		scripted: false,
	};
	if (set === 'Receptionists') {
		return {
			...common,
			kind: 'ivr',
			members: [],
			timeout: row.integer('Timeout'),
			otherwise: ivrDestination(row.text('TimeoutForwardType'), row.text('TimeoutForwardDN')),
			keys: row.children('Forwards').map((forward) => ({
				key: forward.text('Input') ?? '',
				destination: ivrDestination(forward.text('ForwardType'), forward.text('ForwardDN')),
			})),
			scripted: row.text('IVRType') === 'ScriptBased',
		};
	}
	const isQueue = set === 'Queues';
	return {
		...common,
		kind: isQueue ? 'queue' : 'ringGroup',
		members: row
			.children(isQueue ? 'Agents' : 'Members')
			.map((one) => [one.text('Name'), one.text('Number')].filter(Boolean).join(' ')),
		timeout: row.integer(isQueue ? 'MasterTimeout' : 'RingTime'),
		otherwise: readDestination(row.child('ForwardNoAnswer')),
	};
}

/** Every destination that calls to the group may take at some time. */
export function groupDestinations({ routes, otherwise, keys }: CallGroup): Destination[] {
	const all = [routes.closed, routes.break, routes.holiday, otherwise];
	return [...all, ...keys.map(({ destination }) => destination)].flatMap((one) => one ?? []);
}

/** IVRForwardType as a destination (xapi.md §3.8); what only the caller decides stays a word of its own. */
function ivrDestination(type = 'EndCall', dn = ''): Destination {
	return { to: type === 'EndCall' ? 'None' : type, number: dn, external: '' };
}
