import type { CallTruth, LegTruth } from '../calls/truth';
import type { SimulatedPbx } from '../pbx';
import { forwardingFacts, type ForwardingFacts } from './forwardingFacts';
import { ON_CALL, whereTo, type Where } from './state';
import type { Tour } from './tour';

/** The route point of the default world: there the workflow answers. */
const ROUTE_POINT = '800';
/** Where the workflow sends who presses 1. */
const SALES = '101';
/** Calls that are looked through for the last one to the route point. */
const LOOKED_AT = 200;

/** What the start page shows. */
export interface StartState {
	fqdn: string;
	version: string;
	isDown: boolean;
	/** Programs that listen at the route point. */
	listeners: number;
	/** How far the last call to the route point came; null before the first. */
	call: CallSteps | null;
	onCall: ForwardingFacts | null;
	/** Where a call to the on-call number leads now. */
	leads: Where | null;
	tour: Tour | null;
}

/** The way of a call through the workflow. */
export interface CallSteps {
	callid: number;
	/** The workflow took it. */
	isAnswered: boolean;
	/** The workflow sent it to the extension for key 1. */
	isSentOn: boolean;
	/** Somebody answered there. */
	isTaken: boolean;
	isOver: boolean;
}

/** Looks at the PBX and at what runs beside it. */
export function startState(pbx: SimulatedPbx): StartState {
	const { world, version, isDown, sockets, tour } = pbx;
	const onCall = world.findUser(ON_CALL);
	return {
		fqdn: world.system.fqdn,
		version,
		isDown,
		listeners: sockets.count(ROUTE_POINT),
		call: lastCall(pbx.exchange.truth.calls()),
		onCall: onCall ? forwardingFacts(onCall) : null,
		leads: onCall ? whereTo(pbx, ON_CALL, '') : null,
		tour,
	};
}

function lastCall(calls: CallTruth[]): CallSteps | null {
	const call = calls.slice(-LOOKED_AT).findLast(({ legs }) => legs.some(isAt(ROUTE_POINT)));
	if (!call) return null;
	const sentTo = call.legs.find(isAt(SALES));
	return {
		callid: call.callid,
		isAnswered: call.legs.some((leg) => isAt(ROUTE_POINT)(leg) && leg.answeredAt !== null),
		isSentOn: sentTo !== undefined,
		isTaken: sentTo !== undefined && sentTo.answeredAt !== null,
		isOver: call.endedAt !== null,
	};
}

const isAt =
	(dn: string) =>
	(leg: LegTruth): boolean =>
		leg.dn === dn;
