import { Row } from '../transport';

/**
 * A leg of a call as 3CX shows it (call-control-api.md §4). There is no direction, no time and no cause in it.
 * Empty texts stand for "not set", as on the wire.
 */
export interface Participant {
	/** Unique for one run of the PBX, as far as seen. */
	id: number;
	/** `Dialing`, `Ringing`, `Connected`; any other word means neither connected nor ended. */
	status: string;
	/** DN that the leg belongs to. */
	dn: string;
	partyCallerName: string;
	/** DN of the other side: a trunk for outside calls, an extension, `666` for voicemail; empty while dialling. */
	partyDn: string;
	/** Number of the other side: the caller's, or the one that was dialled. */
	partyCallerId: string;
	/** Often empty on V20. */
	partyDid: string;
	deviceId: string;
	/** `Wextension`, `Wroutepoint`, `Wqueue`, `Wivr`, `Wexternalline`, `Wspecialmenu`, `None`, or another word. */
	partyDnType: string;
	/** Only devices with it can be answered. */
	directControl: boolean;
	originatedByDn: string;
	originatedByType: string;
	referredByDn: string;
	referredByType: string;
	onBehalfOfDn: string;
	onBehalfOfType: string;
	/** Shared by all legs of a call; small, and starts over with the PBX. */
	callid: number;
	legid: number;
}

/** A participant from a reply; undefined when it has no id, which is then none. Ids may come as text (switch T27). */
export function readParticipant(value: unknown): Participant | undefined {
	const row = Row.of(value);
	const id = wholeNumber(row, 'id');
	if (id === undefined) return undefined;
	const text = (name: string) => row.text(name) ?? '';
	return {
		id,
		status: text('status'),
		dn: text('dn'),
		partyCallerName: text('party_caller_name'),
		partyDn: text('party_dn'),
		partyCallerId: text('party_caller_id'),
		partyDid: text('party_did'),
		deviceId: text('device_id'),
		partyDnType: text('party_dn_type'),
		directControl: row.flag('direct_control') ?? false,
		originatedByDn: text('originated_by_dn'),
		originatedByType: text('originated_by_type'),
		referredByDn: text('referred_by_dn'),
		referredByType: text('referred_by_type'),
		onBehalfOfDn: text('on_behalf_of_dn'),
		onBehalfOfType: text('on_behalf_of_type'),
		callid: wholeNumber(row, 'callid') ?? 0,
		legid: wholeNumber(row, 'legid') ?? 0,
	};
}

function wholeNumber(row: Row, name: string): number | undefined {
	const text = row.text(name);
	return (
		row.integer(name) ?? (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined)
	);
}
