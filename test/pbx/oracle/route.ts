import type { CallDestination } from '../api';
import type { OfficeRoutes } from '../world/callFlow';
import type { Destination } from '../world/destination';
import type { InboundRule } from '../world/trunks';
import type { User } from '../world/users';
import { applies, officeState } from './hours';
import { forwardOutside } from './outbound';
import { arrive, matchesAny, type Trace } from './trace';
import { routeToUser } from './user';

/** Longest chain of forwards that is followed; the PBX has a limit too, its figure is unknown. */
const MAX_HOPS = 10;

/** Where a call to a DN ends. */
export function routeToDn(number: string, trace: Trace): CallDestination {
	if (trace.visited.includes(number) || trace.visited.length >= MAX_HOPS) {
		return arrive(trace, 'failed', number, `loop: the call was at ${number} before`);
	}
	trace.visited.push(number);
	trace.path.push(`call to ${number}`);

	const user = trace.world.findUser(number);
	if (user) return routeToUser(user, trace, follow);
	const { queues, ringGroups, receptionists } = trace.world;
	const queue = queues.find((one) => one.Number === number);
	if (queue) return office(queue, queue.groupIds, 'queue', number, trace);
	const ringGroup = ringGroups.find((one) => one.Number === number);
	if (ringGroup) return office(ringGroup, ringGroup.groupIds, 'ringGroup', number, trace);
	const ivr = receptionists.find((one) => one.Number === number);
	if (ivr) return office(ivr, ivr.groupIds, 'ivr', number, trace);

	switch (trace.world.dn(number)?.type) {
		case 'RoutePoint':
			return arrive(trace, 'routePoint', number, `route point ${number}`);
		case 'SpecialMenu':
			return arrive(trace, 'voicemail', number, 'voicemail menu');
		default:
			return arrive(trace, 'failed', number, `the PBX has no ${number}`);
	}
}

/** A queue, ring group or IVR, unless the department is closed and something is set for that. */
function office(
	routes: OfficeRoutes,
	groupIds: readonly number[],
	kind: 'queue' | 'ringGroup' | 'ivr',
	number: string,
	trace: Trace,
): CallDestination {
	const groupId = groupIds[0] ?? trace.world.defaultGroup().Id;
	const { state, why } = officeState(trace.world, groupId, trace.now);
	const route = {
		open: null,
		closed: routes.OutOfOfficeRoute,
		break: routes.BreakRoute,
		holiday: routes.HolidaysRoute,
	}[state];
	if (!route?.Route) return arrive(trace, kind, number, `${kind} ${number}`);
	trace.path.push(why);
	return followInside(route.Route, trace);
}

/** A destination of a user; outside numbers are dialled on the user's behalf. */
function follow(destination: Destination | null, user: User, trace: Trace): CallDestination {
	if (!destination) return arrive(trace, 'ended', user.Number, 'no destination');
	switch (destination.To) {
		case 'External':
		case 'Boomerang':
		case 'Deflect': {
			const number = outsideNumber(destination, user, trace);
			return forwardOutside(user, number, trace, routeToDn);
		}
		case 'VoiceMail':
			return arrive(trace, 'voicemail', destination.Number || user.Number, 'voicemail');
		default:
			return followInside(destination, trace);
	}
}

/** What "Mobile" stands for at this moment (xapi.md §4.3). */
function outsideNumber(destination: Destination, user: User, trace: Trace): string {
	if (!destination.mobile) return destination.External;
	if (trace.switches.mobileForwarding === 'copy') {
		trace.path.push(`"Mobile" as it was when it was chosen (copy): ${destination.External}`);
		return destination.External;
	}
	trace.path.push(`"Mobile" of user ${user.Number}: ${user.Mobile ?? ''}`);
	return user.Mobile ?? '';
}

function followInside(destination: Destination, trace: Trace): CallDestination {
	const { To: to, Number: number } = destination;
	switch (to) {
		case 'None':
		case 'Callback':
		case 'ProceedWithNoExceptions':
			return arrive(trace, 'ended', '', 'the call is ended');
		case 'VoiceMail':
		case 'VoiceMailOfDestination':
			return arrive(trace, 'voicemail', number, 'voicemail');
		case 'External':
		case 'Boomerang':
		case 'Deflect':
			return forwardOutside(null, destination.External, trace, routeToDn);
		default:
			return routeToDn(number, trace);
	}
}

/** Where a call to a direct number ends: inbound rules of its trunk first (xapi.md §3.11). */
export function routeDid(did: string, trace: Trace): CallDestination {
	const owner = trace.world.trunks.find((one) => one.DidNumbers.includes(did));
	const rules = trace.world.inboundRules.filter(
		(one) => one.CallType !== 'InternalCallsOnly' && (!owner || one.trunkNumber === owner.Number),
	);
	const rule =
		firstRule(rules, 'BasedOnCallerID', (one) => matchesAny(one.Data, trace.callerId)) ??
		firstRule(rules, 'BasedOnDID', (one) => matchesAny(one.Data, did)) ??
		firstRule(rules, 'ForwardAll', () => true);
	if (!rule) return arrive(trace, 'failed', did, `no inbound rule for ${did}`);
	trace.path.push(`inbound rule ${rule.RuleName}`);

	const trunk = trace.world.trunks.find((one) => one.Number === rule.trunkNumber);
	if (trunk && !trunk.IsOnline) {
		return arrive(trace, 'failed', did, `trunk ${trunk.Number} is offline: no call comes in`);
	}
	if (trunk && !trunk.EnableInboundCalls) {
		return arrive(trace, 'failed', did, `trunk ${trunk.Number} takes no calls`);
	}
	const destination = ruleDestination(rule, trace);
	if (!destination) return arrive(trace, 'ended', did, 'the rule has no destination for now');
	return followInside(destination, trace);
}

function firstRule(
	rules: readonly InboundRule[],
	condition: InboundRule['Condition'],
	fits: (rule: InboundRule) => boolean,
): InboundRule | undefined {
	return rules.find((rule) => rule.Condition === condition && fits(rule));
}

function ruleDestination(rule: InboundRule, trace: Trace): Destination | null {
	const groupId = ruleDepartment(rule, trace);
	const { state, why } = officeState(trace.world, groupId, trace.now);
	if (state === 'holiday' && rule.AlterDestinationDuringHolidays) {
		trace.path.push(why);
		return rule.HolidaysDestination;
	}
	const inHours = applies(rule.Hours, trace.world, groupId, trace.now);
	if (!inHours && rule.AlterDestinationDuringOutOfOfficeHours) {
		trace.path.push(why);
		return rule.OutOfOfficeHoursDestination;
	}
	return rule.OfficeHoursDestination;
}

/** Whose office hours the rule goes by; nobody has seen which (switch `inboundRuleHours`). */
function ruleDepartment(rule: InboundRule, { world, switches }: Trace): number {
	const usual = world.defaultGroup().Id;
	const { To: to, Number: number } = rule.OfficeHoursDestination ?? { To: 'None', Number: '' };
	const isInside = ['Extension', 'Queue', 'RingGroup', 'IVR'].includes(to);
	if (switches.inboundRuleHours === 'default' || !isInside) return usual;
	const group = [...world.queues, ...world.ringGroups, ...world.receptionists].find(
		(one) => one.Number === number,
	);
	return world.findUser(number)?.PrimaryGroupId ?? group?.groupIds[0] ?? usual;
}
