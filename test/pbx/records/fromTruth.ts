import type { CallTruth, LegTruth } from '../calls/truth';
import type { Party } from '../calls/party';
import { displayName } from '../world/users';
import { asRow, flagOf } from '../world/values';
import type { World } from '../world/world';
import { guid, PLAIN, type Segment, type SegmentParty } from './segment';

/** Legs that ended so were sent on, not left unanswered. */
const SENT_ON = ['voicemail', 'diverted'];

/** Gives a recorded leg its number. */
export type TakeRecording = (leg: LegTruth) => number;

/**
 * The rows that a call leaves in the log: one a leg, one for each queue or ring group it was in.
 *
 * @param now end of what is not over, for a call that is going on
 */
export function segmentsOf(
	call: CallTruth,
	world: World,
	takeRecording: TakeRecording,
	now = call.startedAt,
): Segment[] {
	const end = call.endedAt ?? now;
	const callKey = guid(call.startedAt, call.run * 100_000 + call.callid);
	const rows = [...waits(call, world, end), ...groups(call, world, end), ...tries(call, world)];
	for (const leg of call.legs) {
		if (leg.via === '' || world.dn(leg.dn)?.type === 'Queue') continue;
		rows.push(legRow(leg, world, end, takeRecording));
	}
	if (rows.length === 0) rows.push(nothing(call, world, end));
	return rows
		.sort((a, b) => a.start - b.start)
		.map((row, i) => ({ ...row, index: i + 1, callid: call.callid, callKey, mainKey: callKey }));
}

type Row = Omit<Segment, 'callid' | 'callKey' | 'mainKey' | 'index'>;

function waits(call: CallTruth, world: World, end: number): Row[] {
	return call.waits.map((wait) => {
		const source = sideOf(wait.party, world);
		const destination = dnSide(wait.queue, world);
		const rung = call.legs.filter((leg) => leg.via === wait.queue && leg.dn !== wait.queue);
		return {
			...PLAIN,
			kind: 'queue',
			source,
			destination,
			direction: isOutside(source) ? 'Inbound Queue' : 'Internal',
			// The queue has answered, an agent perhaps not (xapi.md §3.2, seen).
			status: 'Waiting',
			answered: true,
			start: wait.startedAt,
			ringMs: (wait.endedAt ?? end) - wait.startedAt,
			talkMs: 0,
			answeredBy: wait.answeredBy ?? '',
			attempts: rung.length,
			did: wait.party.did,
			reason: wait.why ?? '',
		};
	});
}

function groups(call: CallTruth, world: World, end: number): Row[] {
	const names = new Set(call.legs.map((leg) => leg.via));
	return [...names].flatMap((via) => {
		if (world.dn(via)?.type !== 'RingGroup') return [];
		const [first] = call.legs.filter((leg) => leg.via === via);
		if (!first) return [];
		const answeredAt = call.legs.find((leg) => leg.via === via && leg.answeredAt)?.answeredAt;
		const source = sideOf(first.party, world);
		const destination = dnSide(via, world);
		const row: Row = {
			...PLAIN,
			kind: 'ringGroup',
			source,
			destination,
			direction: directionOf(source, destination, false),
			status: 'Redirected',
			answered: false,
			start: first.startedAt,
			ringMs: (answeredAt ?? first.endedAt ?? end) - first.startedAt,
			talkMs: 0,
		};
		return [row];
	});
}

function tries(call: CallTruth, world: World): Row[] {
	return call.tries.map(({ destination, party, startedAt, endedAt, why }) => {
		const source = sideOf(party, world);
		const side = dnSide(destination, world);
		return {
			...unanswered(source, side, why),
			start: startedAt,
			ringMs: endedAt - startedAt,
		};
	});
}

function legRow(leg: LegTruth, world: World, end: number, takeRecording: TakeRecording): Row {
	const source = sideOf(leg.party, world);
	const destination = leg.number
		? { ...dnSide(leg.dn, world), number: leg.number }
		: dnSide(leg.dn, world);
	const over = leg.endedAt ?? end;
	const answered = leg.answeredAt !== null;
	const talkMs = answered ? over - (leg.answeredAt ?? over) : 0;
	const isQueueCall = world.dn(leg.via)?.type === 'Queue';
	const isRecorded = talkMs > 0 && [source, destination].some((side) => records(side.dn, world));
	return {
		...PLAIN,
		source,
		destination,
		direction: directionOf(source, destination, isQueueCall),
		status: answered ? 'Answered' : SENT_ON.includes(leg.why ?? '') ? 'Redirected' : 'Unanswered',
		answered,
		start: leg.startedAt,
		ringMs: (leg.answeredAt ?? over) - leg.startedAt,
		talkMs,
		via: leg.via === leg.dn ? '' : leg.via,
		did: leg.party.did,
		reason: leg.why ?? '',
		recordingId: isRecorded ? takeRecording(leg) : null,
	};
}

/** A call that nothing came of. */
function nothing(call: CallTruth, world: World, end: number): Row {
	const source = dnSide(call.from, world);
	const row = unanswered(source, dnSide(call.to, world), call.why ?? '');
	return { ...row, start: call.startedAt, ringMs: end - call.startedAt };
}

function unanswered(source: SegmentParty, destination: SegmentParty, reason: string) {
	const direction = directionOf(source, destination, false);
	return {
		...PLAIN,
		source,
		destination,
		direction,
		status: 'Unanswered' as const,
		answered: false,
		talkMs: 0,
		reason,
	};
}

function directionOf(from: SegmentParty, to: SegmentParty, isQueueCall: boolean) {
	if (isOutside(from)) return isQueueCall ? ('Inbound Queue' as const) : ('Inbound' as const);
	return isOutside(to) ? ('Outbound' as const) : ('Internal' as const);
}

function isOutside({ type }: SegmentParty): boolean {
	return type === 'ExternalLine';
}

function sideOf(party: Party, world: World): SegmentParty {
	const side = dnSide(party.dn, world);
	if (side.type !== 'ExternalLine') return side;
	return { ...side, number: party.number, name: party.name || side.name };
}

/** A DN, or an outside number that is not one. */
export function dnSide(number: string, world: World): SegmentParty {
	const dn = world.dn(number);
	const user = world.findUser(number);
	if (dn) {
		return { dn: number, type: dn.type, number, name: user ? displayName(user) : dn.name };
	}
	const [trunk] = world.trunks;
	return { dn: trunk?.Number ?? '', type: 'ExternalLine', number, name: trunk?.name ?? '' };
}

function records(dn: string, world: World): boolean {
	const user = world.findUser(dn);
	return user !== undefined && flagOf(asRow(user), 'RecordCalls');
}
