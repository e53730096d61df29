import type { Pbx } from '../../shared/n8n/pbx';
import { readNumber, type NumberRules } from '../../shared/phone';
import { peerType, readDutyUser } from '../forwarding/dutyUser';
import { judgeRoutes, numberInForce } from '../forwarding/report';
import { routesOf } from '../forwarding/routes';
import { isRightField, type Target } from '../forwarding/target';

/** What is set in 3CX now, beside what the plan says. */
export interface Comparison {
	user: string;
	activeProfile: string;
	/** The number that callers get; empty where they get none. */
	setNumber: string;
	/** Whether it is that of the plan; undefined where the plan has none. */
	same: boolean | undefined;
	/** Sentences on what leads elsewhere, or cannot be shown. */
	remarks: string[];
}

/**
 * Reads the user of a line and compares; changes nothing.
 *
 * @param wanted the number of whoever is on duty, or the fallback; empty where there is none
 * @throws ThreeCxError when the user cannot be read
 */
export async function compareWithPbx(
	pbx: Pbx,
	extension: string,
	wanted: string,
	rules: NumberRules,
): Promise<Comparison> {
	const user = await readDutyUser(pbx.xapi, extension);
	const reading = readNumber(wanted, rules);
	const shown = { user: user.name, activeProfile: user.activeProfile };
	if (!reading.ok) return { ...shown, setNumber: user.mobile, same: undefined, remarks: [] };

	const { number } = reading;
	const wording = { text: number.dialable, accepts: 'any' } as const;
	const target: Target = {
		number,
		...{ field: wording, rule: wording, rules },
		peerType: number.kind === 'internal' ? await peerType(pbx.xapi, number.dialable) : undefined,
	};
	const routes = routesOf(user, target, { numbers: [], rules });
	const verdict = judgeRoutes(routes, target);
	return {
		...shown,
		setNumber: numberInForce(user, routes) || user.mobile,
		same: verdict.proven || (verdict.wrong.length === 0 && isRightField(user.mobile, target)),
		remarks: [...verdict.wrong, ...verdict.warnings],
	};
}
