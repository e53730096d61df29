import type { Row } from '../../shared/xapi';
import { readDestination, type Destination } from '../forwarding/destination';
import type { Call, Ways } from './call';
import type { CallUser, Exception } from './callUser';
import { departmentOf } from './configuration';
import { byUserHours, bySchedule } from './office';
import { matchesList } from './pattern';

/** How a call goes on to a destination of a user. */
export type FollowUser = (destination: Destination, user: CallUser, call: Call) => Ways;

/** What the phone of a user does when it is called. */
type Phone = 'answers' | 'noAnswer' | 'busy' | 'notRegistered';

const PHONE_WORDS: Readonly<Record<Phone, string>> = {
	answers: 'if the phone is answered at',
	noAnswer: 'if nobody answers at',
	busy: 'if the phone is busy at',
	notRegistered: 'if no phone is registered at',
};

/** Conditions of exceptions that the phone decides about (xapi.md §4.5). */
const BY_PHONE: Readonly<Record<string, Phone | undefined>> = {
	NoAnswer: 'noAnswer',
	PhoneBusy: 'busy',
	PhoneNotRegistered: 'notRegistered',
};

/** A call to an extension: exceptions first, then the status that is on. */
export function* reachUser(call: Call, user: CallUser, follow: FollowUser): Ways {
	if (!user.enabled) {
		const why = `the user ${user.number} is disabled in 3CX`;
		yield call.ends('failed', user.number, { name: user.name, why });
		return;
	}
	for (const [known, phone] of phonesOf(call, user)) {
		yield* pastExceptions(known, user, phone, 0, follow);
	}
}

/** The ways that the phone may go; one without a phone is the only one, and where it does not matter there is one. */
function* phonesOf(call: Call, user: CallUser): Generator<[Call, Phone]> {
	const { registered, number } = user;
	const matters =
		user.profiles.some((profile) => profile.child('AvailableRoute') !== undefined) ||
		user.exceptions.some(({ condition }) => BY_PHONE[condition] !== undefined);
	if (!matters || registered === false) {
		yield [call, 'notRegistered'];
		return;
	}
	const phones: Phone[] = ['answers', 'noAnswer', 'busy'];
	if (registered === undefined) phones.unshift('notRegistered');
	for (const is of phones) {
		const words = `${PHONE_WORDS[is]} ${number}`;
		yield [call.if({ kind: 'event', about: 'phone', of: number, is, words }), is];
	}
}

function* pastExceptions(
	call: Call,
	user: CallUser,
	phone: Phone,
	index: number,
	follow: FollowUser,
): Ways {
	const rule = user.exceptions[index];
	if (rule === undefined) {
		yield* byProfile(call, user, phone, follow);
		return;
	}
	if (!fits(rule, call, phone)) {
		yield* pastExceptions(call, user, phone, index + 1, follow);
		return;
	}
	const department = departmentOf(call.configuration, user.groupId);
	yield* bySchedule(call, rule.hours, department, (known, applies) => {
		if (!applies) return pastExceptions(known, user, phone, index + 1, follow);
		const named = known.because(`Forwarding exception ${index + 1} of ${user.number} goes first`);
		// The word for: no exception more, the status decides.
		if (rule.destination.to === 'ProceedWithNoExceptions')
			return byProfile(named, user, phone, follow);
		return follow(rule.destination, user, named);
	});
}

function fits(rule: Exception, { callerId, did }: Call, phone: Phone): boolean {
	if (!rule.enabled || rule.callType === 'InternalCallsOnly') return false;
	const byPhone = BY_PHONE[rule.condition];
	if (byPhone !== undefined) return byPhone === phone;
	if (rule.condition === 'BasedOnCallerID') return matchesList(rule.data, callerId);
	if (rule.condition === 'BasedOnDID') return matchesList(rule.data, did);
	return true;
}

