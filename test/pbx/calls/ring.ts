import { behaviourOf, type Behaviour } from '../world/behaviour';
import type { Attempt, Target } from './attempt';
import type { LegWishes } from './exchange';
import type { Leg } from './leg';
import { dnParty, NO_DN, VOICEMAIL, type DnRef } from './party';
import { startQueue } from './queue';
import { resolve } from './resolve';
import type { WaitTruth } from './truth';

/** How long a busy or refusing phone takes to say so (pbx-simulator.md §6.2). */
const REFUSAL_MS = 1000;
/** The same for a number that does not exist. */
const UNREACHABLE_MS = 500;
/** How long a route point rings that answers by itself (T4). */
const AUTO_ANSWER_MS = 200;

/** Lets a destination ring. */
export function ring(attempt: Attempt, target: Target): void {
	const { exchange, wishes } = attempt;
	const { timers, world, switches } = exchange;
	const { destination } = target.wishes;
	const inside = wishes.isDialled ? behaviourOf(world, destination).ringMs : 0;
	const route = resolve(exchange, destination, wishes.dialler);

	switch (route.kind) {
		case 'nowhere':
			timers.after(UNREACHABLE_MS, () => attempt.lose(target, 'unreachable'));
			return;
		case 'outside':
			ringOutside(attempt, target, route.trunk.dn, route.number);
			return;
		case 'machine':
			later(attempt, target, inside, () => connect(attempt, target, { dn: route.at.dn }));
			return;
		case 'routePoint':
			later(attempt, target, inside, () => ringRoutePoint(attempt, target, route.dn));
			return;
		case 'phones':
			if (route.queue && switches.queueModel === 'on') {
				const { dns, queue } = route;
				later(attempt, target, inside, () => {
					const wait = waitIn(attempt, queue);
					const leg = connect(attempt, target, { dn: queue });
					startQueue(exchange, leg, dns, wishes.dialler, wait);
				});
				return;
			}
			if (route.queue) target.wait = waitIn(attempt, route.queue);
			if (route.dns.length === 0 && !route.queue) {
				timers.after(UNREACHABLE_MS, () => attempt.lose(target, 'unreachable'));
				return;
			}
			// In a queue the caller stays though no agent is there or takes it: until the time is up.
			target.open = route.dns.length + (route.queue ? 1 : 0);
			for (const dn of route.dns) {
				ringPhone(
					attempt,
					target,
					{ dn, number: '' },
					{ ...behaviourOf(world, dn), ringMs: inside },
				);
			}
	}
}

/** One more phone rings for a caller who waits in a queue. */
export function ringAgent(attempt: Attempt, target: Target, dn: string): void {
	const behaviour = behaviourOf(attempt.exchange.world, dn);
	target.open++;
	ringPhone(attempt, target, { dn, number: '' }, { ...behaviour, ringMs: 0 });
}

/** An outside number; a behaviour may be set for it as dialled or as the trunk gets it. */
function ringOutside(attempt: Attempt, target: Target, trunk: string, number: string): void {
	const { world } = attempt.exchange;
	const { destination } = target.wishes;
	const key = world.behaviours[destination] ? destination : number;
	ringPhone(attempt, target, { dn: trunk, number }, behaviourOf(world, key));
}

/** A phone inside or outside; what it does is its behaviour. */
function ringPhone(
	attempt: Attempt,
	target: Target,
	phone: { dn: string; number: string },
	{ outcome, ringMs, answerAfterMs }: Behaviour,
): void {
	const { exchange } = attempt;
	const { timers } = exchange;
	if (outcome === 'busy' || outcome === 'unreachable') {
		const ms = outcome === 'busy' ? REFUSAL_MS : UNREACHABLE_MS;
		timers.after(ms, () => attempt.lose(target, outcome));
		return;
	}
	later(attempt, target, ringMs, () => {
		const leg = addLeg(attempt, target, { ...phone, status: 'Ringing' });
		exchange.tell(leg);
		attempt.rang(target, leg);
		// A mailbox outside cannot be told from a person (call-control-api.md §8 no. 9).
		const isTaken = outcome === 'answer' || (outcome === 'voicemail' && phone.number !== '');
		if (isTaken) timers.after(answerAfterMs, () => attempt.take(leg));
		if (outcome === 'reject') timers.after(REFUSAL_MS, () => exchange.remove(leg, 'rejected'));
		if (outcome === 'voicemail')
			timers.after(answerAfterMs, () => toVoicemail(attempt, target, leg));
	});
}

/** The mailbox takes it: up, but with 666 as the other side (call-control-api.md §4, captured). */
function toVoicemail(attempt: Attempt, target: Target, leg: Leg): void {
	if (leg.gone || !attempt.isOpen(target)) return;
	target.open++;
	attempt.exchange.remove(leg, 'voicemail');
	connect(attempt, target, { dn: VOICEMAIL.dn });
}

/** Up at once, or after a moment, or when the application answers (T4). */
function ringRoutePoint(attempt: Attempt, target: Target, dn: string): void {
	const { exchange } = attempt;
	const device = { dn, deviceId: `sip:${dn}@127.0.0.1:5483` };
	const { routePointInbound } = exchange.switches;
	if (routePointInbound === 'connected') {
		connect(attempt, target, device);
		return;
	}
	const leg = addLeg(attempt, target, { ...device, status: 'Ringing' });
	exchange.tell(leg);
	attempt.rang(target, leg);
	if (routePointInbound === 'ringingAuto') {
		exchange.timers.after(AUTO_ANSWER_MS, () => attempt.take(leg));
	}
}

/** A leg whose first frame says Connected. */
function connect(attempt: Attempt, target: Target, place: { dn: string; deviceId?: string }): Leg {
	const leg = addLeg(attempt, target, { ...place, status: 'Connected' });
	attempt.exchange.tell(leg);
	target.legs.add(leg);
	attempt.take(leg);
	return leg;
}

/** The caller is in a queue from now on. */
function waitIn({ exchange, wishes }: Attempt, queue: string): WaitTruth {
	return exchange.truth.waitStarted(wishes.call, queue, wishes.party, exchange.clock.now());
}

function addLeg(attempt: Attempt, target: Target, wishes: Omit<LegWishes, 'party'>): Leg {
	const { exchange, wishes: wanted } = attempt;
	const isRoutePoint = dnParty(exchange.world, wishes.dn).type === 'Wroutepoint';
	const leg = exchange.addLeg(wanted.call, {
		...wishes,
		attempt,
		// The direct number is told to a route point at most; extensions showed none (captured).
		party: { ...wanted.party, did: isRoutePoint ? wanted.party.did : '' },
		originatedBy: wanted.originatedBy,
		referredBy: shown(exchange.switches.referredBy === 'filled', target.wishes.referredBy),
		onBehalfOf: target.wishes.onBehalfOf ?? NO_DN,
	});
	target.rang = true;
	const { destination, onBehalfOf } = target.wishes;
	exchange.truth.legRungFor(leg, onBehalfOf?.dn ?? destination);
	return leg;
}

function shown(isFilled: boolean, dn: DnRef): DnRef {
	return isFilled ? dn : NO_DN;
}

/** Now or after a while, unless the target is over by then. */
function later(attempt: Attempt, target: Target, ms: number, run: () => void): void {
	if (ms <= 0) return run();
	attempt.exchange.timers.after(ms, () => {
		if (attempt.isOpen(target)) run();
	});
}
