import { DateTime } from 'luxon';
import { maskNumber, writeNumber, type NumberRules, type PhoneNumber } from '../../../shared/phone';
import type { Pbx } from '../../../shared/n8n/pbx';
import { asThreeCxError, InputError } from '../../../shared/transport';
import type { HandOver } from '../../announce/handOver';
import { pbxSources } from '../../duty/pbxSources';
import type { Target } from '../../forwarding/target';
import type { LineMemory } from '../../memory/lineMemory';
import { declinedKey, declinedNow, noteDeclined } from '../../testCall/declined';
import { handOverBy } from './changeOfDuty';
import { fallbackProblem, findDuty, type Duty } from './duty';
import type { UpdateOrder } from './order';
import { isProblem, statusOf } from './outcome';
import { setNumber, targetFor, type Setting } from './setNumber';
import { setProfile } from './setProfile';

/** One line in one run. */
export interface LineJob {
	pbx: Pbx;
	memory: LineMemory;
	order: UpdateOrder;
	rules: NumberRules;
	/** In ms. */
	startedAt: number;
	/** The item whose parameters count. */
	itemIndex: number;
}

/** One person, or the fallback, that was set. */
export interface Round {
	duty: Duty;
	/** Undefined only where a status is switched and no number was given. */
	target: Target | undefined;
	setting: Setting;
	/** Undefined where the duty is with whom it was with before. */
	handOver: HandOver | undefined;
}

/**
 * Works out who is on duty and sets the number. Who did not accept a test call is passed over.
 *
 * @param declining the rounds of this run whose people have not accepted
 * @throws ThreeCxError when nothing was touched
 */
export async function pushRound(job: LineJob, declining: readonly Round[] = []): Promise<Round> {
	const { pbx, memory, order, rules } = job;
	// Two runs at once for one line would read each other's half-written state.
	return await pbx.exclusively(`update ${order.extension}`, async () => {
		const duty = await dutyOf(job, declining);
		const problem = fallbackProblem(order, rules);
		if (problem !== undefined && duty.source !== 'fallback') duty.warnings.push(problem);
		const target = duty.number && (await targetFor(pbx, duty.number, duty.label, order, rules));
		const setting = await set(pbx, order, duty, target, rules);
		const isSet = !isProblem(statusOf(duty, setting));
		// While somebody else is really set only: else nobody would be.
		const last = declining.at(-1);
		if (last && isSet) {
			const until = last.duty.shift?.to.toMillis();
			noteDeclined(memory, order.extension, keyOfRound(job, last), pbx.clock.now(), until);
		}
		return { duty, target, setting, handOver: handOverBy(memory, order, duty, setting, rules) };
	});
}

async function dutyOf(job: LineJob, declining: readonly Round[]): Promise<Duty> {
	const { pbx, memory, order, rules, startedAt } = job;
	const find = async (declined: ReadonlySet<string>) =>
		await findDuty(
			order,
			rules,
			DateTime.fromMillis(startedAt),
			pbxSources(pbx),
			(person, number) => declined.has(keyOf(job, person, number)),
		);
	const known = declinedNow(memory, order.extension, pbx.clock.now());
	if (declining.length > 0) {
		return await find(new Set([...known, ...declining.map((round) => keyOfRound(job, round))]));
	}
	try {
		return await find(known);
	} catch (error) {
		// Better who did not accept than nobody.
		if (known.size > 0) return await find(new Set());
		throw asThreeCxError(error);
	}
}

function keyOfRound(job: LineJob, { duty: { person, number } }: Round): string {
	return keyOf(job, person, number);
}

/** Numbers stand in no memory where they are masked. */
function keyOf({ order }: LineJob, person: string, number: PhoneNumber | undefined): string {
	const text = number ? writeNumber(number, 'e164') : '';
	return declinedKey(person, order.options.maskNumbers ? maskNumber(text) : text);
}

async function set(
	pbx: Pbx,
	order: UpdateOrder,
	duty: Duty,
	target: Target | undefined,
	rules: NumberRules,
): Promise<Setting> {
	if (order.mode === 'profile') return await setProfile(pbx, order, duty, target, rules);
	if (target === undefined) {
		throw new InputError('Mobile Number', 'There is no number to set', {
			hint: 'Enter "Mobile Number" or "Fallback Number".',
		});
	}
	return await setNumber(pbx, order, order.mode, target);
}
