import { describeDestination, goesOutside } from './destination';
import type { DutyUser } from './dutyUser';
import type { Obstacle } from './obstacles';
import type { Route } from './routes';
import type { Target } from './target';

/** What the routes say about the calls of outside callers. */
export interface RouteVerdict {
	/** Every rule that a call can take now holds the number. */
	proven: boolean;
	/** Sentences on rules that a call can take now and that lead elsewhere; any of them means: not forwarding. */
	wrong: string[];
	/** Sentences on what cannot be shown, and on rules that would be wrong if they were taken. */
	warnings: string[];
}

/** Judges the rules for outside callers. Callers from inside the PBX are the user's own affair (seed: optional). */
export function judgeRoutes(routes: readonly Route[], target: Target): RouteVerdict {
	const outside = routes.filter((route) => route.caller === 'outside');
	const now = outside.filter((route) => route.reachable);
	const later = outside.filter((route) => !route.reachable && route.state !== 'leads');
	const wrong = now
		.filter((route) => route.state !== 'leads' && route.state !== 'unproven')
		.map((route) => `${ruleName(route)} sends outside callers to ${whereTo(route)}`);
	// No rules at all are rules that this client is not shown: every user of a 3CX has five sets of them.
	const unseen = routes.length === 0;
	if (now.length === 0 && !unseen)
		wrong.push('The status that is on has no forwarding rule for outside callers');
	const unproven = now.filter((route) => route.state === 'unproven');
	const stale = routes.filter((route) => route.caller === 'inside' && route.state === 'stale');
	return {
		proven: now.length > 0 && now.every((route) => route.state === 'leads'),
		wrong,
		warnings: [
			...(unseen
				? ['3CX shows no forwarding rules of this user; where its calls go cannot be checked']
				: []),
			...unproven.map((route) => doubt(route, target)),
			...later
				.filter((route) => route.state !== 'unproven')
				.map(
					(route) =>
						`${ruleName(route)} is not taken now; it would send outside callers to ${whereTo(route)}`,
				),
			...stale.map(
				(route) => `${ruleName(route)} still sends callers from inside to the number before`,
			),
		],
	};
}

/** The rules as the output shows them. */
export function routeItems(routes: readonly Route[], show: (number: string) => string) {
	return routes.map(({ profile, field, caller, reachable, destination, state }) => ({
		profile,
		rule: field,
		caller,
		reachable,
		to: destination.to,
		number: show(destination.external || destination.number),
		state,
	}));
}

/** The number that outside callers get by the rule in force; empty when they get none. */
export function numberInForce(user: DutyUser, routes: readonly Route[]): string {
	const route = routes.find(({ caller, reachable }) => caller === 'outside' && reachable);
	if (!route) return '';
	const { destination } = route;
	if (goesOutside(destination)) return destination.external || user.mobile;
	return destination.to === 'None' || destination.to === 'VoiceMail' ? '' : destination.number;
}

/** Splits obstacles into the sentences and whether one of them stops calls. */
export function judgeObstacles(obstacles: readonly Obstacle[]): {
	warnings: string[];
	stopped: boolean;
} {
	return {
		warnings: obstacles.map(({ message }) => message),
		stopped: obstacles.some(({ stops }) => stops),
	};
}

function ruleName({ profile, field }: Route): string {
	return `The forwarding rule "${profile}" (${field})`;
}

function whereTo({ destination, state }: Route): string {
	if (state === 'stale') return 'the number before';
	if (state === 'other') return 'another outside number';
	return describeDestination(destination);
}

function doubt(route: Route, target: Target): string {
	const name = ruleName(route);
	if (route.shared)
		return `${name} is for callers from inside and outside together; which of its two destinations counts, 3CX does not tell`;
	if (route.destination.external === '') {
		return `${name} presumably follows the field Mobile; 3CX cannot show it. Make one test call, or use the mode "Both"`;
	}
	if (target.peerType !== undefined)
		return `${name} dials an internal number as an outside number; nobody could verify that 3CX puts it through`;
	if (route.field === 'External') return `${name} may be in force for a part of the day only`;
	return `${name} holds the number in a form that may not be dialled`;
}
