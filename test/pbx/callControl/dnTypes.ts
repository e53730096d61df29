import type { PeerType } from '../world/destination';

/** DN types of the Call Control API by kind of peer (pbx-simulator.md §2, xapi.md §5). */
const TYPES: Record<PeerType, string> = {
	None: 'None',
	Extension: 'Wextension',
	Queue: 'Wqueue',
	RingGroup: 'Wringgroup',
	IVR: 'Wivr',
	Fax: 'Wextension',
	Conference: 'Wspecialmenu',
	SpecialMenu: 'Wspecialmenu',
	Parking: 'Wparkextension',
	ExternalLine: 'Wexternalline',
	Group: 'None',
	RoutePoint: 'Wroutepoint',
};

/** The word of the Call Control API for a kind of peer. */
export function wireType(type: PeerType): string {
	return TYPES[type];
}