/** By `AutoSwitchProfiles` the office hours stand above what is set (xapi.md §4.5). */
function* byProfile(call: Call, user: CallUser, phone: Phone, follow: FollowUser): Ways {
	if (!user.officeHours.includes('AutoSwitchProfiles')) {
		yield* inProfile(call, user, user.activeProfile, phone, follow);
		return;
	}
	yield* byUserHours(call, user, (known, inOffice) => {
		const name = inOffice ? 'Available' : 'Out of office';
		const step = `3CX switches the status of ${user.number} by office hours, presumably to "${name}"`;
		return inProfile(known.because(step), user, name, phone, follow);
	});
}

function* inProfile(
	call: Call,
	user: CallUser,
	name: string,
	phone: Phone,
	follow: FollowUser,
): Ways {
	const { number } = user;
	const profile = user.profiles.find((row) => row.text('Name') === name);
	if (profile === undefined) {
		const why = `3CX shows no forwarding rules of ${number} for the status "${name}"`;
		yield call.ends('unknown', number, { name: user.name, why });
		return;
	}
	const known = call.because(`Extension ${number} (${user.name}) is in the status "${name}"`);
	// Which of the two is set decides, not the name of the status (xapi.md §4.5).
	const available = profile.child('AvailableRoute');
	const away = profile.child('AwayRoute');
	if (available) yield* afterPhone(known, user, available, phone, follow);
	else if (away) yield* atOnce(known, user, away, follow);
	else yield known.ends('ended', number, { why: `the status "${name}" has no rules` });
}

function* afterPhone(
	call: Call,
	user: CallUser,
	route: Row,
	phone: Phone,
	follow: FollowUser,
): Ways {
	const { number, name } = user;
	if (phone === 'answers') {
		yield call.because(`The phone of ${number} rings`).ends('extension', number, { name });
		return;
	}
	const { condition, step } = AFTER[phone];
	const tried = call.because(`${step} ${number}: the rule "${condition}" counts`);
	const outside = readDestination(route.child(`${condition}External`));
	const inside = readDestination(route.child(`${condition}Internal`));
	if (
		route.flag(`${condition}AllCalls`) !== true ||
		JSON.stringify(outside) === JSON.stringify(inside)
	) {
		yield* follow(outside, user, tried);
		return;
	}
	// One destination is for callers from inside and outside; nobody knows which of the two (xapi.md §4.5).
	for (const [is, destination] of [
		['external', outside],
		['internal', inside],
	] as const) {
		const words = `if the rule "${condition}" of ${number}, which is for all calls, means its ${is} destination`;
		const of = `${number} ${condition}`;
		yield* follow(destination, user, tried.if({ kind: 'doubt', about: 'allCalls', of, is, words }));
	}
}

const AFTER = {
	noAnswer: { condition: 'NoAnswer', step: 'Nobody answers at' },
	busy: { condition: 'Busy', step: 'The phone is busy at' },
	notRegistered: { condition: 'NotRegistered', step: 'No phone is registered at' },
} as const;

/** Calls go on at once; the flag presumably says whether at all hours (xapi.md §4.5). */
function* atOnce(call: Call, user: CallUser, route: Row, follow: FollowUser): Ways {
	const forwarded = call.because(`Calls to ${user.number} are forwarded at once`);
	const destination = readDestination(route.child('External'));
	if (route.flag('AllHoursExternal') === true) {
		yield* follow(destination, user, forwarded);
		return;
	}
	yield* byUserHours(forwarded, user, function* (known, inOffice) {
		if (inOffice) {
			yield* follow(destination, user, known);
			return;
		}
		const doubt = { kind: 'doubt', about: 'allHours', of: user.number } as const;
		const always = `if the rule of ${user.number}, which is not for all hours, counts all the same`;
		yield* follow(destination, user, known.if({ ...doubt, is: 'always', words: always }));
		const words = `if the rule of ${user.number} counts in office hours only`;
		const why = 'what happens outside the hours of the rule, nobody has seen';
		yield known
			.if({ ...doubt, is: 'officeHoursOnly', words })
			.ends('unknown', user.number, { name: user.name, why });
	});
}
