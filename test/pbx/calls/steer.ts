import { wireType } from '../callControl/dnTypes';
import { Attempt, DEFAULT_TIMEOUT_MS, type TargetWishes } from './attempt';
import { otherLeg, type Call } from './call';
import type { Exchange } from './exchange';
import { failureOf, type Failure } from './failure';
import { join } from './join';
import { isConnected, type Leg } from './leg';
import { dnParty, type Party } from './party';
import type { Dialler } from './resolve';

/** How long the own leg stays after a routeto that was taken (pbx-simulator.md §6.4). */
const STAY_MS = 5000;

/** Where a leg is to be sent. */
export interface SteerWishes {
	destination: string;
	timeoutMs?: number;
}

/** Null when somebody took it. */
export type SteerOutcome = Failure | null;

/** `routeto` (pbx-simulator.md §6.4): the leg stays until the destination takes the call. */
export function routeTo(exchange: Exchange, leg: Leg, wishes: SteerWishes): Promise<SteerOutcome> {
	if (!isConnected(leg)) return alsoRing(exchange, leg, wishes);
	return tryDestination(exchange, leg, leg.call, wishes, (taker) => {
		const other = otherThan(leg, taker);
		if (other) join(exchange, other, taker);
		leg.leaving = true;
		// The other side talks to somebody else now.
		hold(exchange, leg);
		const staysMs = exchange.switches.ownLegAfterRoute === 'stays' ? STAY_MS : 0;
		if (staysMs === 0) exchange.remove(leg, 'routed');
		else exchange.timers.after(staysMs, () => exchange.remove(leg, 'routed'));
	});
}

/** `transferto` (pbx-simulator.md §6.5): the leg is replaced, or stays in the call. */
export function transferTo(
	exchange: Exchange,
	leg: Leg,
	wishes: SteerWishes,
): Promise<SteerOutcome> {
	const isNew = exchange.switches.transferCallid === 'new';
	const { from, dialledBy } = leg.call;
	const target = isNew ? exchange.startCall(from, wishes.destination, { dialledBy }) : leg.call;
	// The other side hears nothing meanwhile (pbx-simulator.md §6.5).
	const release = hold(exchange, leg);
	const answered = (taker: Leg) => {
		const other = otherThan(leg, taker);
		const before = leg.call;
		leg.leaving = true;
		if (other && before !== target) exchange.move(other, target);
		if (other) join(exchange, other, taker);
		exchange.remove(leg, 'transferred');
	};
	return tryDestination(exchange, leg, target, wishes, answered, release);
}

/** `divert` (pbx-simulator.md §6.6): a ringing leg goes, the destination rings instead. */
export function divert(exchange: Exchange, leg: Leg, wishes: SteerWishes): void {
	leg.attempt?.add(targetOf(exchange, leg, wishes));
	exchange.remove(leg, 'diverted');
}

/** On a ringing leg a second destination rings too; the first to answer wins. */
function alsoRing(exchange: Exchange, leg: Leg, wishes: SteerWishes): Promise<SteerOutcome> {
	const { attempt } = leg;
	if (!attempt) return Promise.resolve(failureOf('unreachable'));
	return new Promise((resolve) => {
		attempt.add({
			...targetOf(exchange, leg, wishes),
			answered: () => resolve(null),
			failed: resolve,
		});
	});
}

function tryDestination(
	exchange: Exchange,
	leg: Leg,
	call: Call,
	wishes: SteerWishes,
	answered: (taker: Leg) => void,
	// The leg stays as it was; the target tells who asked for it.
	failed: () => void = () => {},
): Promise<SteerOutcome> {
	return new Promise((resolve) => {
		const attempt = new Attempt(exchange, {
			owner: leg,
			beneficiary: otherLeg(leg),
			call,
			party: shownParty(leg),
			originatedBy: leg.state.originatedBy,
			dialler: diallerOf(exchange, leg),
			answered,
			failed,
		});
		attempt.add({
			...targetOf(exchange, leg, wishes),
			answered: () => resolve(null),
			failed: resolve,
		});
	});
}

/** The destination sees the far side of the call, not the leg that sends it. */
export function shownParty(leg: Leg): Party {
	return { ...leg.state.party, did: '' };
}

/** As what the leg's DN dials: a user has outbound rules of its own. */
export function diallerOf({ world }: Exchange, leg: Leg): Dialler {
	const isOutside = leg.state.party.type === wireType('ExternalLine');
	return {
		from: isOutside ? 'outside' : 'inside',
		callerId: leg.state.party.number,
		user: world.findUser(leg.dn) ?? null,
	};
}

/** The other side does not hear the leg any more; the returned function ends that. */
function hold({ clock }: Exchange, leg: Leg): () => void {
	const span: Leg['holds'][number] = { from: clock.now(), to: null };
	leg.holds.push(span);
	return () => {
		span.to = clock.now();
	};
}

function targetOf(exchange: Exchange, leg: Leg, wishes: SteerWishes): TargetWishes {
	const { dn, type } = dnParty(exchange.world, leg.dn);
	return {
		destination: wishes.destination,
		timeoutMs: wishes.timeoutMs ?? DEFAULT_TIMEOUT_MS,
		referredBy: { dn, type },
	};
}

function otherThan(leg: Leg, taker: Leg): Leg | undefined {
	const other = otherLeg(leg);
	return other === taker ? undefined : other;
}
