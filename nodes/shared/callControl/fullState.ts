import { ProtocolError, Row, urlPart, type Http } from '../transport';
import { readParticipant, type Participant } from './participant';

/** A DN that this client was granted. */
export interface WatchedDn {
	dn: string;
	/** `Wroutepoint`, `Wextension`, `Wqueue`, `Wivr`, or another word. */
	type: string;
}

/** Everything that the client may see at one moment. */
export interface FullState {
	dns: WatchedDn[];
	participants: Participant[];
}

/**
 * Reads the full state: `GET /callcontrol` (call-control-api.md §3 no. 1, §4). A DN shown without its participants is
 * asked for them, so that "not shown" is never taken for "no call".
 *
 * @throws ThreeCxError
 */
export async function readFullState(http: Http): Promise<FullState> {
	const dns: WatchedDn[] = [];
	const participants: Participant[] = [];
	for (const row of rowsOf((await http.request({ method: 'GET', path: '/callcontrol' })).body)) {
		const dn = row.text('dn');
		if (dn === undefined || dn === '') continue;
		dns.push({ dn, type: row.text('type') ?? '' });
		const shown = Array.isArray(row.raw.participants)
			? row.children('participants')
			: rowsOf((await http.request({ method: 'GET', path: participantsPath(dn) })).body);
		for (const { raw } of shown) {
			const participant = readParticipant(raw);
			if (participant) participants.push({ ...participant, dn: participant.dn || dn });
		}
	}
	return { dns, participants };
}

/** Path of a participant. */
export function participantPath(dn: string, participantId: number): string {
	return `${participantsPath(dn)}/${participantId}`;
}

function participantsPath(dn: string): string {
	return `/callcontrol/${urlPart('Extension', dn)}/participants`;
}

function rowsOf(body: unknown): Row[] {
	if (Array.isArray(body)) return body.map((item) => Row.of(item));
	throw new ProtocolError('3CX did not answer with a list of its extensions', true, {
		hint: 'The PBX must be 3CX V20 with the Call Control API; while it starts it may answer otherwise.',
	});
}
