import type { CallTruth, LegTruth } from '../../pbx';
import { EXTENSIONS, MENUS, PARKING, QUEUES } from './practice';

/** What is to be seen of a call at a moment, by what really happened; not by what the simulator shows. */
export type Moment =
	| { kind: 'waiting'; queue: string; rings: readonly string[] }
	/** Two speak; `taker` is the one who did not begin the call. */
	| { kind: 'up'; taker: string; extension: string }
	| { kind: 'parked' }
	| { kind: 'menu' }
	/** Phones ring for a call that was never up. */
	| { kind: 'ringing'; rings: readonly string[] }
	/** Somebody is being asked, or nothing rings yet. */
	| { kind: 'between' };

/** How boundaries count: an event at the very ms of a look may have been seen or not. */
type Side = 'before' | 'after';

const isWithin = (from: number, to: number | null, at: number, side: Side) =>
	side === 'after' ? from <= at && at < (to ?? Infinity) : from < at && at <= (to ?? Infinity);

/** The call at a moment, undefined when it was not there; both sides of it when something happened at that very ms. */
export function momentsAt(call: CallTruth, at: number): Array<Moment | undefined> {
	const after = momentAt(call, at, 'after');
	const before = momentAt(call, at, 'before');
	const isSame = JSON.stringify(before) === JSON.stringify(after);
	return isSame ? [after] : [before, after];
}

function momentAt(call: CallTruth, at: number, side: Side): Moment | undefined {
	if (!isWithin(call.startedAt, call.endedAt, at, side)) return undefined;
	const legs = call.legs.filter(({ startedAt, endedAt }) => isWithin(startedAt, endedAt, at, side));
	const isUp = ({ answeredAt, endedAt }: LegTruth) =>
		answeredAt !== null && isWithin(answeredAt, endedAt, at, side);
	const [caller, ...others] = legs;
	const isDialling = (leg: LegTruth) => leg.via === '' && !isUp(leg);
	const rings = others.filter((leg) => !isUp(leg) && !isDialling(leg)).map(whoIs);
	const wait = call.waits.find((one) => isWithin(one.startedAt, one.endedAt, at, side));
	if (wait) return { kind: 'waiting', queue: wait.queue, rings };
	const taker = others.find(isUp);
	if (taker && caller) {
		if (rings.length > 0) return { kind: 'between' };
		if (taker.dn === PARKING) return { kind: 'parked' };
		if (isMachine(taker)) return { kind: 'menu' };
		const extension = [taker, caller].map(whoIs).find((who) => EXTENSIONS.includes(who));
		return { kind: 'up', taker: whoIs(taker), extension: extension ?? '' };
	}
	const wasUp = call.answeredAt !== null && isWithin(call.answeredAt, null, at, side);
	return rings.length > 0 && !wasUp ? { kind: 'ringing', rings } : { kind: 'between' };
}

/** Who is surely shown in the call at a moment, the one who calls first: a queue hides the others, phones that ring each other. */
export function partiesAt(call: CallTruth, at: number): string[] {
	const isNow = ({ startedAt, endedAt }: Pick<LegTruth, 'startedAt' | 'endedAt'>) =>
		isWithin(startedAt, endedAt, at, 'after');
	const [caller, ...others] = call.legs.filter(isNow);
	const hides = call.waits.some(isNow) || others.length > 1;
	return [caller, ...(hides ? [] : others)].flatMap((leg) => (leg ? whoIs(leg) : []));
}

function whoIs({ dn, number }: LegTruth): string {
	return number || dn;
}

function isMachine({ dn }: LegTruth): boolean {
	return MENUS.includes(dn) || QUEUES.includes(dn) || dn === '666';
}
