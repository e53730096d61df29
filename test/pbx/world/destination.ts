/** DestinationType, xapi.md §3.4: there is no "Mobile" among them. */
export type DestinationType =
	| 'None'
	| 'VoiceMail'
	| 'Extension'
	| 'Queue'
	| 'RingGroup'
	| 'IVR'
	| 'External'
	| 'Fax'
	| 'Boomerang'
	| 'Deflect'
	| 'VoiceMailOfDestination'
	| 'Callback'
	| 'RoutePoint'
	| 'ProceedWithNoExceptions';

/** PeerType, xapi.md §3.4. */
export type PeerType =
	| 'None'
	| 'Extension'
	| 'Queue'
	| 'RingGroup'
	| 'IVR'
	| 'Fax'
	| 'Conference'
	| 'SpecialMenu'
	| 'Parking'
	| 'ExternalLine'
	| 'Group'
	| 'RoutePoint';

/** Where a call goes on to. */
export interface Destination {
	To: DestinationType;
	/** DN, for inside destinations and for the fall-back of a Boomerang. */
	Number: string;
	/** Outside number. With `mobile` set, what the console wrote when it was chosen. */
	External: string;
	Name: string;
	Type: PeerType;
	Tags: string[];
	/** Chosen as "Mobile" in the console. Never on the wire: nobody knows how it shows (§4.3). */
	mobile?: boolean;
}

function destination(to: DestinationType, more: Partial<Destination> = {}): Destination {
	return { To: to, Number: '', External: '', Name: '', Type: 'None', Tags: [], ...more };
}

/** "Forward to Mobile" as a person chooses it in the console while the user's Mobile is `mobile`. */
export function mobileDestination(mobile: string | null): Destination {
	return destination('External', { External: mobile ?? '', mobile: true });
}

/** An outside number typed in by hand. */
export function externalDestination(number: string): Destination {
	return destination('External', { External: number });
}

/** An outside number with voicemail of `fallbackDn` behind it (the console's "rebound"). */
export function boomerangDestination(number: string, fallbackDn: string): Destination {
	return destination('Boomerang', { External: number, Number: fallbackDn, Type: 'Extension' });
}

/** Voicemail of an extension. */
export function voicemailDestination(dn: string): Destination {
	return destination('VoiceMail', { Number: dn, Type: 'Extension' });
}

/** End the call. */
export function endCall(): Destination {
	return destination('None');
}

/** Any other inside destination: extension, queue, ring group, IVR, route point. */
export function dnDestination(
	to: 'Extension' | 'Queue' | 'RingGroup' | 'IVR' | 'RoutePoint',
	dn: string,
): Destination {
	return destination(to, { Number: dn, Type: to });
}

/** A destination after which the rest of the exceptions is skipped and the profile decides. */
export function proceedDestination(): Destination {
	return destination('ProceedWithNoExceptions');
}
