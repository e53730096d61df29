import { wireType } from '../callControl/dnTypes';
import type { World } from '../world/world';

/** A DN with its type as on the wire. */
export interface DnRef {
	dn: string;
	type: string;
}

/** What stands in a field that names no DN: empty text and `None` (call-control-api.md §4). */
export const NO_DN: DnRef = { dn: '', type: 'None' };

/** Voicemail as a party: the special menu 666 (call-control-api.md §4, captured). */
export const VOICEMAIL: DnRef = { dn: '666', type: 'Wspecialmenu' };

/** The other side as a leg shows it. */
export interface Party extends DnRef {
	/** Caller's number, or the number dialled. */
	number: string;
	name: string;
	did: string;
}

/** A DN of the PBX as the other side. */
export function dnParty(world: World, number: string): Party {
	const dn = world.dn(number);
	const type = dn ? wireType(dn.type) : 'None';
	return { dn: number, type, number, name: dn?.name ?? '', did: '' };
}

/** An outside number that is being dialled: no DN until it rings. */
export function dialledParty(number: string): Party {
	return { ...NO_DN, number, name: '', did: '' };
}
