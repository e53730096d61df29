import { bearerToken } from '../auth/gate';
import { isConnected, type Leg } from '../calls/leg';
import { empty, type Outcome } from '../http/reply';
import type { ControlContext } from './context';
import { refuse } from './result';

/** A stream of audio that is granted; the pipeline opens it. */
export interface Opening {
	opens: { leg: Leg; isUpload: boolean; token: string };
}

/** What a request to the Call Control API comes to. */
export type ControlOutcome = Outcome | Opening;

/** Whether a stream is to be opened. */
export function isOpening(outcome: ControlOutcome): outcome is Opening {
	return 'opens' in outcome;
}

/**
 * `…/participants/{id}/stream` (pbx-simulator.md §8): only legs of the own route point have media, and
 * only once they are up; what happens before is a switch.
 */
export function stream(leg: Leg, context: ControlContext): ControlOutcome {
	const { core, request, client, faults } = context;
	const { switches, clock } = core;
	if (request.method !== 'GET' && request.method !== 'POST') return empty(405);
	const isUpload = request.method === 'POST';
	const opening = { opens: { leg, isUpload, token: bearerToken(request) ?? '' } };
	const isBlocked = faults.some((fault) => fault.kind === 'stream424');
	if (isBlocked || leg.dn !== client.routePointDn) return refuse(core, 424, 'Failed Dependency');
	if (isUpload && leg.state.status === 'Dialing') {
		return switches.uploadWhileDialing === 'discarded'
			? opening
			: refuse(core, 424, 'Failed Dependency');
	}
	const upForMs = clock.now() - (leg.connectedAt ?? Infinity);
	if (isConnected(leg) && upForMs >= switches.mediaReadyMs) return opening;
	return switches.streamBeforeMedia === 'open'
		? opening
		: refuse(core, switches.streamBeforeMedia, 'There are no media yet');
}
