import { readParticipant, type Participant } from '../../../../nodes/shared/callControl';
import { wireLeg } from '../../../helpers/wireLeg';

/** A participant as on the wire: a call from outside that rings extension 101, with some fields changed. */
export function wire(fields: Record<string, unknown> = {}): Record<string, unknown> {
	return wireLeg({
		status: 'Ringing',
		dn: '101',
		party_caller_name: 'Anna Beispiel',
		device_id: 'sip:101@127.0.0.1:5063',
		legid: 4,
		...fields,
	});
}

/** The same as the nodes read it. */
export function leg(fields: Record<string, unknown> = {}): Participant {
	const read = readParticipant(wire(fields));
	if (!read) throw new Error('No participant');
	return read;
}

/** A call that extension 101 (or another) places. */
export function dialling(fields: Record<string, unknown> = {}): Participant {
	return leg({
		status: 'Dialing',
		party_caller_name: '',
		party_dn: '',
		party_dn_type: 'None',
		originated_by_dn: '',
		originated_by_type: 'None',
		legid: 1,
		...fields,
	});
}

/** One frame as on the wire. */
export function frame(
	type: unknown,
	entity: string,
	attached: unknown = null,
	sequence: unknown = 1,
): string {
	return JSON.stringify({ sequence, event: { event_type: type, entity, attached_data: attached } });
}
