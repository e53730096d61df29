import { Filter, type Row, type Xapi } from '../../shared/xapi';
import { goesOutside, type Destination } from '../forwarding/destination';
import { visible } from '../forwarding/surroundings';
import {
	GROUP_SETS,
	groupDestinations,
	readCallGroup,
	type CallGroup,
	type GroupSet,
} from './callGroup';
import { destinationsOf, readCallUser, USER_QUERIES, type CallUser } from './callUser';
import type { Dns } from './configuration';

/** Hops that are followed, as many as a call is. */
const MOST_ROUNDS = 10;
/** Numbers in one request: a longer address is cut by some proxies. */
const AT_ONCE = 20;
/** More than these are not looked up; a call that comes there goes on to "could not be looked up". */
const MOST_NUMBERS = 200;

/** Kinds of DN by the sets that have them. `Peers` has all of them. */
type Source = 'Users' | GroupSet | 'Peers';

const SOURCES: Readonly<Record<string, Source | undefined>> = {
	Extension: 'Users',
	Queue: 'Queues',
	RingGroup: 'RingGroups',
	IVR: 'Receptionists',
};

/** What is set by a number, and what kind it should be. */
interface Wanted {
	number: string;
	source: Source;
}

interface Found {
	users: Map<string, CallUser>;
	groups: Map<string, CallGroup>;
	peers: Map<string, string | undefined>;
}

/**
 * Reads the users, queues, ring groups and IVRs that calls can come to from some destinations on, hop by hop: one
 * request for a kind and hop, not one for a number.
 *
 * @throws ThreeCxError when 3CX cannot be reached
 */
export async function readDns(xapi: Xapi, starts: readonly Destination[]): Promise<Dns> {
	const found: Found = { users: new Map(), groups: new Map(), peers: new Map() };
	const asked = new Set<string>();
	let next = starts.flatMap(wantedBy);
	for (let round = 0; round < MOST_ROUNDS && next.length > 0; round++) {
		const fresh = next.filter(({ number, source }) => {
			const name = `${source} ${number}`;
			if (asked.has(name) || asked.size >= MOST_NUMBERS) return false;
			asked.add(name);
			return true;
		});
		const rounds = [...new Set(fresh.map(({ source }) => source))].map(async (source) => {
			const numbers = fresh.filter((one) => one.source === source).map(({ number }) => number);
			return await readSource(xapi, source, numbers, found);
		});
		next = (await Promise.all(rounds)).flat();
	}
	return found;
}

/** The numbers that a destination leads to; an outside one may be a DN all the same (xapi.md §11 no. 12). */
export function wantedBy(destination: Destination): Wanted[] {
	const { to, number, external } = destination;
	if (goesOutside(destination) || to === 'Deflect') {
		const short = external.replace(/[\s\-/().]/g, '');
		return /^\d{2,5}$/.test(short) ? [{ number: short, source: 'Peers' }] : [];
	}
	if (number === '' || ENDS.includes(to)) return [];
	return [{ number, source: SOURCES[to] ?? 'Peers' }];
}

/** Destinations where a call stays. */
const ENDS: readonly string[] = ['None', 'EndCall', 'VoiceMail', 'VoiceMailOfDestination'];

/** Reads numbers of a kind. @returns what is wanted because of them */
async function readSource(
	xapi: Xapi,
	source: Source,
	numbers: readonly string[],
	found: Found,
): Promise<Wanted[]> {
	const next: Wanted[] = [];
	for (let i = 0; i < numbers.length; i += AT_ONCE) {
		const some = numbers.slice(i, i + AT_ONCE);
		const rows = await readRows(xapi, source, some);
		const missing = new Set(some);
		for (const row of rows ?? []) {
			const number = row.text('Number') ?? '';
			missing.delete(number);
			if (source === 'Users') {
				const user = readCallUser(row);
				found.users.set(number, user);
				next.push(...destinationsOf(user).flatMap(wantedBy));
			} else if (source === 'Peers') {
				const type = row.text('Type') ?? '';
				found.peers.set(number, type);
				const own = SOURCES[type];
				if (own) next.push({ number, source: own });
			} else {
				const group = readCallGroup(row, source);
				found.groups.set(number, group);
				next.push(...groupDestinations(group).flatMap(wantedBy));
			}
		}
		// Whether there is no such number, or the client may not see it, the list of all DNs tells.
		for (const number of missing) {
			if (source !== 'Peers') next.push({ number, source: 'Peers' });
			else if (rows) found.peers.set(number, undefined);
		}
	}
	return next;
}

/** @returns undefined where the client may not read the set */
async function readRows(
	xapi: Xapi,
	source: Source,
	numbers: readonly string[],
): Promise<Row[] | undefined> {
	const filter = Filter.any(...numbers.map((number) => Filter.eq('Number', number)));
	const page = { filter, top: 100 };
	if (source === 'Peers') {
		const select = ['Id', 'Number', 'Type'];
		return await visible(xapi.page('Peers', { select, ...page }));
	}
	if (source === 'Users') {
		const [whole, core] = USER_QUERIES;
		return (
			(await visible(xapi.page('Users', { ...whole, ...page }))) ??
			(await visible(xapi.page('Users', { ...core, ...page })))
		);
	}
	return await visible(xapi.page(source, { ...GROUP_SETS[source], ...page }));
}
