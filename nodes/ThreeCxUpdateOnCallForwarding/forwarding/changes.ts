import { Row } from '../../shared/xapi';
import { goesOutside } from './destination';
import type { DutyUser } from './dutyUser';
import { routesOf, type Earlier, type Route } from './routes';
import { destinationFor, isRightField, type Target } from './target';

/** What a push writes. `mobile`: the field only; `destinations`: the rules only; `both`: the field and the rules. */
export type NumberMode = 'mobile' | 'destinations' | 'both';

/** How a push treats the forwarding rules. */
export interface RulePolicy {
	mode: NumberMode;
	/** Whether rules that still hold the number before are rewritten, in every mode. */
	repairStale: boolean;
	/** Whether rules for outside callers that lead elsewhere are pointed to the number too. */
	takeOver: boolean;
}

/** What is still to be written; an empty object when all is as wanted. */
export interface Changes {
	Mobile?: string;
	/** All profiles, as they were read but for the destinations: the list is replaced as a whole (xapi.md §2.4). */
	ForwardingProfiles?: object[];
}

/** Compares the user as it is with what is wanted. */
export function changesFor(
	user: DutyUser,
	target: Target,
	earlier: Earlier,
	policy: RulePolicy,
): Changes {
	const changes: Changes = {};
	if (policy.mode !== 'destinations' && !isRightField(user.mobile, target))
		changes.Mobile = target.field.text;
	// A rule may follow the field (xapi.md §4.3 A, B): with the field alone, look again after it was written.
	const mayFollow = policy.mode === 'mobile' && changes.Mobile !== undefined;
	const rewritten = mayFollow
		? []
		: routesOf(user, target, earlier).filter((route) => isOurs(route, policy));
	if (rewritten.length > 0) {
		changes.ForwardingProfiles = user.profiles.map((profile) =>
			rewrite(
				profile.raw,
				rewritten.filter((route) => route.profile === profile.text('Name')),
				target,
			),
		);
	}
	return changes;
}

/** Whether nothing is left to write. */
export function isDone(changes: Changes): boolean {
	return changes.Mobile === undefined && changes.ForwardingProfiles === undefined;
}

/** The user as it would be after the changes. */
export function applied(user: DutyUser, changes: Changes): DutyUser {
	return {
		...user,
		mobile: changes.Mobile ?? user.mobile,
		profiles: changes.ForwardingProfiles?.map((profile) => Row.of(profile)) ?? user.profiles,
	};
}

/** Whether a rule is ours to rewrite. What the user pointed to voicemail or an extension stays, unless told otherwise. */
function isOurs(route: Route, policy: RulePolicy): boolean {
	if (route.holds) return false;
	if (route.state === 'stale') return policy.repairStale || policy.mode !== 'mobile';
	if (policy.mode === 'mobile') return false;
	const forOutside = route.caller === 'outside' || route.shared;
	return forOutside && (policy.takeOver || goesOutside(route.destination));
}

function rewrite(
	profile: Readonly<Record<string, unknown>>,
	routes: readonly Route[],
	target: Target,
): object {
	const copy = structuredClone(withoutAnnotations(profile));
	for (const { holder, field, destination } of routes) {
		copy[holder] = Object.assign({}, copy[holder], {
			[field]: destinationFor(target, destination),
		});
	}
	return copy;
}

/** `@odata.…` keys belong to the reply, not to the profile. */
function withoutAnnotations(profile: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(profile).filter(([key]) => !key.startsWith('@')));
}
