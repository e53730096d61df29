import { Row } from '../../shared/xapi';

/** Where a forwarding rule sends a call (xapi.md §3.4). */
export interface Destination {
	/** 3CX's word: `External`, `VoiceMail`, `Extension`, `None` … */
	to: string;
	/** DN, for destinations inside the PBX. */
	number: string;
	/** Number dialled through a trunk. Empty under `External`: presumably the user's Mobile (xapi.md §4.3 A). */
	external: string;
}

/** Destinations that dial a number through a trunk; `Boomerang` returns to voicemail when nobody answers. */
const OUTSIDE: readonly string[] = ['External', 'Boomerang'];

export function readDestination(row: Row | undefined): Destination {
	return {
		to: row?.text('To') ?? 'None',
		number: row?.text('Number') ?? '',
		external: row?.text('External') ?? '',
	};
}

/** Whether the destination leaves the PBX. */
export function goesOutside(destination: Destination): boolean {
	return OUTSIDE.includes(destination.to);
}

/** Whether the destination rings a DN of the PBX. */
export function ringsInside(destination: Destination): boolean {
	return (
		destination.number !== '' &&
		['Extension', 'Queue', 'RingGroup', 'IVR', 'RoutePoint'].includes(destination.to)
	);
}

/**
 * What to write so that calls go to an outside number. Three keys only: the shape seen to work (xapi.md §4.6).
 * A boomerang stays one: who set it up wants the call back when nobody answers.
 */
export function outsideDestination(
	number: string,
	before: Destination,
): Readonly<Record<string, string>> {
	return before.to === 'Boomerang'
		? { To: 'Boomerang', Number: before.number, External: number }
		: { To: 'External', Number: '', External: number };
}

/** What to write so that calls ring a DN of the PBX. */
export function insideDestination(dn: string, to: string): Readonly<Record<string, string>> {
	return { To: to, Number: dn, External: '' };
}

/** In words, for messages; the number itself is left out. */
export function describeDestination({ to, number }: Destination): string {
	switch (to) {
		case 'External':
			return 'an outside number';
		case 'Boomerang':
			return 'an outside number and back';
		case 'VoiceMail':
			return 'voicemail';
		case 'None':
			return 'nowhere (the call ends)';
		default:
			return number === '' ? to : `${to} ${number}`;
	}
}
