import { Row } from '../transport';
import type { CallEvent } from './callEvent';
import { CallTracker } from './callTracker';
import { readFrame } from './frame';
import { readParticipant, type Participant } from './participant';

/**
 * The events that a capture (`N8N_3CX_CAPTURE_FILE`) stands for: its frames and replies in their order, by the rules of
 * the tracker. Of a reply only what is about legs counts; lines that cannot be read are passed over.
 *
 * @param text JSON lines as the capture writes them; `at` of the events is ms since the capture began
 */
export function replayCapture(text: string): CallEvent[] {
	const tracker = new CallTracker();
	const events: CallEvent[] = [];
	for (const line of text.split('\n')) {
		const row = parse(line);
		const at = row?.integer('at');
		if (!row || at === undefined) continue;
		events.push(...tracker.settle(at), ...step(tracker, row, at));
	}
	return events;
}

function step(tracker: CallTracker, line: Row, at: number): CallEvent[] {
	const frame = line.child('frame');
	if (frame) return ofFrame(tracker, JSON.stringify(frame.raw), at);
	if (line.text('method') !== 'GET') return [];
	const path = line.text('path') ?? '';
	const status = line.integer('status');
	const { body } = line.raw;
	if (path === '/callcontrol' && Array.isArray(body)) {
		return tracker.compare(legsIn(body), at, { afterBreak: true, newer: () => false });
	}
	const [, dn, id] = /^\/callcontrol\/([^/]+)\/participants\/(\d+)$/.exec(path) ?? [];
	if (dn === undefined) return [];
	if (status === 404) return tracker.gone(decodeURIComponent(dn), Number(id), at);
	const participant = status === 200 ? readParticipant(body) : undefined;
	return participant ? tracker.seen(participant, at) : [];
}

/** An Upsert says nothing by itself: the reply that follows it does. */
function ofFrame(tracker: CallTracker, text: string, at: number): CallEvent[] {
	const frame = readFrame(text);
	switch (frame.kind) {
		case 'remove':
			return tracker.gone(frame.dn, frame.participantId, at);
		case 'digits':
			return tracker.pressed(frame.dn, frame.participantId, frame.digits, at);
		case 'upsert':
			return frame.participant ? tracker.seen(frame.participant, at) : [];
		default:
			return [];
	}
}

function legsIn(body: readonly unknown[]): Participant[] {
	return body.flatMap((dn) =>
		Row.of(dn)
			.children('participants')
			.flatMap(({ raw }) => readParticipant(raw) ?? []),
	);
}

function parse(line: string): Row | undefined {
	try {
		return Row.of(JSON.parse(line));
	} catch {
		return undefined;
	}
}
