import { asThreeCxError, HttpError, InputError } from '../transport';
import type { CallControl } from './callControl';
import { callIdOf, parseCallId } from './callEvent';
import type { Participant } from './participant';

/** Which leg is meant. */
export interface LegQuery {
	/** `call-<callid>-<participant id>`, or the bare call number of the PBX. */
	callId: string;
	/** DN that the leg belongs to; empty: the own route point first, then every granted DN. */
	extension: string;
	ownDn: string;
}

/**
 * The leg that a call ID means; undefined when it is gone.
 *
 * @throws InputError when the ID is none, or does not tell which of several legs is meant
 */
export async function findLeg(
	callControl: CallControl,
	query: LegQuery,
): Promise<Participant | undefined> {
	const parts = parseCallId(query.callId);
	if (!parts) throw notACallId(query.callId);
	const { callid, participantId } = parts;
	if (participantId === undefined) return await findByNumber(callControl, callid, query);

	// A restarted PBX counts from the start again: the same leg number may be of another call then.
	const isMeant = (leg: Participant) => leg.id === participantId && leg.callid === callid;
	const leg = await callControl
		.participant(query.extension || query.ownDn, participantId)
		.catch(refusedAsUndefined);
	if (leg && isMeant(leg)) return leg;
	const legs = await legsOf(callControl, query);
	return legs.find(isMeant);
}

async function findByNumber(
	callControl: CallControl,
	callid: number,
	query: LegQuery,
): Promise<Participant | undefined> {
	const legs = (await legsOf(callControl, query)).filter((leg) => leg.callid === callid);
	const [only, ...more] = likely(legs, query.ownDn);
	if (more.length === 0) return only;
	const candidates = legs.map(
		(leg) => `${callIdOf(leg.callid, leg.id)} (${leg.dn}, ${leg.status})`,
	);
	throw new InputError('Call ID', `Call ${callid} has several legs: ${candidates.join(', ')}`, {
		hint: 'Use one of these call IDs, or set "Extension" to the one that is meant.',
	});
}

/** The own leg where there is one; beside it the far side of an own call may be listed (switch T11). */
function likely(legs: Participant[], ownDn: string): Participant[] {
	const own = legs.filter(({ dn }) => dn === ownDn);
	if (own.length === 1) return own;
	const first = own.filter(({ legid }) => legid === 1);
	return first.length === 1 ? first : legs;
}

/** The legs of the granted DNs, or of the one that is asked for. */
async function legsOf(callControl: CallControl, query: LegQuery): Promise<Participant[]> {
	const dns = await callControl.dns();
	const meant = query.extension === '' ? dns : dns.filter(({ dn }) => dn === query.extension);
	if (meant.length === 0 && query.extension !== '') throw notGranted(query.extension, dns);
	return meant.flatMap(({ participants }) => participants);
}

/** @param dns what the client may use */
export function notGranted(extension: string, dns: ReadonlyArray<{ dn: string }>): InputError {
	return new InputError(
		'Extension',
		`The extension ${extension} is not granted to this API client; it may use ${dns.map(({ dn }) => dn).join(', ') || 'none'}`,
		{
			hint: 'Add the extension to the client in the Admin console under Integrations > API, or leave "Extension" empty.',
		},
	);
}

/** The far side of an own call is listed but may not be read by itself (403): the lists will tell. */
function refusedAsUndefined(error: unknown): undefined {
	if (error instanceof HttpError && error.status === 403) return undefined;
	throw asThreeCxError(error);
}

function notACallId(text: string): InputError {
	const empty = text.trim() === '';
	return new InputError(
		'Call ID',
		empty ? '"Call ID" is empty' : `"Call ID" is no call ID: ${text.trim().slice(0, 40)}`,
		{
			hint: 'It looks like call-1264-25 and comes as callId from 3CX Call Receiver, 3CX Call Monitor, or the operation Make Call. The bare call number of the PBX works too, where the call has one leg only.',
		},
	);
}
