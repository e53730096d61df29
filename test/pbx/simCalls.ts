import { empty, json, type Reply } from './http/reply';
import { parseJson } from './http/request';
import type { SimulatedPbx } from './pbx';
import { flagOf, isRow, numberOf, textOf, type Row } from './world/values';

/**
 * `/__sim/call/**`: what people do with their phones. The same verbs as `pbx.calls`, their arguments
 * as a JSON body; without a body `POST /__sim/call/inbound` rings the first route point.
 */
export function simCalls(pbx: SimulatedPbx, method: string, verb: string, text: string): Reply {
	const body = parseJson(text);
	const fields: Row = isRow(body) ? body : {};
	const { calls } = pbx;
	switch (`${method} ${verb}`) {
		case 'GET ':
			return json(200, calls.list());
		case 'GET truth':
			return json(200, calls.truth());
		case 'POST inbound':
			return json(200, calls.inbound({ from: '+491700000001', ...inboundWishes(fields) }));
		case 'POST internal':
		case 'POST dial':
			return json(200, calls.userDials(textOf(fields, 'from'), textOf(fields, 'to')));
		case 'POST answer':
			return json(200, calls.answer(where(fields)));
		case 'POST press':
			calls.press(numberOf(fields, 'leg'), textOf(fields, 'keys'));
			return empty(204);
		case 'POST hangup':
			hangUp(pbx, fields);
			return empty(204);
		case 'POST transfer':
			calls.transferByUser({
				from: where(fields),
				to: textOf(fields, 'to'),
				attended: flagOf(fields, 'attended'),
			});
			return empty(204);
		case 'POST end-unseen':
			calls.endUnseen(optionalNumber(fields, 'callid'));
			return empty(204);
	}
	return json(404, { message: `There is no ${method} /__sim/call/${verb}` });
}

function inboundWishes(fields: Row) {
	const names = ['from', 'name', 'did', 'to'] as const;
	const texts = names.filter((name) => typeof fields[name] === 'string');
	return Object.fromEntries(texts.map((name) => [name, textOf(fields, name)]));
}

/** Without `leg` or `callid` all calls end. */
function hangUp({ calls }: SimulatedPbx, fields: Row): void {
	const leg = optionalNumber(fields, 'leg');
	const callid = optionalNumber(fields, 'callid');
	if (leg !== undefined) calls.hangUpLeg(leg);
	else if (callid !== undefined) calls.hangUp(callid);
	else for (const call of calls.list()) calls.hangUp(call.callid);
}

/** A leg by its id, or a DN. */
function where(fields: Row): string | number {
	return optionalNumber(fields, 'leg') ?? (textOf(fields, 'dn') || textOf(fields, 'from'));
}

function optionalNumber(fields: Row, name: string): number | undefined {
	return typeof fields[name] === 'number' ? numberOf(fields, name) : undefined;
}
