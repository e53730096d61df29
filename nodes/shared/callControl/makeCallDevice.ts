import { CallStateError } from './callControlErrors';
import type { Dn } from './dn';

/** The device that dials; undefined where the whole extension is to ring. @throws CallStateError */
export function deviceFor({ dn, devices, type }: Dn, wanted: string): string | undefined {
	if (wanted !== '') {
		const named = devices.filter(({ deviceId, userAgent }) =>
			`${deviceId} ${userAgent}`.toLowerCase().includes(wanted.toLowerCase()),
		);
		if (named[0]) return named[0].deviceId;
		throw new CallStateError(`Extension ${dn} has no device "${wanted.slice(0, 60)}" now`, {
			hint: `It has: ${devices.map(({ deviceId, userAgent }) => userAgent || deviceId).join(', ') || 'none'}.`,
		});
	}
	if (devices.length === 0) {
		throw new CallStateError(`Extension ${dn} has no phone or app that is connected now`, {
			hint: 'The call is made by a device of the extension. Open its app or check its phone, or call from the route point.',
		});
	}
	// Several: 3CX rings them all, and the one that is picked up dials.
	return devices.length === 1 || type === 'Wroutepoint' ? devices[0]?.deviceId : undefined;
}
