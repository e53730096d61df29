import {
	boomerangDestination,
	defaultWorld,
	deskPhone,
	dnDestination,
	endCall,
	externalDestination,
	mobileDestination,
	PROFILE_NAMES,
	periods,
	profile,
	schedule,
	voicemailDestination,
	type Destination,
	type Schedule,
	type User,
	type World,
} from '../../../pbx';

const DAYS = [
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
	'Sunday',
] as const;
const DNS = ['100', '101', '102', '104', '200', '820', '830', '810', '800', '999', '666', '4711'];
const NUMBERS = [
	'01712345678',
	'0171 234-5678',
	'+4930999999',
	'0044201234',
	'200',
	'820',
	'77',
	'',
];

/** The numbers that are called in the stories: two of one trunk, one of another, one of none. */
export const DIDS = ['+4930123456', '+4930123457', '+4940555', '+4989777'];
export const CALLERS = ['', '+491711111111', '+4930777', '0044201234'];

/** Random choices that a seed gives again. */
export class Dice {
	constructor(private seed: number) {}

	/** A whole number below `below` (mulberry32). */
	number(below: number): number {
		this.seed = (this.seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	}

	pick<T>(choices: readonly T[]): T {
		const choice = choices[this.number(choices.length)];
		if (choice === undefined) throw new Error('Nothing to choose from');
		return choice;
	}

	/** True once in `times`. */
	once(times: number): boolean {
		return this.number(times) === 0;
	}
}

/** A PBX of which everything that decides about calls is random. */
export function randomWorld(dice: Dice): World {
	const world = defaultWorld();
	const [first] = world.groups;
	if (!first) throw new Error('The world has no department');
	const second = {
		...structuredClone(first),
		Id: world.takeId(),
		Number: 'GRP0001',
		Name: 'NORTH',
	};
	world.groups.push({ ...second, IsDefault: false });
	world.officeHours.Hours = hours(dice);
	world.officeHours.BreakTime = dice.once(2) ? schedule('Never') : lunch(dice);
	for (const group of world.groups) {
		group.TimeZoneId = dice.pick(['51', '51', '16', '43', null]);
		group.Hours = dice.pick([null, schedule('OfficeHours'), hours(dice)]);
		group.BreakTime = dice.pick([null, schedule('OfficeHours'), lunch(dice)]);
		group.CurrentGroupHours = dice.once(5)
			? dice.pick([
					'ForceOpened',
					'ForceClosed',
					'ForceBreak',
					'ForceHoliday',
					'ForceCustomOperator',
				])
			: 'Default';
		group.OverrideExpiresAt = dice.pick([null, '0001-01-01T00:00:00Z', '2026-10-25T01:30:00Z']);
	}
	const groupIds = world.groups.map(({ Id }) => Id);
	world.holidays = [holiday(dice, 1), holiday(dice, 2), holiday(dice, 3)];
	for (const entity of [...world.queues, ...world.ringGroups, ...world.receptionists]) {
		entity.groupIds = [dice.pick(groupIds)];
		const route = () =>
			dice.once(2) ? null : { IsPromptEnabled: false, Prompt: '', Route: somewhere(dice) };
		entity.OutOfOfficeRoute = route();
		entity.BreakRoute = route();
		entity.HolidaysRoute = route();
	}
	for (const user of world.users) shuffle(user, dice, groupIds, world);
	trunksAndRules(world, dice);
	world.general.AllowFwdToExternal = !dice.once(20);
	world.general.DisableOutboundCallsOutOfficeHours = dice.once(6);
	return world;
}

function hours(dice: Dice): Schedule {
	const type = dice.pick([
		'SpecificHours',
		'SpecificHours',
		'SpecificHours',
		'AllHours',
		'Never',
	] as const);
	const days = DAYS.filter(() => !dice.once(4));
	const made = schedule(type, [
		...periods(days, dice.pick(['00:00:00', '02:30:00', '08:15:00']), '12:00:00'),
		...periods(days, '13:00:00', dice.pick(['17:00:00', '22:45:00'])),
	]);
	return { ...made, IgnoreHolidays: dice.once(4) };
}

function lunch(dice: Dice): Schedule {
	return schedule('SpecificHours', periods(DAYS, dice.pick(['02:00:00', '11:30:00']), '14:00:00'));
}

function holiday(dice: Dice, Id: number) {
	const [Month, Day, MonthEnd, DayEnd] = dice.pick([
		[12, 24, 12, 26],
		[10, 25, 10, 25],
		[3, 29, 3, 29],
		[12, 30, 1, 2],
		[7, 14, 7, 15],
	] as const);
	const IsRecurrent = MonthEnd < Month || dice.once(2);
	const year = dice.pick([2025, 2026]);
	return {
		Id,
		Name: `Feiertag ${Id}`,
		Group: dice.pick(['', 'GRP0000', 'GRP0001']),
		HolidayPrompt: '',
		IsRecurrent,
		Day,
		Month,
		Year: year,
		DayEnd,
		MonthEnd,
		YearEnd: year,
		TimeOfStartDate: dice.pick(['PT0S', 'PT12H', 'PT2H30M']),
		TimeOfEndDate: dice.pick(['PT23H59M59S', 'PT18H']),
	};
}

/** A destination of any kind. */
function somewhere(dice: Dice, own = '100'): Destination {
	const number = dice.pick(DNS);
	return dice.pick<() => Destination>([
		() => dnDestination('Extension', number),
		() => dnDestination('Extension', dice.pick(['101', '102', '200'])),
		() => dnDestination('Extension', '999'),
		() => dnDestination('Queue', '820'),
		() => dnDestination('RingGroup', '830'),
		() => dnDestination('IVR', '810'),
		() => dnDestination('RoutePoint', '800'),
		() => externalDestination(dice.pick(NUMBERS)),
		() => externalDestination('01712345678'),
		() => boomerangDestination('01712345678', own),
		() => voicemailDestination(own),
		() => endCall(),
	])();
}

function shuffle(user: User, dice: Dice, groupIds: readonly number[], world: World): void {
	user.Enabled = !dice.once(24);
	user.Internal = dice.once(16);
	user.Mobile = dice.pick(['+491711111111', '01712345678', '0171-12345', '200']);
	user.PrimaryGroupId = dice.pick(groupIds);
	user.memberships = [{ GroupId: user.PrimaryGroupId, RoleName: 'users' }];
	user.devices = dice.once(2) ? [] : [deskPhone(user.Number)];
	user.behaviour = dice.pick(['answers', 'answers', 'noAnswer', 'busy']);
	user.CurrentProfileName = dice.pick([...PROFILE_NAMES, 'Available', 'Custom 1']);
	user.OfficeHoursProps = (
		['GlobalSchedule', 'AutoSwitchProfiles', 'BlockOutboundCalls'] as const
	).filter((_, index) => (index === 0 ? dice.once(2) : dice.once(5)));
	user.Hours = dice.pick([null, schedule('OfficeHours'), hours(dice)]);
	const target = () =>
		dice.once(3) ? mobileDestination(user.Mobile) : somewhere(dice, user.Number);
	user.ForwardingProfiles = PROFILE_NAMES.map((name) => {
		const made = profile(world.takeId(), name, target, () => somewhere(dice, user.Number));
		if (made.AwayRoute) made.AwayRoute.AllHoursExternal = !dice.once(6);
		if (made.AvailableRoute) {
			made.AvailableRoute.NotRegisteredAllCalls = dice.once(6);
			made.AvailableRoute.NoAnswerAllCalls = dice.once(6);
			made.AvailableRoute.BusyAllCalls = dice.once(6);
		}
		return made;
	});
	user.ForwardingExceptions = dice.once(4)
		? [exception(dice, world, user.Number), exception(dice, world, user.Number)]
		: [];
}

function exception(dice: Dice, world: World, own: string) {
	const Condition = dice.pick([
		'ForwardAll',
		'BasedOnCallerID',
		'BasedOnDID',
		'NoAnswer',
		'PhoneBusy',
		'PhoneNotRegistered',
	] as const);
	return {
		Id: world.takeId(),
		CallType: dice.pick(['AllCalls', 'ExternalCallsOnly', 'InternalCallsOnly'] as const),
		Condition,
		Data: Condition === 'BasedOnDID' ? dice.pick(DIDS) : dice.pick(['+49*', '+491711111111,77*']),
		Destination: dice.once(4)
			? { ...endCall(), To: 'ProceedWithNoExceptions' as const }
			: somewhere(dice, own),
		Enabled: !dice.once(4),
		Hours: anyHours(dice),
	};
}

function anyHours(dice: Dice): Schedule {
	const type = dice.pick([
		'AllHours',
		'OfficeHours',
		'OfficeHours',
		'OutOfOfficeHours',
		'SpecificHours',
		'SpecificHoursExcludingHolidays',
		'OutOfSpecificHours',
		'OutOfSpecificHoursIncludingHolidays',
		'BreakTime',
		'Never',
	] as const);
	return schedule(type, hours(dice).Periods);
}

function trunksAndRules(world: World, dice: Dice): void {
	const [trunk] = world.trunks;
	const [rule] = world.inboundRules;
	if (!trunk || !rule) throw new Error('The world has no trunk or rule');
	const second = { ...trunk, Id: world.takeId(), Number: '10001', name: 'Zweiter Anbieter' };
	world.trunks.push({ ...second, ExternalNumber: '+4940555', DidNumbers: ['+4940555'] });
	for (const one of world.trunks) {
		one.IsOnline = !dice.once(16);
		one.EnableInboundCalls = !dice.once(24);
		one.EnableOutboundCalls = !dice.once(8);
	}
	const condition = () =>
		dice.pick(['BasedOnDID', 'BasedOnDID', 'BasedOnCallerID', 'ForwardAll', 'ForwardAll'] as const);
	world.inboundRules = Array.from({ length: 5 }, (_, index) => {
		const Condition = condition();
		return {
			...rule,
			Id: world.takeId(),
			RuleName: `Rule ${index}`,
			Condition,
			CallType: dice.pick([
				'AllCalls',
				'AllCalls',
				'ExternalCallsOnly',
				'InternalCallsOnly',
			] as const),
			Data:
				Condition === 'BasedOnDID'
					? dice.pick([...DIDS, '+4930*'])
					: dice.pick(['+49171*', '*777']),
			Hours: dice.once(6) ? null : anyHours(dice),
			AlterDestinationDuringHolidays: dice.once(2),
			AlterDestinationDuringOutOfOfficeHours: !dice.once(3),
			OfficeHoursDestination: somewhere(dice),
			OutOfOfficeHoursDestination: somewhere(dice),
			HolidaysDestination: somewhere(dice),
			trunkNumber: dice.pick(['10000', '10000', '10001']),
		};
	});
	for (const one of world.outboundRules) {
		one.Priority = dice.number(5);
		if (dice.once(10)) one.DNRanges = [{ From: '100', To: '199' }];
		if (dice.once(10)) one.GroupIds = [dice.pick(world.groups).Id];
		one.Routes = one.Routes.flatMap((route) => [
			{ ...route, StripDigits: dice.number(2), Prepend: dice.pick(['', '9']) },
			{ ...route, TrunkId: second.Id, Append: dice.pick(['', '#']) },
		]);
	}
}
