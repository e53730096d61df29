import type { World } from '../world/world';
import { wireType } from './dnTypes';
import type { ParticipantObject } from './participantObject';

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
	participants: ParticipantObject[];
}

/** The DN object of a number, or undefined when the PBX has no such DN. */
export function dnObject(
	number: string,
	world: World,
	participants: ParticipantObject[],
): DnObject | undefined {
	const dn = world.dn(number);
	if (!dn) return undefined;
	const devices =
		dn.type === 'RoutePoint' ? [routePointDevice(number)] : userDevices(number, world);
	return { dn: number, type: wireType(dn.type), devices, participants };
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
