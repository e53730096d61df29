import type { Destination } from '../forwarding/destination';
import { Call, type Ways } from './call';
import type { CallUser } from './callUser';
import type { Configuration } from './configuration';
import { dialOutside } from './dialOutside';
import type { Outcome } from './outcome';
import { reachDid, ruleFor } from './reachDid';
import { reachGroup } from './reachGroup';
import { reachUser } from './reachUser';

/** More ways than these are no explanation. */
const MOST_WAYS = 60;

/** What is called, and when. */
export interface CallFromOutside {
	/** The number called. */
	did: string;
	/** Number of the caller; empty: anybody for whom there is no rule. */
	callerId?: string;
	/** Milliseconds since 1970. */
	at: number;
}

/**
 * Where a call from outside goes, by the configuration: every way that it may go, the likeliest first. More than one
 * only where something decides that cannot be read: whether somebody answers, what a caller presses, what nobody
 * knows of 3CX. Pure: the same configuration and call give the same ways.
 *
 * @param most ways at the most
 */
export function explainCall(
	configuration: Configuration,
	{ did, callerId = '', at }: CallFromOutside,
	most = MOST_WAYS,
): Outcome[] {
	return explainer(configuration, did, callerId)(at, most);
}

/** The same for many instants: which inbound rule takes the call does not depend on the time. */
export function explainer(
	configuration: Configuration,
	did: string,
	callerId = '',
): (at: number, most?: number) => Outcome[] {
	const rule = ruleFor(configuration, did, callerId);
	return (at, most = MOST_WAYS) => {
		const outcomes: Outcome[] = [];
		const call = Call.from(configuration, did, callerId, at);
		for (const outcome of reachDid(call, rule, follow)) {
			outcomes.push(outcome);
			if (outcomes.length >= most) break;
		}
		return outcomes;
	};
}

/** A DN of any kind. */
function* reachDn(number: string, before: Call): Ways {
	const { users, groups, peers } = before.configuration.dns;
	const user = users.get(number);
	const group = groups.get(number);
	const name = user?.name ?? group?.name ?? '';
	const call = before.to(number);
	if (call === undefined) {
		const why = `the call goes round in a circle: it was at ${number} before`;
		yield before.ends('failed', number, { name, why });
		return;
	}
	if (user) {
		yield* reachUser(call, user, (destination, of, on) => follow(destination, on, of));
		return;
	}
	if (group) {
		yield* reachGroup(call, group, follow);
		return;
	}
	yield* reachPeer(number, peers, call);
}

function* reachPeer(
	number: string,
	peers: ReadonlyMap<string, string | undefined>,
	call: Call,
): Ways {
	const type = peers.get(number);
	if (!peers.has(number)) {
		yield call.ends('unknown', number, { why: `${number} could not be looked up` });
	} else if (type === undefined) {
		yield call.ends('failed', number, { why: `3CX knows no ${number}` });
	} else if (type === 'RoutePoint') {
		const step = `Route point ${number}: a program takes the call`;
		yield call.because(step).ends('routePoint', number);
	} else if (type === 'SpecialMenu') {
		yield call.because(`${number} is the voicemail menu`).ends('voicemail', number);
	} else if (READABLE.includes(type)) {
		yield call.ends('unknown', number, { why: `this API client may not read ${number} (${type})` });
	} else {
		yield call.ends('failed', number, {
			why: `${number} is of the kind "${type}" and rings nobody`,
		});
	}
}

/** Kinds that are read as users and groups, where the client may. */
const READABLE: readonly string[] = ['Extension', 'Queue', 'RingGroup', 'IVR'];

/** A destination of a rule, a group or, with `user`, of that user. */
function* follow(destination: Destination, call: Call, user?: CallUser): Ways {
	const { to, number, external } = destination;
	switch (to) {
		case 'None':
		case 'EndCall':
			yield call.ends('ended', number, { why: 'the rule ends the call' });
			return;
		case 'VoiceMail':
		case 'VoiceMailOfDestination': {
			const mailbox = number || user?.number || '';
			const name = call.configuration.dns.users.get(mailbox)?.name ?? '';
			yield call
				.because(`It goes to the voicemail of ${mailbox}`)
				.ends('voicemail', mailbox, { name });
			return;
		}
		case 'External':
		case 'Boomerang':
		case 'Deflect':
			yield* dialOutside(...outside(destination, call, user), reachDn);
			return;
		case 'Callback':
		case 'ProceedWithNoExceptions':
			yield call.ends('unknown', number || external, {
				why: `what "${to}" does here, nobody has seen`,
			});
			return;
		default:
			yield* reachDn(number, call);
	}
}

/** An empty outside number presumably stands for the field Mobile of the user (xapi.md §4.3 A). */
function outside(
	{ to, external }: Destination,
	call: Call,
	user: CallUser | undefined,
): [Call, CallUser | undefined, string] {
	if (external !== '' || user === undefined || to !== 'External') return [call, user, external];
	const step = `The rule presumably follows the field Mobile of ${user.number}; 3CX cannot show it`;
	return [call.because(step), user, user.mobile];
}
