import type { Destination } from '../world/destination';
import { AVAILABLE_SLOTS, AWAY_SLOTS } from '../world/forwarding';
import { displayName, type User } from '../world/users';

/** How a user's calls are forwarded now. */
export interface ForwardingFacts {
	number: string;
	name: string;
	mobile: string;
	profile: string;
	/** Destinations of the profile in force: `NoAnswerExternal`, `External`… */
	routes: Array<{ slot: string; to: string; number: string; isMobile: boolean }>;
	/** Exceptions that are switched on; they go before the profile. */
	exceptions: number;
}

/** Reads them from the user. */
export function forwardingFacts(user: User): ForwardingFacts {
	const profile = user.ForwardingProfiles.find((one) => one.Name === user.CurrentProfileName);
	const { AvailableRoute: available, AwayRoute: away } = profile ?? {};
	const routes = [
		...AVAILABLE_SLOTS.map((slot) => route(slot, available?.[slot])),
		...AWAY_SLOTS.map((slot) => route(slot, away?.[slot])),
	];
	return {
		number: user.Number,
		name: displayName(user),
		mobile: user.Mobile ?? '',
		profile: profile?.CustomName || (user.CurrentProfileName ?? ''),
		routes: routes.flat(),
		exceptions: user.ForwardingExceptions.filter((one) => one.Enabled).length,
	};
}

function route(slot: string, destination: Destination | null | undefined) {
	if (!destination) return [];
	const { To: to, External: external, Number: number, mobile } = destination;
	return [{ slot, to, number: external || number, isMobile: mobile === true }];
}
