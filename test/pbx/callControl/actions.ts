import { failureOf, type Failure } from '../calls/failure';
import { isConnected, type Leg } from '../calls/leg';
import { divert, routeTo, transferTo, type SteerOutcome } from '../calls/steer';
import type { Outcome, Reply, Write } from '../http/reply';
import { isRow } from '../world/values';
import { readBody, type ControlBody } from './body';
import type { ControlContext } from './context';
import { participantObject } from './participantObject';
import { cannot, done, refuse } from './result';

/** What a handler of an action works on. */
interface ActionContext extends ControlContext {
	leg: Leg;
	body: ControlBody;
}

type Handler = (context: ActionContext) => Outcome;

const HANDLERS: Record<string, Handler> = {
	drop,
	answer,
	divert: divertLeg,
	routeto: routeLeg,
	transferto: transferLeg,
	attach_participant_data: attach,
	attach_party_data: attach,
};

/** `POST /callcontrol/{dn}/participants/{id}/{action}` (pbx-simulator.md §5). */
export function carryOutAction(name: string, leg: Leg, context: ControlContext): Outcome {
	const { core } = context;
	// Own names only: `constructor` is no action.
	const handler = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
	if (!handler) return refuse(core, core.switches.unknownActionStatus, 'Unknown action');
	const read = readBody(context);
	return 'reply' in read ? read.reply : handler({ ...context, leg, body: read.body });
}

function drop(context: ActionContext): Outcome {
	const { leg, core } = context;
	return write(context, () => {
		core.exchange.remove(leg, 'dropped');
		return done(core, null, 'Dropped');
	});
}

/** Only a ringing leg, and only where the application controls the device (call-control-api.md §3). */
function answer(context: ActionContext): Outcome {
	const { leg, core, faults } = context;
	const isRoutePoint = leg.dn === context.client.routePointDn;
	if (isConnected(leg) && isRoutePoint) {
		return core.switches.answerWhenConnected === 200
			? done(core, view(context), 'Answered')
			: notNow(context);
	}
	const isBlocked = faults.some((fault) => fault.kind === 'notDirectControl');
	if (leg.state.status !== 'Ringing') return notNow(context);
	if (isBlocked || (!isRoutePoint && !leg.directControl)) {
		return cannot(core, {
			reason: 'NotSupported',
			text: 'The device does not support direct control',
		});
	}
	return write(context, () =>
		core.exchange.pickUp(leg) ? done(core, view(context), 'Answered') : notNow(context),
	);
}

function divertLeg(context: ActionContext): Outcome {
	const { leg, core, body } = context;
	if (leg.state.status !== 'Ringing') return notNow(context);
	if (!body.destination) return noDestination(context);
	return write(context, () => {
		divert(core.exchange, leg, body);
		return done(core, null, 'Diverted');
	});
}

function routeLeg(context: ActionContext): Outcome {
	const { leg, core, body } = context;
	if (leg.state.status === 'Dialing') return notNow(context);
	if (!body.destination) return noDestination(context);
	return write(context, () => steered(context, routeTo(core.exchange, leg, body), 'Routed'));
}

function transferLeg(context: ActionContext): Outcome {
	const { leg, core, body } = context;
	if (!isConnected(leg)) return notNow(context);
	if (!body.destination) return noDestination(context);
	return write(context, () =>
		steered(context, transferTo(core.exchange, leg, body), 'Transferred'),
	);
}

/** The reply tells what became of it, or comes at once (T7). */
async function steered(
	context: ActionContext,
	outcome: Promise<SteerOutcome>,
	text: string,
): Promise<Reply> {
	const { core } = context;
	if (core.switches.routeReply === 'ack') return done(core, view(context), text);
	const failure = await outcome;
	return failure ? cannot(core, failure) : done(core, view(context), text);
}

/** The data goes to the journal with the request; nobody knows where it surfaces. */
function attach(context: ActionContext): Outcome {
	const { core, body } = context;
	if (!isRow(body.attachedData)) {
		return cannot(core, { reason: 'InvalidData', text: 'attacheddata must be an object' });
	}
	return write(context, () => done(core, view(context), 'Attached'));
}

function write({ core, ...context }: ActionContext, commit: Write['commit']): Write {
	return { commit, accepted: done(core, view({ core, ...context }), '') };
}

function view({ leg, core }: ActionContext) {
	return leg.gone ? null : participantObject(leg, leg.dn, core.switches);
}

function notNow({ core, leg }: ActionContext): Reply {
	const failure: Failure = leg.gone
		? failureOf('hungUp')
		: {
				why: 'state',
				reason: 'InvalidState',
				text: `The participant is ${leg.state.status}, the action does not apply`,
			};
	return cannot(core, failure);
}

function noDestination({ core }: ActionContext): Reply {
	return cannot(core, { reason: 'InvalidDestination', text: 'The destination is missing' });
}
