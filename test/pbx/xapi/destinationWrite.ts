import type { Destination, DestinationType, PeerType } from '../world/destination';
import { isRow, textOf, type Row, type Value } from '../world/values';

/** A destination as a client wrote it; what was left out is empty. The types have been checked. */
export function destinationFrom(row: Row): Destination {
	return {
		To: textOf(row, 'To', 'None') as DestinationType,
		Number: textOf(row, 'Number'),
		External: textOf(row, 'External'),
		Name: textOf(row, 'Name'),
		Type: textOf(row, 'Type', 'None') as PeerType,
		Tags: [],
	};
}

/** How "Mobile" looks on the wire before and after a write. */
export interface MobileLook {
	/** Texts in `External` that a read may have shown for a given destination of kind Mobile. */
	shown(old: Destination): string[];
	/** True when the wire has no other way to say "Mobile" than an empty number. */
	emptyMeansMobile: boolean;
	/** True when an outside number cannot take the place of "Mobile" (switch `mobileDestinationWrite`). */
	staysMobile: boolean;
}

/**
 * A destination that replaces `old`. A client that writes back what it read keeps the kind; one
 * that writes another number makes it an ordinary outside destination (xapi.md §4.3).
 */
export function adoptDestination(
	incoming: Value,
	old: Destination | null | undefined,
	look: MobileLook,
): Destination | null {
	if (!isRow(incoming)) return null;
	const fresh = destinationFrom(incoming);
	const unchanged = look.staysMobile || (old && look.shown(old).includes(fresh.External));
	if (old?.mobile && old.To === fresh.To && unchanged) {
		return { ...fresh, External: old.External, mobile: true };
	}
	if (look.emptyMeansMobile && fresh.To === 'External' && fresh.External === '') {
		return { ...fresh, mobile: true };
	}
	return fresh;
}
