import type { CallDestination } from '../api';
import type { OutboundRule } from '../world/trunks';
import type { User } from '../world/users';
import { isUserInOffice } from './hours';
import { arrive, type Trace } from './trace';

/** How a call is sent on to an inside number, when the PBX takes the outside number for one. */
export type Inside = (number: string, trace: Trace) => CallDestination;

/**
 * A forward to an outside number: everything that can stop it, then the rules (§4.5). `user` is null
 * when a rule or a queue forwards, not a person.
 */
export function forwardOutside(
	user: User | null,
	written: string,
	trace: Trace,
	inside: Inside,
): CallDestination {
	const { world, switches } = trace;
	const fail = (why: string) => arrive(trace, 'failed', written, why);

	if (!world.general.AllowFwdToExternal)
		return fail('forwarding to outside numbers is switched off');
	if (user?.Internal) return fail(`user ${user.Number} may call inside only`);
	if (user && !isUserInOffice(world, user, trace.now)) {
		if (user.OfficeHoursProps.includes('BlockOutboundCalls')) {
			return fail(`user ${user.Number} may not call out outside office hours`);
		}
		if (world.general.DisableOutboundCallsOutOfficeHours) {
			return fail('the PBX does not call out outside office hours');
		}
	}

	const number = switches.dialStripsPunctuation ? written.replace(/[\s\-/().]/g, '') : written;
	if (number === '') return fail('the outside number is empty');
	if (switches.internalNumberInExternal === 'internal' && world.dn(number)) {
		trace.path.push(`outside number ${number} is a number of the PBX`);
		return inside(number, trace);
	}
	if (!/^\+?[\d*#]+$/.test(number)) return fail(`${number} cannot be dialled`);
	return dialOutside(user, number, trace);
}

/** The first rule that fits decides; its routes are tried in order (xapi.md §3.12). */
export function dialOutside(user: User | null, number: string, trace: Trace): CallDestination {
	const rules = [...trace.world.outboundRules].sort((a, b) => a.Priority - b.Priority);
	const rule = rules.find((candidate) => fits(candidate, user, number));
	if (!rule) return arrive(trace, 'failed', number, `no outbound rule for ${number}`);
	trace.path.push(`outbound rule ${rule.Name}`);

	for (const route of rule.Routes) {
		const trunk = trace.world.trunks.find((one) => one.Id === route.TrunkId);
		if (!trunk?.IsOnline || !trunk.EnableOutboundCalls) {
			trace.path.push(`trunk ${route.TrunkName} is not available`);
			continue;
		}
		const dialled = `${route.Prepend}${number.slice(route.StripDigits)}${route.Append}`;
		return arrive(trace, 'outside', dialled, `dialled on trunk ${trunk.Number}`);
	}
	return arrive(trace, 'failed', number, 'no trunk left to dial on');
}

function fits(rule: OutboundRule, user: User | null, number: string): boolean {
	const prefixes = rule.Prefix.split(',').map((prefix) => prefix.trim());
	const prefixFits =
		rule.Prefix.trim() === '' || prefixes.some((one) => one && number.startsWith(one));
	// A leading plus is no digit and so does not count as one.
	const lengthFits = isInRanges(rule.NumberLengthRanges, number.replace(/^\+/, '').length);
	const dnFits =
		rule.DNRanges.length === 0 ||
		rule.DNRanges.some(({ From, To }) => isInRanges(`${From}-${To || From}`, Number(user?.Number)));
	const groupFits =
		rule.GroupIds.length === 0 ||
		(user?.memberships ?? []).some(({ GroupId }) => rule.GroupIds.includes(GroupId));
	return prefixFits && lengthFits && dnFits && groupFits;
}

/** Whether a number is in ranges such as `3,10-15`; empty means any. */
function isInRanges(ranges: string, value: number): boolean {
	if (ranges.trim() === '') return true;
	return ranges.split(',').some((range) => {
		const [from = NaN, to = from] = range.split('-').map(Number);
		return from <= value && value <= to;
	});
}
