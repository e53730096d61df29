import { TIME_ZONES } from '../world/system';
import type { World } from '../world/world';

/** How far the clock on the wall of the PBX is ahead of UTC at a moment, in ms. */
export function localOffsetMs(world: World, moment: number): number {
	const timeZone = TIME_ZONES.find((one) => one.Id === world.officeHours.TimeZoneId)?.IanaName;
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		timeZoneName: 'longOffset',
	}).formatToParts(moment);
	const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
	const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d+):(\d+)/.exec(name) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
