import type { DateTime } from 'luxon';
import { maskNumber, readNumber, type NumberRules, type PhoneNumber } from '../../../shared/phone';
import { InputError } from '../../../shared/transport';
import { DECLINED, planDuty, type DutyQuestion, type HasDeclined } from '../../duty/planDuty';
import type { PlanOrder } from '../../duty/planOrder';
import type { PlanSources } from '../../duty/planSources';
import { isBlank, type Candidate } from '../../plan';
import type { UpdateOrder } from './order';

/** Who gets the calls now, and why. */
export interface Duty {
	/** `fallback`: nobody is on duty, the central number takes over. */
	source: 'number' | 'plan' | 'override' | 'fallback';
	/** Undefined only where a status is switched and no number was given. */
	number: PhoneNumber | undefined;
	/** Label of the parameter that the number came from, for messages. */
	label: string;
	person: string;
	shift: { from: DateTime; to: DateTime } | undefined;
	nextChange: DateTime | undefined;
	candidates: readonly Candidate[];
	warnings: string[];
}

const NOBODY = { person: '', shift: undefined, nextChange: undefined, candidates: [] };

/**
 * Works out who is on duty. On any doubt it throws, so that the number that is set stays.
 *
 * @throws InputError when there is no number that could be set
 */
export async function findDuty(
	order: UpdateOrder,
	rules: NumberRules,
	now: DateTime,
	sources: PlanSources,
	hasDeclined: HasDeclined = () => false,
): Promise<Duty> {
	const { source } = order;
	if (source.kind === 'plan') {
		return await fromPlan(order, source.plan, { at: now, rules, hasDeclined }, sources);
	}
	if (isBlank(source.number)) return fallback(order, rules, NOBODY, ['"Mobile Number" is empty']);
	const { person } = order.options;
	const own = numbered('Mobile Number', source.number, rules);
	if (hasDeclined(person, own.number)) {
		return fallback(order, rules, NOBODY, [`${person || 'The person on duty'} ${DECLINED}`]);
	}
	return { ...NOBODY, source: 'number', person, label: 'Mobile Number', ...own };
}

async function fromPlan(
	order: UpdateOrder,
	plan: PlanOrder,
	question: Omit<DutyQuestion, 'needsNumber'>,
	sources: PlanSources,
): Promise<Duty> {
	const { rules } = question;
	const needsNumber = order.mode !== 'profile';
	const { warnings, ...duty } = await planDuty(plan, { ...question, needsNumber }, sources);
	const { candidates, nextChange, shift } = duty;
	if (!shift) return fallback(order, rules, { ...NOBODY, candidates, nextChange }, warnings);
	const common = {
		source: shift.roster === 'override' ? ('override' as const) : ('plan' as const),
		label: 'Plan',
		person: shift.person,
		shift,
		nextChange,
		candidates,
	};
	if (isBlank(shift.mobile)) return { ...common, number: undefined, warnings };
	const own = numbered('Plan', shift.mobile, rules);
	return { ...common, number: own.number, warnings: [...warnings, ...own.warnings] };
}

function fallback(
	order: UpdateOrder,
	rules: NumberRules,
	rest: Omit<Duty, 'source' | 'number' | 'label' | 'warnings'>,
	warnings: string[],
): Duty {
	const label = 'Fallback Number';
	const source = 'fallback';
	if (order.mode === 'profile') return { ...rest, source, label, number: undefined, warnings };
	if (isBlank(order.fallbackNumber)) {
		const why = warnings.length > 0 ? `: ${warnings.slice(0, 3).join('; ')}` : '';
		throw new InputError(
			'Fallback Number',
			`Nobody is on duty, and there is no "Fallback Number"${why}`,
			{
				hint: 'Enter the central number there. Until then the number that is set in 3CX stays as it is.',
			},
		);
	}
	const own = numbered(label, order.fallbackNumber, rules);
	return {
		...rest,
		source,
		label,
		number: own.number,
		warnings: [...warnings, ...own.warnings],
	};
}

/** A warning when the fallback could not be set if it were needed tonight. */
export function fallbackProblem(order: UpdateOrder, rules: NumberRules): string | undefined {
	if (order.mode === 'profile' || isBlank(order.fallbackNumber)) return undefined;
	const reading = readNumber(order.fallbackNumber, rules);
	return reading.ok ? undefined : `"Fallback Number" could not be used: ${reading.message}`;
}

function numbered(label: string, value: unknown, rules: NumberRules) {
	const reading = readNumber(value, rules);
	if (reading.ok) return { number: reading.number, warnings: [...reading.number.notes] };
	throw new InputError(label, `"${label}" cannot be used: ${reading.message}`, {
		hint: `The number that is set in 3CX stays as it is. Given: ${maskNumber(String(value)).slice(0, 40)}`,
	});
}
