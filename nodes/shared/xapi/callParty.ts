import type { Directory, DnKind } from './directory';

/** One side of an active call, read from its display text. */
export interface CallParty {
	/** DN; `MakeCall` for a call that the API has just started; empty when the text is. */
	dn: string;
	kind: DnKind;
	name: string;
	/** Outside number, of a trunk's call; empty otherwise. */
	number: string;
}

/** The last brackets of a text, when a number stands in them. */
const NUMBER = /\s*\((\+?[\d*#][\d*#\s/.-]*)\)\s*$/;

/**
 * Reads `10000 MyTrunk (+15555550100)`, `1002 tools, admin`, `SP0 Shared Parking`: the first token is the DN, the rest
 * its name, and for trunks the outside number stands in brackets at the end (xapi.md §3.1).
 */
export function readParty(text: string, directory: Directory): CallParty {
	const shown = text.trim();
	const dn = /^\S*/.exec(shown)?.[0] ?? '';
	const rest = shown.slice(dn.length).trim();
	const kind = dn === '' ? 'unknown' : directory.kindOf(dn);
	const found = NUMBER.exec(rest);
	// "101 Room (12)" is a name: an extension has no outside number.
	if (!found || (kind !== 'trunk' && kind !== 'unknown')) {
		return { dn, kind, name: rest, number: '' };
	}
	return { dn, kind, name: rest.slice(0, found.index).trim(), number: (found[1] ?? '').trim() };
}
