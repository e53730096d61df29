import { maskNumber } from '../../shared/phone';
import { takes, type OutboundRule } from '../forwarding/outboundRules';
import type { Call, Ways } from './call';
import type { CallUser } from './callUser';
import { byUserHours } from './office';
import type { CallTrunk } from './configuration';

/** How a call goes on to a DN, when 3CX takes an outside number for one of its own. */
export type ReachDn = (number: string, call: Call) => Ways;

/**
 * A forward to an outside number: what can stop it first, then the outbound rules and their trunks (xapi.md §4.5).
 *
 * @param user on whose behalf; undefined where a rule or a group forwards
 */
export function* dialOutside(
	call: Call,
	user: CallUser | undefined,
	number: string,
	reachDn: ReachDn,
): Ways {
	const { configuration } = call;
	const fail = (why: string) => call.ends('failed', number, { why });
	if (configuration.forwardingAllowed === false) {
		yield fail('3CX does not allow forwarding to outside numbers (general settings)');
		return;
	}
	if (user?.insideOnly) {
		yield fail(`the user ${user.number} may not call outside numbers`);
		return;
	}
	const blocks = user?.officeHours.includes('BlockOutboundCalls');
	if (user && (blocks || configuration.blockedOutOfOffice)) {
		yield* byUserHours(call, user, function* (known, inOffice) {
			if (inOffice) yield* dial(known, user, number, reachDn);
			else if (blocks) {
				const why = `outbound calls of ${user.number} are blocked outside office hours`;
				yield known.ends('failed', number, { why });
			} else {
				const why = '3CX blocks outbound calls outside office hours (general settings)';
				yield known.ends('failed', number, { why });
			}
		});
		return;
	}
	yield* dial(call, user, number, reachDn);
}

function* dial(call: Call, user: CallUser | undefined, written: string, reachDn: ReachDn): Ways {
	const digits = written.replace(/[\s\-/().]/g, '');
	if (digits === '') {
		yield call.ends('failed', '', { why: 'the outside number is empty' });
		return;
	}
	if (!/^\+?[\d*#]+$/.test(digits)) {
		yield call.ends('failed', written, { why: `${maskNumber(written)} cannot be dialled` });
		return;
	}
	if (digits === written) {
		yield* dialDigits(call, user, digits, reachDn);
		return;
	}
	const doubt = { kind: 'doubt', about: 'punctuation', of: written } as const;
	const strips = 'if 3CX leaves out blanks and dashes of a number';
	yield* dialDigits(call.if({ ...doubt, is: 'strips', words: strips }), user, digits, reachDn);
	const keeps = 'if 3CX dials blanks and dashes of a number';
	yield call
		.if({ ...doubt, is: 'keeps', words: keeps })
		.ends('failed', written, { why: `${maskNumber(written)} is not dialled as it stands` });
}

function* dialDigits(
	call: Call,
	user: CallUser | undefined,
	digits: string,
	reachDn: ReachDn,
): Ways {
	if (!isDn(call, digits)) {
		yield* byRules(call, user, digits);
		return;
	}
	const doubt = { kind: 'doubt', about: 'internalNumber', of: digits } as const;
	const inside = `if 3CX takes ${digits} for its own number, though it stands as an outside one`;
	yield* reachDn(digits, call.if({ ...doubt, is: 'internal', words: inside }));
	const outside = `if 3CX dials ${digits} on a trunk`;
	yield* byRules(call.if({ ...doubt, is: 'outside', words: outside }), user, digits);
}

function isDn({ configuration: { dns } }: Call, number: string): boolean {
	return dns.users.has(number) || dns.groups.has(number) || dns.peers.get(number) !== undefined;
}

/** The first rule that takes the number decides; its ways are tried in turn (xapi.md §3.12). */
function* byRules(call: Call, user: CallUser | undefined, number: string): Ways {
	const { outboundRules, trunks } = call.configuration;
	if (outboundRules === undefined) {
		yield call
			.because('The outbound rules could not be read')
			.ends('outside', number, { dialled: number });
		return;
	}
	const rule = inOrder(outboundRules).find((one) => isFor(one, user, number));
	if (rule === undefined) {
		const why = `no outbound rule takes ${maskNumber(number)} as it is written${user ? ` for ${user.number}` : ''}`;
		yield call.ends('failed', number, { why });
		return;
	}
	const named = call.because(`Outbound rule "${rule.name}"`);
	if (rule.routes.length === 0 || trunks === undefined) {
		yield named.ends('outside', number, { dialled: number });
		return;
	}
	for (const { trunkId, strip, prepend, append } of rule.routes) {
		const trunk = trunks.find(({ id }) => id === trunkId);
		if (trunk === undefined || !isUp(trunk)) continue;
		const dialled = `${prepend}${number.slice(strip)}${append}`;
		yield named
			.because(`Dialled on trunk ${trunk.name || trunk.number}`)
			.ends('outside', number, { dialled });
		return;
	}
	yield named.ends('failed', number, { why: 'no trunk of the outbound rule is up' });
}

function isUp({ online, dialsOut }: CallTrunk): boolean {
	return online !== false && dialsOut;
}

function inOrder(rules: readonly OutboundRule[]): OutboundRule[] {
	return [...rules].sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
}

function isFor(rule: OutboundRule, user: CallUser | undefined, number: string): boolean {
	// A rule or a group is no extension, and in no department that a rule could be for.
	if (user === undefined) return takes(rule, { number, extension: '', groupId: NO_GROUP });
	const groupIds = user.groupIds.length > 0 ? user.groupIds : [user.groupId];
	return groupIds.some((groupId) => takes(rule, { number, extension: user.number, groupId }));
}

const NO_GROUP = -1;
