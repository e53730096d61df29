import type { PeerType } from '../world/destination';
import type { World } from '../world/world';

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

/** A device as listed (call-control-api.md §4). */
export interface DeviceObject {
	dn: string;
	device_id: string;
	user_agent: string;
}

/** A DN as listed (call-control-api.md §4). */
export interface DnObject {
	dn: string;
	type: string;
	devices: DeviceObject[];
	participants: never[];
}

/** The DN object of a number, or undefined when the PBX has no such DN. */
export function dnObject(number: string, world: World): DnObject | undefined {
	const dn = world.dn(number);
	if (!dn) return undefined;
	return {
		dn: number,
		type: TYPES[dn.type],
		devices: dn.type === 'RoutePoint' ? [routePointDevice(number)] : userDevices(number, world),
		participants: [],
	};
}

/** A route point has one pseudo device of this form (pbx-simulator.md §2). */
function routePointDevice(dn: string): DeviceObject {
	return { dn, device_id: `sip:${dn}@127.0.0.1:5483`, user_agent: '' };
}

function userDevices(dn: string, world: World): DeviceObject[] {
	const devices = world.findUser(dn)?.devices ?? [];
	return devices.map(({ deviceId, userAgent }) => ({
		dn,
		device_id: deviceId,
		user_agent: userAgent,
	}));
}
