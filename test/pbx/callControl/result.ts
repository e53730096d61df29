import type { Failure } from '../calls/failure';
import type { Core } from '../core';
import { empty, json, refusal, type Reply } from '../http/reply';
import type { ParticipantObject } from './participantObject';

/** The result object of makecall and actions (call-control-api.md §3). */
interface ResultObject {
	finalstatus: string | number;
	reason: string;
	result: ParticipantObject | null;
	reasontext: string;
}

/** Success of makecall: always with a body, since the id stands in it. */
export function success(
	{ switches }: Core,
	result: ParticipantObject | null,
	reasontext: string,
): Reply {
	const object: ResultObject = {
		finalstatus: switches.finalStatus === 'text' ? 'Success' : 1,
		reason: 'NotSpecified',
		result,
		reasontext,
	};
	return json(200, object);
}

/** Success of an action; its status and whether it has a body are open (T28). */
export function done(core: Core, result: ParticipantObject | null, text: string): Reply {
	const { actionStatus } = core.switches;
	return actionStatus === 204
		? empty(204)
		: { ...success(core, result, text), status: actionStatus };
}

/** 401 is documented with a JSON content type; the other bodies are a guess (T15). */
export function refuse(core: Core, status: number, text: string): Reply {
	const native =
		status === 401
			? empty(401, { 'content-type': 'application/json' })
			: json(status, failed(core, { reason: text.replace(/ /g, ''), text }));
	return refusal(core.switches, native, text);
}

/** 422: the PBX understood but cannot do it. */
export function cannot(core: Core, failure: Pick<Failure, 'reason' | 'text'>): Reply {
	return refusal(core.switches, json(422, failed(core, failure)), failure.text);
}

function failed(core: Core, failure: Pick<Failure, 'reason' | 'text'>): ResultObject {
	const { finalStatus } = core.switches;
	const isRejected = failure.reason === 'Rejected';
	const word = isRejected ? 'Rejected' : 'Failed';
	return {
		finalstatus: finalStatus === 'text' ? word : isRejected ? 0 : -1,
		reason: failure.reason,
		result: null,
		reasontext: failure.text,
	};
}
