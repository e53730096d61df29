import type { NumberRules } from '../../../shared/phone';
import { InputError } from '../../../shared/transport';
import type { Pbx } from '../../../shared/n8n/pbx';
import { judgeRoutes, numberInForce } from '../../forwarding/report';
import { routesOf } from '../../forwarding/routes';
import { switchProfile } from '../../forwarding/switchProfile';
import type { Target } from '../../forwarding/target';
import type { Duty } from './duty';
import type { UpdateOrder } from './order';
import type { Setting } from './setNumber';

/** Nothing is wanted of the rules: any destination of the status is right. */
const ANYWHERE = { proven: true, wrong: [], warnings: [] };

/**
 * Switches the status and says where it leads.
 *
 * @param target the number that the status must lead to; undefined when any will do
 * @throws InputError when there is no status for this case
 */
export async function setProfile(
	pbx: Pbx,
	order: UpdateOrder,
	duty: Duty,
	target: Target | undefined,
	rules: NumberRules,
): Promise<Setting> {
	const onDuty = duty.source !== 'fallback';
	const profile = onDuty ? order.profile : order.fallbackProfile;
	if (profile === '') {
		const label = onDuty ? 'Profile' : 'Fallback Profile';
		throw new InputError(
			label,
			`${onDuty ? 'Somebody' : 'Nobody'} is on duty, and "${label}" is empty`,
			{
				hint: 'Enter the status to switch to. Until then the status that is on in 3CX stays as it is.',
			},
		);
	}
	const { after, before, changed, done, error } = await switchProfile(
		pbx.xapi,
		{ extension: order.extension, profile, dryRun: order.options.dryRun },
		pbx.clock,
		pbx.signal,
	);
	const earlier = { numbers: [], rules };
	const wanted = target ?? noTarget(rules);
	const routes = routesOf(after, wanted, earlier);
	const previousNumber = numberInForce(before, routesOf(before, wanted, earlier));
	const newNumber = numberInForce(after, routes);
	return {
		user: after,
		userName: after.name,
		activeProfile: after.activeProfile,
		previousNumber,
		newNumber,
		wrote: changed,
		changed,
		kept: done,
		routes,
		verdict: target === undefined ? ANYWHERE : judgeRoutes(routes, target),
		warnings: [],
		error,
	};
}

/** Stands for "no number is wanted": no rule holds it. */
function noTarget(rules: NumberRules): Target {
	const number = { input: '', kind: 'external' as const, dialable: '', notes: [] };
	const nothing = { text: '', accepts: 'exact' as const };
	return { number, field: nothing, rule: nothing, peerType: undefined, rules };
}
