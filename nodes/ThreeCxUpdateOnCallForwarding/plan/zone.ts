import { IANAZone } from 'luxon';

/** The time zone of the plan is unknown, so no wall time can be read. */
export class UnknownZoneError extends RangeError {
	constructor(readonly zone: string) {
		super(
			`"${zone.slice(0, 40)}" is not a time zone, so the times of the plan cannot be read. ` +
				'Use a name such as Europe/Berlin or UTC.',
		);
		this.name = 'UnknownZoneError';
	}
}

/**
 * The one place that decides whether a zone is one.
 *
 * Names only: `local` would be the zone of whatever machine runs this, and a fixed offset is wrong
 * for half of the year.
 *
 * @param zone IANA name, for instance `Europe/Berlin`
 * @returns the name, without blanks around it
 * @throws UnknownZoneError
 */
export function assertZone(zone: string): string {
	const name = zone.trim();
	// Node.js also takes offsets such as +02:00 for zones.
	if (/^[+-]/.test(name) || !IANAZone.isValidZone(name)) throw new UnknownZoneError(zone);
	return name;
}
