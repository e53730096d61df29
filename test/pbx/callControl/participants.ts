import type { Leg } from '../calls/leg';
import { json, type Outcome } from '../http/reply';
import { carryOutAction } from './actions';
import type { ControlContext } from './context';
import { participantObject, type ParticipantObject } from './participantObject';
import { refuse } from './result';
import { stream, type ControlOutcome } from './stream';
import { seenLeg, type SeenLeg } from './visibility';

/** The participants of a DN as a client sees them. */
export function participantsOf(dn: string, { client, core }: ControlContext): ParticipantObject[] {
	return seenUnder(dn, { client, core }).map(({ leg }) =>
		participantObject(leg, dn, core.switches),
	);
}

/** `/callcontrol/{dn}/participants/…` */
export function participants(dn: string, rest: string[], context: ControlContext): ControlOutcome {
	const { core, request } = context;
	const [id, action, ...more] = rest;
	if (id === undefined) {
		return request.method === 'GET'
			? json(200, participantsOf(dn, context))
			: refuse(core, 404, 'Not Found');
	}
	const seen = /^\d+$/.test(id) ? findSeen(dn, Number(id), context) : undefined;
	if (!seen || more.length > 0) return refuse(core, 404, 'Not Found');
	const isRefused = context.faults.some(
		(fault) => fault.kind === 'farLeg403' && (fault.id === undefined || fault.id === seen.leg.id),
	);
	if (seen.isFar || isRefused) return refuse(core, 403, 'Forbidden');
	if (action === undefined) return oneParticipant(seen.leg, dn, context);
	if (action === 'stream') return stream(seen.leg, context);
	if (request.method !== 'POST') return refuse(core, 404, 'Not Found');
	return carryOutAction(action, seen.leg, context);
}

function oneParticipant(leg: Leg, dn: string, { core, request, faults }: ControlContext): Outcome {
	if (request.method !== 'GET') return refuse(core, 404, 'Not Found');
	const isStale = faults.some((fault) => fault.kind === 'staleGet' && fault.ms === undefined);
	const state = isStale ? (leg.past ?? leg.state) : leg.state;
	return json(200, participantObject(leg, dn, core.switches, state));
}

function findSeen(dn: string, id: number, { client, core }: ControlContext): SeenLeg | undefined {
	const leg = core.exchange.leg(id);
	const seen = leg && seenLeg(leg, client, core.switches);
	return seen && seen.dn === dn ? seen : undefined;
}

function seenUnder(
	dn: string,
	{ client, core }: Pick<ControlContext, 'client' | 'core'>,
): SeenLeg[] {
	const legs =
		core.switches.farLegs === 'hidden'
			? core.exchange.legsOf(dn)
			: core.exchange.list().flatMap((call) => call.legs);
	return legs
		.flatMap((leg) => seenLeg(leg, client, core.switches) ?? [])
		.filter((seen) => seen.dn === dn);
}
