import {
	assertZone,
	readPlan,
	UnknownZoneError,
} from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan';

describe('assertZone', () => {
	it.each(['Europe/Berlin', ' UTC ', 'america/new_york'])('accepts %j', (zone) => {
		expect(assertZone(zone)).toBe(zone.trim());
	});

	it.each(['', 'local', 'system', 'DEFAULT', 'Berlin', '+02:00', 'utc+2', 'Europe/Bonn'])(
		'refuses %j',
		(zone) => {
			expect(() => assertZone(zone)).toThrow(UnknownZoneError);
			expect(() => readPlan([], {}, zone)).toThrow(/is not a time zone.*Use a name such as/);
		},
	);
});
