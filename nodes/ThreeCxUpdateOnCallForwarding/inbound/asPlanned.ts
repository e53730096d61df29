import type { NumberRules, PhoneNumber } from '../../shared/phone';
import { applied, changesFor } from '../forwarding/changes';
import type { DutyUser } from '../forwarding/dutyUser';
import type { Target } from '../forwarding/target';

/** The user as it is once Update has set a number, in both the field and the rules. */
export function asPlanned(user: DutyUser, number: PhoneNumber, rules: NumberRules): DutyUser {
	const target: Target = {
		number,
		field: { text: number.dialable, accepts: 'plain' },
		rule: { text: number.dialable, accepts: 'plain' },
		// What kind of DN it is makes no difference to where a call goes.
		peerType: number.kind === 'internal' ? 'Extension' : undefined,
		rules,
	};
	const earlier = { numbers: [user.mobile], rules };
	const policy = { mode: 'both', repairStale: true, takeOver: false } as const;
	return applied(user, changesFor(user, target, earlier, policy));
}
