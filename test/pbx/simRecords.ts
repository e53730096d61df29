import { empty, json, type Reply } from './http/reply';
import { parseJson, type PbxRequest } from './http/request';
import type { RowWishes } from './recordsApi';
import type { SimulatedPbx } from './pbx';
import { flagOf, isRow, numberOf, textOf, type Row } from './world/values';

const VERBS = ['history', 'recording', 'agent', 'profile', 'trunk', 'service', 'event'];

/** Whether a word below `/__sim` is about what the PBX writes down or reports on. */
export function isRecordsVerb(what: string): boolean {
	return VERBS.includes(what);
}

/**
 * The verbs of `pbx.records` with JSON bodies. `POST /__sim/history {rows,seed,from,to}` makes a large
 * history, `POST /__sim/history/call {from,to,talkMs…}` writes one call, `GET /__sim/history` is what
 * was watched live; `/__sim/recording {from,to,talkMs,pcm}`, `/__sim/agent {dn,in}`,
 * `/__sim/profile {dn,profile}`, `/__sim/trunk {online,number}`, `/__sim/service {name,running}` and
 * `/__sim/event {message,type,params}` do what they say; `/__sim/event/forget` empties the event log.
 */
export function simRecords({ records, clock }: SimulatedPbx, request: PbxRequest): Reply {
	const [, , what = '', more = ''] = request.path.split('/');
	const body = parseJson(request.body);
	const fields: Row = isRow(body) ? body : {};
	switch (`${request.method} ${[what, more].filter(Boolean).join('/')}`) {
		case 'GET history':
			return json(200, records.rows());
		case 'POST history': {
			const to = moment(fields, 'to') ?? clock.now();
			const from = moment(fields, 'from') ?? to - 30 * 86_400_000;
			const rows = numberOf(fields, 'rows', 1000);
			return json(200, {
				rows: records.generate({ rows, seed: numberOf(fields, 'seed', 1), from, to }),
			});
		}
		case 'POST history/call':
			return json(200, records.addCall(rowWishes(fields)));
		case 'POST recording': {
			const pcm = textOf(fields, 'pcm');
			const id = records.addRecording({
				...rowWishes(fields),
				pcm: pcm ? Buffer.from(pcm, 'base64') : undefined,
				archived: flagOf(fields, 'archived'),
				missing: flagOf(fields, 'missing'),
			});
			return json(200, { id });
		}
		case 'POST agent':
			records.logAgent(textOf(fields, 'dn'), flagOf(fields, 'in', true));
			return empty(204);
		case 'POST profile':
			records.setProfile(textOf(fields, 'dn'), textOf(fields, 'profile'));
			return empty(204);
		case 'POST trunk':
			records.setTrunk(flagOf(fields, 'online', true), textOf(fields, 'number') || undefined);
			return empty(204);
		case 'POST service':
			records.setService(textOf(fields, 'name'), flagOf(fields, 'running', true));
			return empty(204);
		case 'POST event/forget':
			records.forgetEvents();
			return empty(204);
		case 'POST event': {
			const type = textOf(fields, 'type', 'Error');
			const params = Array.isArray(fields.params) ? fields.params.map(String) : [];
			if (type !== 'Error' && type !== 'Warning' && type !== 'Info') {
				throw new Error('An event is an Error, a Warning or an Info');
			}
			records.addEvent(textOf(fields, 'message'), type, params);
			return empty(204);
		}
	}
	return json(404, { message: `There is no ${request.method} ${request.path}` });
}

function rowWishes(fields: Row): RowWishes {
	const callback = textOf(fields, 'callback');
	return {
		from: textOf(fields, 'from'),
		to: textOf(fields, 'to'),
		start: moment(fields, 'start'),
		ringMs: numberOf(fields, 'ringMs', 5000),
		talkMs: typeof fields.talkMs === 'number' ? fields.talkMs : undefined,
		queue: textOf(fields, 'queue'),
		recorded: flagOf(fields, 'recorded'),
		callback: callback === 'made' || callback === 'failed' ? callback : 'none',
	};
}

/** A moment as a number of ms, or as a text such as `2026-03-01T00:00:00Z`. */
function moment(fields: Row, name: string): number | undefined {
	const value = fields[name];
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return undefined;
	const ms = Date.parse(value);
	if (Number.isNaN(ms)) throw new Error(`"${value}" is no moment`);
	return ms;
}
