import type { Leg } from '../calls/leg';
import type { Switches } from '../switches';
import type { ApiClient } from '../world/clients';

/** A leg as one client sees it. */
export interface SeenLeg {
	leg: Leg;
	/** DN under which it is listed. */
	dn: string;
	/** Listed under the own DN, but every access to it is refused (T11). */
	isFar: boolean;
}

/** The own route point first, then the monitored DNs. */
export function visibleDns(client: ApiClient): string[] {
	return [client.routePointDn, ...client.monitored.filter((dn) => dn !== client.routePointDn)];
}

/** Whether the client may see the DN at all. */
export function maySee(client: ApiClient, dn: string): boolean {
	return dn === client.routePointDn || client.monitored.includes(dn);
}

/** How a client sees a leg, or null when it does not. */
export function seenLeg(leg: Leg, client: ApiClient, switches: Switches): SeenLeg | null {
	if (maySee(client, leg.dn)) return { leg, dn: leg.dn, isFar: false };
	const isFar = switches.farLegs === 'listed' && leg.call.dialledBy === client.routePointDn;
	return isFar ? { leg, dn: client.routePointDn, isFar } : null;
}
