import type { CallDestination } from '../api';
import type { Destination } from '../world/destination';
import type { AvailableRoute, AwayRoute, ForwardingException } from '../world/forwarding';
import type { User } from '../world/users';
import { applies, isUserInOffice } from './hours';
import { arrive, matchesAny, type Trace } from './trace';

/** How a call goes on to a destination of a user; null stands for "none set". */
export type Follow = (destination: Destination | null, user: User, trace: Trace) => CallDestination;

/** A call to an extension: exceptions first, then the profile in force (xapi.md §3.4, §4.5). */
export function routeToUser(user: User, trace: Trace, follow: Follow): CallDestination {
	if (!user.Enabled) return arrive(trace, 'failed', user.Number, `user ${user.Number} is disabled`);

	for (const [index, rule] of user.ForwardingExceptions.entries()) {
		if (!exceptionFits(rule, user, trace)) continue;
		trace.path.push(`exception ${index + 1}`);
		if (rule.Destination?.To === 'ProceedWithNoExceptions') break;
		return follow(rule.Destination, user, trace);
	}

	const name = activeProfile(user, trace);
	const profile = user.ForwardingProfiles.find((one) => one.Name === name);
	if (!profile) return arrive(trace, 'failed', user.Number, `there is no profile ${name}`);
	trace.path.push(`profile ${name}`);
	// Which of the two routes is filled decides, not the name of the profile (xapi.md §4.5).
	if (profile.AvailableRoute) return ringFirst(user, profile.AvailableRoute, trace, follow);
	if (profile.AwayRoute) return forwardAtOnce(user, profile.AwayRoute, trace, follow);
	return arrive(trace, 'ended', user.Number, `profile ${name} has no route`);
}

/** `AutoSwitchProfiles` puts the office hours above what is set (xapi.md §4.5). */
function activeProfile(user: User, trace: Trace): string {
	if (!user.OfficeHoursProps.includes('AutoSwitchProfiles')) return user.CurrentProfileName ?? '';
	const open = isUserInOffice(trace.world, user, trace.now);
	trace.path.push(`profile is switched by office hours: ${open ? 'open' : 'closed'}`);
	return open ? 'Available' : 'Out of office';
}

function exceptionFits(rule: ForwardingException, user: User, trace: Trace): boolean {
	if (!rule.Enabled) return false;
	if (rule.CallType === 'InternalCallsOnly' && trace.from !== 'inside') return false;
	if (rule.CallType === 'ExternalCallsOnly' && trace.from !== 'outside') return false;
	if (!applies(rule.Hours, trace.world, user.PrimaryGroupId, trace.now)) return false;
	switch (rule.Condition) {
		case 'BasedOnCallerID':
			return matchesAny(rule.Data ?? '', trace.callerId);
		case 'BasedOnDID':
			return matchesAny(rule.Data ?? '', trace.did);
		case 'PhoneNotRegistered':
			return phone(user) === 'notRegistered';
		case 'PhoneBusy':
			return phone(user) === 'busy';
		case 'NoAnswer':
			return phone(user) === 'noAnswer';
		default:
			return true;
	}
}

function phone(user: User): 'notRegistered' | User['behaviour'] {
	return user.devices.length === 0 ? 'notRegistered' : user.behaviour;
}

function ringFirst(
	user: User,
	route: AvailableRoute,
	trace: Trace,
	follow: Follow,
): CallDestination {
	switch (phone(user)) {
		case 'answers':
			return arrive(trace, 'extension', user.Number, `phone ${user.Number} rings and is answered`);
		case 'noAnswer': {
			trace.path.push(`phone ${user.Number} rings, no answer`);
			const { NoAnswerExternal, NoAnswerInternal, NoAnswerAllCalls } = route;
			return follow(pick(NoAnswerExternal, NoAnswerInternal, NoAnswerAllCalls, trace), user, trace);
		}
		case 'busy': {
			trace.path.push(`phone ${user.Number} is busy`);
			const { BusyExternal, BusyInternal, BusyAllCalls } = route;
			return follow(pick(BusyExternal, BusyInternal, BusyAllCalls, trace), user, trace);
		}
		case 'notRegistered': {
			trace.path.push(`no phone of ${user.Number} is registered`);
			const { NotRegisteredExternal: out, NotRegisteredInternal: inside } = route;
			return follow(pick(out, inside, route.NotRegisteredAllCalls, trace), user, trace);
		}
	}
}

/** The destination for this caller; an `…AllCalls` flag makes one of them count for both (§4.5). */
function pick(
	external: Destination | null,
	internal: Destination | null,
	allCalls: boolean | null,
	{ from, switches, path }: Trace,
): Destination | null {
	if (allCalls) {
		path.push(`one destination for all calls: the ${switches.allCallsFlag} one`);
		return switches.allCallsFlag === 'external' ? external : internal;
	}
	return from === 'outside' ? external : internal;
}

function forwardAtOnce(
	user: User,
	route: AwayRoute,
	trace: Trace,
	follow: Follow,
): CallDestination {
	const outside = trace.from === 'outside';
	const allHours = outside ? route.AllHoursExternal : route.AllHoursInternal;
	const limited = !allHours && trace.switches.allHoursExternalFalse === 'officeHoursOnly';
	if (limited && !isUserInOffice(trace.world, user, trace.now)) {
		// Nobody has seen what happens then: the mailbox, as for a user who is away for good.
		return user.VMEnabled
			? arrive(trace, 'voicemail', user.Number, 'the destination holds in office hours only')
			: arrive(trace, 'ended', user.Number, 'the destination holds in office hours only');
	}
	trace.path.push(`AwayRoute.${outside ? 'External' : 'Internal'}`);
	return follow(outside ? route.External : route.Internal, user, trace);
}
