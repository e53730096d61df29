import { empty, json, type Reply } from './http/reply';
import { parseJson } from './http/request';
import type { SimulatedPbx } from './pbx';
import { flagOf, isRow, numberOf, textOf, type Row } from './world/values';

/**
 * `/__sim/ws/**`: what goes wrong with the open sockets. The same verbs as `pbx.sockets`, their
 * arguments as a JSON body (`code`, `frames`, `ms`, `status`, `times`, `on`); the body of `raw` is
 * sent as it is.
 */
export function simSockets(
	{ sockets }: SimulatedPbx,
	method: string,
	verb: string,
	text: string,
): Reply {
	const body = parseJson(text);
	const fields: Row = isRow(body) ? body : {};
	switch (`${method} ${verb}`) {
		case 'GET ':
			return json(200, { open: sockets.count(), opened: sockets.opened });
		case 'POST drop':
			sockets.drop();
			break;
		case 'POST close':
			sockets.close(numberOf(fields, 'code', 1000), textOf(fields, 'reason'));
			break;
		case 'POST mute':
			sockets.mute(flagOf(fields, 'on', true));
			break;
		case 'POST deaf':
			sockets.deaf(flagOf(fields, 'on', true));
			break;
		case 'POST skip':
			sockets.skip(numberOf(fields, 'frames', 1));
			break;
		case 'POST dup':
			sockets.dup(numberOf(fields, 'frames', 1));
			break;
		case 'POST reorder':
			sockets.reorder();
			break;
		case 'POST late':
			sockets.late(numberOf(fields, 'ms'));
			break;
		case 'POST raw':
			sockets.raw(text);
			break;
		case 'POST burst':
			sockets.burst(numberOf(fields, 'frames', 1));
			break;
		case 'POST rejectUpgrade':
			sockets.rejectUpgrade(numberOf(fields, 'status', 503), numberOf(fields, 'times', 1));
			break;
		default:
			return json(404, { message: `There is no ${method} /__sim/ws/${verb}` });
	}
	return empty(204);
}
