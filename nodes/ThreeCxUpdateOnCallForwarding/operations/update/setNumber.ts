import { sameNumber, writeNumber, type NumberRules, type PhoneNumber } from '../../../shared/phone';
import { InputError, type ThreeCxError } from '../../../shared/transport';
import type { Pbx } from '../../../shared/n8n/pbx';
import type { NumberMode } from '../../forwarding/changes';
import { peerType } from '../../forwarding/dutyUser';
import { push, type PushResult } from '../../forwarding/push';
import { judgeRoutes, numberInForce, type RouteVerdict } from '../../forwarding/report';
import { routesOf, type Route } from '../../forwarding/routes';
import { isPlain, type Target, type Wording } from '../../forwarding/target';
import type { UpdateOrder } from './order';

/** How a number, or a status, was set, ready to be told. */
export interface Setting {
	userName: string;
	activeProfile: string;
	previousNumber: string;
	newNumber: string;
	/** What stands in 3CX is another than before, or in a dry run would be. */
	wrote: boolean;
	/** The number that callers get is another one than before. */
	changed: boolean;
	/** What was asked for is in place, by reading back. */
	kept: boolean;
	routes: readonly Route[];
	verdict: RouteVerdict;
	warnings: string[];
	error: ThreeCxError | undefined;
	user: PushResult['after'];
}

const NOT_PLAIN =
	'The field Mobile holds signs that are not dialled; whether 3CX strips them is not known. "Number Format" can leave them out';

const FIVE_MINUTES = 300_000;

/** What a push may change, to tell whether it did: an accepted write proves nothing. */
function inForce(user: PushResult['after']): string {
	const rules = user.profiles.map((profile) => [
		profile.text('Name'),
		profile.raw.AwayRoute,
		profile.raw.AvailableRoute,
	]);
	return JSON.stringify([user.mobile, rules]);
}

/** Number and its writing for 3CX. @throws InputError when an internal number does not exist on the PBX */
export async function targetFor(
	pbx: Pbx,
	number: PhoneNumber,
	label: string,
	order: UpdateOrder,
	rules: NumberRules,
): Promise<Target> {
	const base = { number, ...wordings(number, order), rules };
	if (number.kind === 'external') return { ...base, peerType: undefined };
	const type = await pbx.remember(
		`peer ${number.dialable}`,
		FIVE_MINUTES,
		async () => await peerType(pbx.xapi, number.dialable),
	);
	if (type !== undefined) return { ...base, peerType: type };
	throw new InputError(
		label,
		`3CX has no extension, queue or group ${number.dialable} ("${label}")`,
		{
			hint: 'Short numbers are taken as internal ones. Write an outside number with its area code. The number that is set in 3CX stays as it is.',
		},
	);
}

/** How the number is written: the rules are dialled, so they get no form that may not be. */
function wordings(
	number: PhoneNumber,
	{ mode, options }: UpdateOrder,
): Pick<Target, 'field' | 'rule'> {
	const { numberFormat: format } = options;
	const digits: Wording = { text: writeNumber(number, 'dialable'), accepts: 'plain' };
	if (format === 'auto' || format === 'asEntered') {
		// With both, nobody dials from the field: it may show what people typed.
		const field: Wording = { text: number.input, accepts: mode === 'both' ? 'any' : 'plain' };
		return { field: format === 'auto' && mode !== 'both' ? digits : field, rule: digits };
	}
	if (format === 'dialable') return { field: digits, rule: digits };
	const exact: Wording = { text: writeNumber(number, format), accepts: 'exact' };
	return { field: exact, rule: exact };
}

/** Sets the number and says what is there now. */
export async function setNumber(
	pbx: Pbx,
	order: UpdateOrder,
	mode: NumberMode,
	target: Target,
): Promise<Setting> {
	const result = await push(
		pbx.xapi,
		{
			extension: order.extension,
			target,
			policy: { mode, repairStale: order.options.repairStale, takeOver: order.options.takeOver },
			fallback: String(order.fallbackNumber ?? ''),
			dryRun: order.options.dryRun,
		},
		pbx.clock,
		pbx.signal,
	);
	const { after, before, earlier, left } = result;
	const routes = routesOf(after, target, earlier);
	const verdict = judgeRoutes(routes, target);
	const number = (user: typeof after) =>
		mode === 'destinations' ? numberInForce(user, routesOf(user, target, earlier)) : user.mobile;
	const previousNumber = number(before);
	const newNumber = number(after);
	return {
		user: after,
		userName: after.name,
		activeProfile: after.activeProfile,
		previousNumber,
		newNumber,
		wrote: inForce(before) !== inForce(after),
		changed: previousNumber !== newNumber && !sameNumber(previousNumber, newNumber, target.rules),
		// With "both" the field counts: rules that were not taken over may follow it, and the routes tell.
		kept:
			left.Mobile === undefined &&
			(mode !== 'destinations' || left.ForwardingProfiles === undefined),
		routes,
		verdict,
		warnings: [
			...(left.ForwardingProfiles === undefined
				? []
				: ['3CX did not take over all forwarding rules']),
			...(mode === 'mobile' && !isPlain(newNumber) ? [NOT_PLAIN] : []),
		],
		error: result.error,
	};
}
