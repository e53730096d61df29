import { Row } from '../transport';
import { readParticipant, type Participant } from './participant';

interface About {
	dn: string;
	participantId: number;
	/** Rises; where it starts over and whether a gap means loss is not known. */
	sequence: number | undefined;
}

/** What a frame of the event connection says (call-control-api.md §5). */
export type Frame =
	/** With the leg itself, where 3CX ever sends it along (switch T3). */
	| (About & { kind: 'upsert'; participant: Participant | undefined })
	| (About & { kind: 'remove' })
	/** Keys in the order they were pressed: 0-9, *, #, A-D. */
	| (About & { kind: 'digits'; digits: string })
	/** Not for us; `why` is for the log and repeats nothing of the content. */
	| { kind: 'ignored'; why: string };

/** A participant has some 600 characters. */
const LONGEST = 256 * 1024;
const RESPONSE = 4;

/** Reads one text frame. Never throws: what it cannot read is `ignored`. */
export function readFrame(text: string): Frame {
	if (text.length > LONGEST) return ignored('it is too long');
	const envelope = parse(text);
	const event = envelope?.child('event');
	const type = event && numberOf(event, 'event_type');
	if (!envelope || !event || type === undefined) return ignored('it is no event');
	// Answers to requests over the socket; we make none (3CX recommends HTTP for them).
	if (type === RESPONSE) return ignored('it is a response');
	if (type < 0 || type > 2) return ignored(`its type ${type} is not known`);
	const entity = readEntity(event.text('entity') ?? '');
	if (!entity) return ignored('it is not about a participant');
	const about = { ...entity, sequence: numberOf(envelope, 'sequence') };
	if (type === 1) return { kind: 'remove', ...about };
	if (type === 0) return { kind: 'upsert', ...about, participant: attached(event, entity) };
	const digits = (event.child('attached_data')?.text('dtmf_input') ?? '').toUpperCase();
	const keys = digits.replace(/[^0-9*#A-D]/g, '');
	if (keys === '') return ignored('it holds no key');
	return { kind: 'digits', ...about, digits: keys };
}

type Entity = Pick<About, 'dn' | 'participantId'>;

function readEntity(entity: string): Entity | undefined {
	const [, dn, id] = /^\/callcontrol\/([^/]+)\/participants\/(\d{1,15})\/?$/i.exec(entity) ?? [];
	if (dn === undefined || id === undefined) return undefined;
	try {
		return { dn: decodeURIComponent(dn), participantId: Number(id) };
	} catch {
		return undefined;
	}
}

/** The participant in an Upsert, when it is whole and the one that the frame is about. */
function attached(event: Row, entity: Entity): Participant | undefined {
	const participant = readParticipant(event.child('attached_data')?.raw);
	const fits =
		participant?.id === entity.participantId &&
		participant.dn === entity.dn &&
		participant.status !== '' &&
		participant.callid !== 0;
	return fits ? participant : undefined;
}

function parse(text: string): Row | undefined {
	try {
		return Row.of(JSON.parse(text));
	} catch {
		return undefined;
	}
}

function numberOf(row: Row, name: string): number | undefined {
	const text = row.text(name);
	return (
		row.integer(name) ?? (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined)
	);
}

function ignored(why: string): Frame {
	return { kind: 'ignored', why };
}
