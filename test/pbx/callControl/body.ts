import type { Reply } from '../http/reply';
import { parseJson } from '../http/request';
import { isRow, type Row } from '../world/values';
import type { ControlContext } from './context';
import { refuse } from './result';

/** What makecall and the actions take (call-control-api.md §3). */
export interface ControlBody {
	destination: string;
	/** Undefined when none was sent. */
	timeoutMs: number | undefined;
	attachedData: unknown;
}

/** A body that cannot be read gives a reply. */
export type BodyOrReply = { body: ControlBody } | { reply: Reply };

/**
 * Reads the body: names compare without case, as .NET does. Without JSON it is refused (seen, the
 * code is open: T18); an empty one with the JSON content type is fine (said by 3CX).
 */
export function readBody({ request, core }: ControlContext): BodyOrReply {
	const isJson = /\bjson\b/i.test(request.headers['content-type'] ?? '');
	if (!isJson) {
		const reply = refuse(core, core.switches.noJsonStatus, 'Unsupported Media Type');
		return { reply };
	}
	const value = request.body.trim() === '' ? {} : parseJson(request.body);
	if (!isRow(value)) return { reply: refuse(core, 400, 'The body is no JSON object') };
	const fields: Row = Object.fromEntries(
		Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]),
	);
	const { destination, timeout, attacheddata } = fields;
	return {
		body: {
			destination: typeof destination === 'string' ? destination.trim() : '',
			timeoutMs: typeof timeout === 'number' && timeout > 0 ? timeout * 1000 : undefined,
			attachedData: attacheddata,
		},
	};
}
