import type { Participant } from './participant';

/** The actions on a leg; there are no others (call-control-api.md §3). */
export type Verb =
	| 'drop'
	| 'answer'
	| 'divert'
	| 'routeto'
	| 'transferto'
	| 'attach_participant_data'
	| 'attach_party_data';

/** Reasons that 3CX documents for divert and routeto. */
export const DIVERSION_REASONS = [
	'None',
	'NoAnswer',
	'PhoneBusy',
	'PhoneNotRegistered',
	'ForwardAll',
	'BasedOnCallerID',
	'BasedOnDID',
	'OutOfOfficeHours',
	'BreakTime',
	'Holiday',
	'OfficeHours',
	'NoDestinations',
	'Polling',
	'CallbackRequested',
	'Callback',
] as const;
export type DiversionReason = (typeof DIVERSION_REASONS)[number];

export const isConnected = (leg: Participant) => leg.status === 'Connected';
export const isRinging = (leg: Participant) => leg.status === 'Ringing';
export const isDialing = (leg: Participant) => leg.status === 'Dialing';

/**
 * Why 3CX would refuse the verb for this leg in its present state; undefined where it may work.
 * States that nobody has described are left to the PBX.
 *
 * @param ownDn the client's route point: 3CX answers its calls itself, and lets it answer
 */
export function obstacle(verb: Verb, leg: Participant, ownDn: string): string | undefined {
	switch (verb) {
		case 'answer':
			return obstacleToAnswer(leg, ownDn);
		case 'divert':
			if (isConnected(leg)) return 'the call is answered already; only a ringing call is diverted';
			return isDialing(leg) ? 'it is an outgoing call; only a ringing call is diverted' : undefined;
		case 'routeto':
			return isDialing(leg)
				? 'it is an outgoing call that nobody has answered yet; it can be sent on when it rings or is connected'
				: undefined;
		case 'transferto':
			return isDialing(leg) || isRinging(leg)
				? 'the call is not answered yet; with return on failure only a connected call is transferred'
				: undefined;
		default:
			return undefined;
	}
}

function obstacleToAnswer(leg: Participant, ownDn: string): string | undefined {
	if (isDialing(leg)) return 'it is an outgoing call, which the other side answers';
	if (isConnected(leg) || leg.dn === ownDn || leg.directControl) return undefined;
	return `3CX lets the API answer only the client's own route point (${ownDn}) and devices that it controls directly (direct_control), and the device of extension ${leg.dn} that rings is neither`;
}
