import type { Row } from '../transport';
import { readParty, type CallParty } from './callParty';
import type { Directory } from './directory';
import { Filter } from './filter';
import { instant } from './times';
import type { Xapi } from './xapi';

/**
 * How far a call is. 3CX tells a free text and calls a caller in a queue `Talking` as well (xapi.md §3.1), so:
 * `waiting` in a queue, `parked`, `inMenu` at a digital receptionist, route point or voicemail, `answered` by a person
 * or an outside party, `ringing`, `transferring`; `other` for words that nobody has seen.
 */
export type CallState =
	| 'ringing'
	| 'answered'
	| 'waiting'
	| 'parked'
	| 'inMenu'
	| 'transferring'
	| 'other';

export const CALL_STATES: readonly CallState[] = [
	'answered',
	'inMenu',
	'other',
	'parked',
	'ringing',
	'transferring',
	'waiting',
];

export type CallDirection = 'inbound' | 'outbound' | 'internal';
export const CALL_DIRECTIONS: readonly CallDirection[] = ['inbound', 'internal', 'outbound'];

/** A call of the PBX that is going on. Times in ms since 1970, by the clock of the PBX. */
export interface ActiveCall {
	/** Starts over with the PBX. */
	id: number;
	caller: CallParty;
	callee: CallParty;
	state: CallState;
	/** As 3CX puts it. */
	status: string;
	direction: CallDirection;
	/** When it was answered, by whatever: a queue or a menu counts. Undefined before that. */
	establishedAt: number | undefined;
	/** The same, else when it last changed. */
	startedAt: number | undefined;
	changedAt: number | undefined;
	/** The clock of the PBX at the time of reading. */
	pbxNow: number | undefined;
	/** Number of the queue that it waits in; empty otherwise. */
	queue: string;
	/** Name of the trunk that it uses; empty for internal calls. */
	trunk: string;
	/** Outside number, or extension, of who calls. */
	fromNumber: string;
	toNumber: string;
	/** Extensions that are part of it. */
	extensions: readonly string[];
	/** Those of them that ring, as far as 3CX shows them: one, or all in rows of their own (xapi.md §11 no. 9). */
	ringing: readonly string[];
}

const RINGING = ['routing', 'rerouting', 'initiating', 'ringing', 'dialing', 'dialling'];
const CONNECTED = ['talking', 'connected'];

export const ACTIVE_CALL_FIELDS = [
	'Id',
	'Caller',
	'Callee',
	'Status',
	'EstablishedAt',
	'LastChangeStatus',
	'ServerNow',
];

/** Reads a row of ActiveCalls; undefined when it has no Id. */
export function readActiveCall(row: Row, directory: Directory): ActiveCall | undefined {
	const id = row.integer('Id');
	if (id === undefined) return undefined;
	const caller = readParty(row.text('Caller') ?? '', directory);
	const callee = readParty(row.text('Callee') ?? '', directory);
	const status = row.text('Status') ?? '';
	const changedAt = instant(row.text('LastChangeStatus'));
	const state = stateOf(status, callee);
	const establishedAt = instant(row.text('EstablishedAt'));
	return {
		id,
		caller,
		callee,
		state,
		status,
		direction: directionOf(caller, callee),
		establishedAt,
		startedAt: establishedAt ?? changedAt,
		changedAt,
		pbxNow: instant(row.text('ServerNow')),
		queue: callee.kind === 'queue' ? callee.dn : '',
		trunk: [caller, callee].find(({ kind }) => kind === 'trunk')?.name ?? '',
		fromNumber: caller.number || (caller.dn === MAKE_CALL ? '' : caller.dn),
		toNumber: callee.number || callee.dn,
		extensions: [caller, callee].filter(({ kind }) => kind === 'extension').map(({ dn }) => dn),
		ringing: state === 'ringing' && callee.kind === 'extension' ? [callee.dn] : [],
	};
}

/** Shown as caller of a call of the API until its first leg answers (xapi.md §3.1). */
const MAKE_CALL = 'MakeCall';

function stateOf(status: string, { kind }: CallParty): CallState {
	const word = status.toLowerCase();
	if (word === 'transferring') return 'transferring';
	if (kind === 'parking') return 'parked';
	if (CONNECTED.includes(word)) {
		switch (kind) {
			case 'queue':
				return 'waiting';
			case 'ivr':
			case 'routePoint':
			case 'system':
				return 'inMenu';
			default:
				return 'answered';
		}
	}
	if (!RINGING.includes(word)) return 'other';
	return kind === 'queue' ? 'waiting' : 'ringing';
}

function directionOf(caller: CallParty, callee: CallParty): CallDirection {
	if (isOutside(caller)) return 'inbound';
	return isOutside(callee) ? 'outbound' : 'internal';
}

function isOutside({ kind }: CallParty): boolean {
	return kind === 'trunk' || kind === 'external';
}

/** Seconds since an instant by the clock of the PBX, never the local one; 0 when unknown. */
export function secondsSince(at: number | undefined, pbxNow: number | undefined): number {
	if (at === undefined || pbxNow === undefined) return 0;
	return Math.max(0, Math.round((pbxNow - at) / 1000));
}

/**
 * All calls of the PBX, or the one with this number. A call that rings several phones may come as several rows
 * (xapi.md §11 no. 9): it is one here, with all of its extensions.
 */
export async function readActiveCalls(
	xapi: Xapi,
	directory: Directory,
	id?: number,
): Promise<ActiveCall[]> {
	const calls = new Map<number, ActiveCall>();
	const filter = id === undefined ? undefined : Filter.eq('Id', id);
	const query = { select: ACTIVE_CALL_FIELDS, orderBy: 'Id', filter };
	for await (const row of xapi.all('ActiveCalls', query)) {
		const call = readActiveCall(row, directory);
		if (!call) continue;
		const known = calls.get(call.id);
		calls.set(call.id, known ? merged(known, call) : call);
	}
	return [...calls.values()];
}

function merged(known: ActiveCall, more: ActiveCall): ActiveCall {
	const union = (one: readonly string[], other: readonly string[]) => [
		...new Set([...one, ...other]),
	];
	return {
		...known,
		extensions: union(known.extensions, more.extensions),
		ringing: union(known.ringing, more.ringing),
	};
}
