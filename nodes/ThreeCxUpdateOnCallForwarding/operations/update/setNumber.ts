import { sameNumber, writeNumber, type NumberRules, type PhoneNumber } from '../../../shared/phone';
import { InputError, type ThreeCxError } from '../../../shared/transport';
import type { Pbx } from '../../../shared/n8n/pbx';
import type { NumberMode } from '../../forwarding/changes';
import { peerType } from '../../forwarding/dutyUser';
import { push, type PushResult } from '../../forwarding/push';
import { judgeRoutes, numberInForce, type RouteVerdict } from '../../forwarding/report';
import { routesOf, type Route } from '../../forwarding/routes';
import { isPlain, type Target } from '../../forwarding/target';
import type { UpdateOrder } from './order';

/** How a number, or a status, was set, ready to be told. */
export interface Setting {
	userName: string;
	activeProfile: string;
	previousNumber: string;
	newNumber: string;
	/** Something was written, or would have been. */
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

const FIVE_MINUTES = 300_000;

/** Number and its writing for 3CX. @throws InputError when an internal number does not exist on the PBX */
export async function targetFor(
	pbx: Pbx,
	number: PhoneNumber,
	order: UpdateOrder,
	rules: NumberRules,
): Promise<Target> {
	const form = order.options.numberFormat;
	const base = { number, text: writeNumber(number, form), anyForm: form === 'dialable', rules };
	if (number.kind === 'external') return { ...base, peerType: undefined };
	const type = await pbx.remember(
		`peer ${number.dialable}`,
		FIVE_MINUTES,
		async () => await peerType(pbx.xapi, number.dialable),
	);
	if (type !== undefined) return { ...base, peerType: type };
	throw new InputError('Number', `3CX has no extension, queue or group ${number.dialable}`, {
		hint: 'Short numbers are taken as internal ones. Write an outside number with its area code. The number that is set in 3CX stays as it is.',
	});
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
		wrote: result.changes.Mobile !== undefined || result.changes.ForwardingProfiles !== undefined,
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
			...(isPlain(target.text)
				? []
				: [
						'The number is written with signs that are not dialled; whether 3CX strips them is not known. "Number Format" can leave them out',
					]),
		],
		error: result.error,
	};
}
