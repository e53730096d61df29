import type { Leg, LegState } from '../calls/leg';
import type { Switches } from '../switches';

/** A participant on the wire: 18 fields, all always there (call-control-api.md §4). */
export interface ParticipantObject {
	id: number | string;
	status: string;
	dn: string;
	party_caller_name: string;
	party_dn: string;
	party_caller_id: string;
	party_did: string;
	device_id: string;
	party_dn_type: string;
	direct_control: boolean;
	originated_by_dn: string;
	originated_by_type: string;
	referred_by_dn: string;
	referred_by_type: string;
	on_behalf_of_dn: string;
	on_behalf_of_type: string;
	callid: number | string;
	legid: number | string;
	/** Only with the switch `participantUid` (T13). */
	participant_uid?: string;
}

/** A leg as an object; `state` is an older one when a stale reply is wanted. */
export function participantObject(
	leg: Leg,
	dn: string,
	switches: Switches,
	state: LegState = leg.state,
): ParticipantObject {
	const { party, originatedBy, referredBy, onBehalfOf } = state;
	const id = (value: number) => (switches.idFormat === 'text' ? String(value) : value);
	const uid = `00000000-0000-4000-9000-${String(leg.id).padStart(12, '0')}`;
	return {
		id: id(leg.id),
		status: state.status,
		dn,
		party_caller_name: party.name,
		party_dn: party.dn,
		party_caller_id: party.number,
		party_did: party.did,
		device_id: leg.deviceId,
		party_dn_type: party.type,
		direct_control: leg.directControl,
		originated_by_dn: originatedBy.dn,
		originated_by_type: originatedBy.type,
		referred_by_dn: referredBy.dn,
		referred_by_type: referredBy.type,
		on_behalf_of_dn: onBehalfOf.dn,
		on_behalf_of_type: onBehalfOf.type,
		callid: id(leg.call.callid),
		legid: id(leg.legid),
		...(switches.participantUid === 'present' ? { participant_uid: uid } : {}),
	};
}
