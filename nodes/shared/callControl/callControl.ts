import { asThreeCxError, HttpError, ProtocolError, urlPart, type Http } from '../transport';
import { explainRefusal, type Subject } from './callControlProblem';
import { readDevice, readDn, readList, type Device, type Dn } from './dn';
import { readParticipant, type Participant } from './participant';
import { readResult, type ActionResult } from './result';
import type { Verb } from './verbs';

const BASE = '/callcontrol';

/** What goes along with a verb or with makecall; each verb takes its own part of it. */
export interface VerbBody {
	destination?: string;
	reason?: string;
	/** Seconds that 3CX tries for. */
	timeout?: number;
	attacheddata?: Readonly<Record<string, string>>;
}

/** Time beyond 3CX's own for a reply that comes only when the outcome is known (call-control-api.md §7.1). */
const REPLY_MARGIN_MS = 10_000;

/** Verbs whose repetition does no harm (design promise 4). */
const REPEATABLE: readonly Verb[] = ['drop', 'attach_participant_data', 'attach_party_data'];

/** The Call Control API of a 3CX V20 over HTTP: DNs, devices, legs of calls, and what can be done with them. */
export class CallControl {
	/**
	 * @param http ends its requests when the execution is stopped
	 * @param lasting goes on: for what must not be left half done, a new call and the end of one
	 */
	constructor(
		private readonly http: Http,
		private readonly lasting: Http = http,
	) {}

	/** Own route point and granted DNs, with devices and legs. */
	async dns(): Promise<Dn[]> {
		const body = await this.get(this.http, '', { doing: 'list the extensions', of: 'dn' });
		return readList(this.list(body), readDn);
	}

	async dn(dn: string): Promise<Dn> {
		const path = `/${urlPart('Extension', dn)}`;
		const subject: Subject = { doing: `read the extension ${dn}`, of: 'dn' };
		const found = readDn(await this.get(this.http, path, subject));
		if (found) return found;
		throw new ProtocolError(`3CX at ${this.http.origin} sent nothing for extension ${dn}`, false);
	}

	async devices(dn: string): Promise<Device[]> {
		const path = `/${urlPart('Extension', dn)}/devices`;
		const subject: Subject = { doing: `list the devices of ${dn}`, of: 'dn' };
		return readList(this.list(await this.get(this.lasting, path, subject)), readDevice);
	}

	/** Legs of calls at this DN. */
	async participants(dn: string): Promise<Participant[]> {
		const path = `/${urlPart('Extension', dn)}/participants`;
		const subject: Subject = { doing: `list the calls of ${dn}`, of: 'dn' };
		return readList(this.list(await this.get(this.lasting, path, subject)), readParticipant);
	}

	/** One leg; undefined when it is gone. */
	async participant(dn: string, id: number): Promise<Participant | undefined> {
		try {
			const subject: Subject = { doing: 'read the call', of: 'leg' };
			return readParticipant(await this.get(this.http, legPath(dn, id), subject));
		} catch (error) {
			return goneAsUndefined(error);
		}
	}

	/**
	 * Does something with a leg.
	 *
	 * @param words what is tried, for the message of a refusal
	 * @throws HttpError in words; 404 when the leg is gone
	 */
	async act(
		dn: string,
		id: number,
		verb: Verb,
		body: VerbBody,
		words: Omit<Subject, 'of'>,
	): Promise<ActionResult> {
		const http = verb === 'drop' ? this.lasting : this.http;
		return await this.post(http, `${legPath(dn, id)}/${verb}`, body, {
			subject: { ...words, of: 'leg' },
			repeatable: REPEATABLE.includes(verb),
		});
	}

	/** Ends the leg; true when it was there, false when it had gone already. Not stopped by the end of the execution. */
	async drop(dn: string, id: number): Promise<boolean> {
		try {
			await this.act(dn, id, 'drop', {}, { doing: 'hang up the call' });
			return true;
		} catch (error) {
			return goneAsUndefined(error) ?? false;
		}
	}

	/**
	 * Dials, from a device of the DN, or from the DN as a whole. Never repeated, and not stopped by the end of the
	 * execution: a call whose number is not known cannot be ended.
	 */
	async dial(dn: string, deviceId: string | undefined, body: VerbBody): Promise<ActionResult> {
		const device = deviceId === undefined ? '' : `/devices/${urlPart('Device', deviceId)}`;
		const path = `/${urlPart('Extension', dn)}${device}/makecall`;
		const subject: Subject = { doing: `call from ${dn}`, of: 'dn' };
		// 3CX answers within about a second and then tries for `timeout`: the usual limit holds.
		return await this.post(this.lasting, path, body, { subject, repeatable: false, quick: true });
	}

	private async get(http: Http, path: string, subject: Subject): Promise<unknown> {
		const reply = await http
			.request({ method: 'GET', path: `${BASE}${path}` })
			.catch((error: unknown) => {
				throw inWords(error, subject);
			});
		return reply.body;
	}

	private async post(
		http: Http,
		path: string,
		body: VerbBody,
		how: { subject: Subject; repeatable: boolean; quick?: boolean },
	): Promise<ActionResult> {
		const waits = body.timeout !== undefined && how.quick !== true;
		const reply = await http
			.request({
				method: 'POST',
				path: `${BASE}${path}`,
				// An empty body without content type was refused, `{}` works (call-control-api.md §3).
				body,
				repeatable: how.repeatable,
				timeoutMs: waits ? (body.timeout ?? 0) * 1000 + REPLY_MARGIN_MS : undefined,
			})
			.catch((error: unknown) => {
				throw inWords(error, how.subject);
			});
		return readResult(reply.body);
	}

	private list(body: unknown): unknown {
		if (Array.isArray(body)) return body;
		throw new ProtocolError(`3CX at ${this.http.origin} sent no list for Call Control`, false);
	}
}

function legPath(dn: string, id: number): string {
	return `/${urlPart('Extension', dn)}/participants/${id}`;
}

function inWords(error: unknown, subject: Subject): unknown {
	return error instanceof HttpError ? explainRefusal(error, subject) : error;
}

/** A call that is gone is no fault; anything else is thrown on. */
function goneAsUndefined(error: unknown): undefined {
	if (error instanceof HttpError && error.status === 404) return undefined;
	throw asThreeCxError(error);
}
