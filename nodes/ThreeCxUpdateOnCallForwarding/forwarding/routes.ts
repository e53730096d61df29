import { sameNumber, type NumberRules } from '../../shared/phone';
import type { Row } from '../../shared/xapi';
import { goesOutside, readDestination, ringsInside, type Destination } from './destination';
import type { DutyUser } from './dutyUser';
import { meansTarget, reaches, type Target } from './target';

/**
 * How a forwarding rule stands to the wanted number.
 * `leads`: it holds the number. `unproven`: it may lead there, the API cannot show it. `stale`: it still holds the
 * number before. `other`: another outside number. `elsewhere`: voicemail, an extension, nowhere.
 */
export type RouteState = 'leads' | 'unproven' | 'stale' | 'other' | 'elsewhere';

/** One forwarding rule of one status. */
export interface Route {
	profile: string;
	/** Key of the object that is set: `AwayRoute` or `AvailableRoute`. */
	holder: 'AwayRoute' | 'AvailableRoute';
	/** Key of the destination in it, such as `NotRegisteredExternal`. */
	field: string;
	caller: 'outside' | 'inside';
	/** Whether a call can take this rule as things stand. */
	reachable: boolean;
	/** True when one destination is for callers from inside and outside, and nobody knows which of the two (xapi.md §4.5). */
	shared: boolean;
	destination: Destination;
	/** Whether the destination itself holds the number; `state` says whether that is known to count. */
	holds: boolean;
	state: RouteState;
}

/** Numbers that earlier runs may have left in the rules. */
export interface Earlier {
	numbers: readonly string[];
	rules: NumberRules;
}

/** All forwarding rules of the user, judged. */
export function routesOf(user: DutyUser, target: Target, earlier: Earlier): Route[] {
	return user.profiles.flatMap((profile) => routesOfProfile(profile, user, target, earlier));
}

function routesOfProfile(profile: Row, user: DutyUser, target: Target, earlier: Earlier): Route[] {
	const name = profile.text('Name') ?? '';
	const on = isReachable(name, user);
	const route = (
		holder: Route['holder'],
		holderRow: Row,
		field: string,
		caller: Route['caller'],
		reachable: boolean,
		shared = false,
	): Route => {
		const destination = readDestination(holderRow.child(field));
		const holds = reaches(destination, target);
		return {
			profile: name,
			holder,
			field,
			caller,
			reachable,
			shared,
			destination,
			holds,
			state: stateOf(destination, caller, target, earlier),
		};
	};
	const away = profile.child('AwayRoute');
	const available = profile.child('AvailableRoute');
	const routes: Route[] = [];
	if (away) {
		const outside = route('AwayRoute', away, 'External', 'outside', on);
		// Presumably only a part of the day then; which, the API does not tell (xapi.md §4.5).
		if (away.flag('AllHoursExternal') === false && outside.state === 'leads')
			outside.state = 'unproven';
		routes.push(outside);
		routes.push(route('AwayRoute', away, 'Internal', 'inside', on));
	}
	// Which of the two is set decides, not the name of the status (xapi.md §4.5).
	for (const condition of ['NotRegistered', 'NoAnswer', 'Busy']) {
		if (!available) break;
		const taken = on && isTaken(condition, user.registered);
		const shared = available.flag(`${condition}AllCalls`) === true;
		const outside = route(
			'AvailableRoute',
			available,
			`${condition}External`,
			'outside',
			taken,
			shared,
		);
		const inside = route(
			'AvailableRoute',
			available,
			`${condition}Internal`,
			'inside',
			taken,
			shared,
		);
		if (shared && (outside.state === 'leads') !== (inside.state === 'leads'))
			outside.state = 'unproven';
		routes.push(outside, inside);
	}
	return routes;
}

/** The status that is on; all of them when 3CX switches by itself, or tells none that we know. */
function isReachable(profile: string, user: DutyUser): boolean {
	if (user.officeHours.includes('AutoSwitchProfiles')) return true;
	const known = user.profiles.some((row) => row.text('Name') === user.activeProfile);
	return !known || profile === user.activeProfile;
}

/** Which branch a call takes: without a phone always the first, with one the others (xapi.md §4.5). */
function isTaken(condition: string, registered: boolean | undefined): boolean {
	return registered === undefined || (condition === 'NotRegistered') !== registered;
}

function stateOf(
	destination: Destination,
	caller: Route['caller'],
	target: Target,
	earlier: Earlier,
): RouteState {
	if (reaches(destination, target)) return 'leads';
	if (goesOutside(destination)) {
		if (destination.external === '')
			return destination.to === 'External' ? 'unproven' : 'elsewhere';
		// The right number in a form that may not be dialable, or a short number sent to a trunk.
		if (meansTarget(destination.external, target)) return 'unproven';
		return isEarlier(destination.external, earlier) ? 'stale' : 'other';
	}
	// Callers from inside may well be sent to the central number for good: that is no leftover of ours.
	const mayBeOurs = caller === 'outside' && ringsInside(destination);
	return mayBeOurs && isEarlier(destination.number, earlier) ? 'stale' : 'elsewhere';
}

function isEarlier(number: string, { numbers, rules }: Earlier): boolean {
	return numbers.some((earlier) => sameNumber(earlier, number, rules));
}
