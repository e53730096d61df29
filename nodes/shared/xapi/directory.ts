import { asThreeCxError, HttpError } from '../transport';
import { Filter } from './filter';
import type { Xapi } from './xapi';

/** What a DN is. `system` are the menus of the PBX itself, such as voicemail; `external` is an outside number. */
export type DnKind =
	| 'extension'
	| 'trunk'
	| 'external'
	| 'queue'
	| 'ringGroup'
	| 'ivr'
	| 'routePoint'
	| 'parking'
	| 'system'
	| 'unknown';

/** PeerType (xapi.md §3.4). */
const KINDS: Readonly<Record<string, DnKind>> = {
	Extension: 'extension',
	ExternalLine: 'trunk',
	Queue: 'queue',
	RingGroup: 'ringGroup',
	IVR: 'ivr',
	RoutePoint: 'routePoint',
	Parking: 'parking',
	SpecialMenu: 'system',
	Conference: 'system',
	Fax: 'system',
	Group: 'system',
};

/** A DN that is no person's extension. */
export interface DnEntry {
	number: string;
	name: string;
	kind: DnKind;
}

/** What the DNs are that are nobody's extension: active calls show texts only (xapi.md §3.1). */
export class Directory {
	private readonly entries: ReadonlyMap<string, DnEntry>;

	constructor(entries: Iterable<DnEntry>) {
		this.entries = new Map([...entries].map((entry) => [entry.number, entry]));
	}

	find(number: string): DnEntry | undefined {
		return this.entries.get(number);
	}

	/** Of what is not listed: digits are an extension, many an outside number, `SP0` a parking place, `*888` a code for one. */
	kindOf(number: string): DnKind {
		const known = this.entries.get(number)?.kind;
		if (known !== undefined) return known;
		if (/^(SP\d+|\*\d+)$/i.test(number)) return 'parking';
		if (/^\+\d+$|^\d{7,}$/.test(number)) return 'external';
		if (/^\d{5}$/.test(number) && Number(number) >= FIRST_TRUNK) return 'trunk';
		return /^\d+$/.test(number) ? 'extension' : 'unknown';
	}

	ofKind(kind: DnKind): DnEntry[] {
		return [...this.entries.values()].filter((entry) => entry.kind === kind);
	}
}

/** Trunks are numbered from here on unless somebody changed it (xapi.md §3.1). */
const FIRST_TRUNK = 10_000;

/** Reads the DNs that are no extensions: one request on most PBXs. */
export async function readDirectory(xapi: Xapi): Promise<Directory> {
	const [peers, trunks] = await Promise.all([readPeers(xapi), readTrunks(xapi)]);
	return new Directory([...peers, ...trunks]);
}

async function readPeers(xapi: Xapi): Promise<DnEntry[]> {
	const entries: DnEntry[] = [];
	const query = {
		select: ['Id', 'Number', 'Name', 'Type'],
		filter: Filter.ne('Type', 'Extension'),
		orderBy: 'Number',
	};
	for await (const row of xapi.all('Peers', query)) {
		const number = row.text('Number');
		if (number === undefined) continue;
		const kind = KINDS[row.text('Type') ?? ''] ?? 'unknown';
		entries.push({ number, name: row.text('Name') ?? '', kind });
	}
	return entries;
}

/** Whether Peers hold the trunks is told nowhere. A role that may not read them goes without. */
async function readTrunks(xapi: Xapi): Promise<DnEntry[]> {
	try {
		const entries: DnEntry[] = [];
		for await (const row of xapi.all('Trunks', { select: ['Id', 'Number'], orderBy: 'Number' })) {
			const number = row.text('Number');
			if (number !== undefined) entries.push({ number, name: '', kind: 'trunk' });
		}
		return entries;
	} catch (error) {
		const problem = asThreeCxError(error);
		if (problem instanceof HttpError && problem.status === 403) return [];
		throw problem;
	}
}
