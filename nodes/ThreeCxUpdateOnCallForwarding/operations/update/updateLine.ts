import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import { assertCountry, countryFromCallingCode, type NumberRules } from '../../../shared/phone';
import type { Pbx } from '../../../shared/n8n/pbx';
import { HttpError, InputError } from '../../../shared/transport';
import { pbxObstacles, userObstacles } from '../../forwarding/obstacles';
import { judgeObstacles } from '../../forwarding/report';
import { readSurroundings } from '../../forwarding/surroundings';
import type { Target } from '../../forwarding/target';
import type { Line } from '../../duty/line';
import type { LineMemory } from '../../memory/lineMemory';
import { announcementsOf, handOverBy } from './changeOfDuty';
import { fallbackProblem, findDuty, type Duty } from './duty';
import { readOrder, type UpdateOrder } from './order';
import { inboundOf } from './inboundOf';
import { outcomeOf, type Outcome } from './outcome';
import { setNumber, targetFor, type Setting } from './setNumber';
import { setProfile } from './setProfile';

const FIVE_MINUTES = 300_000;

/**
 * One emergency line, from the parameters to what is told of it.
 *
 * @throws ThreeCxError when nothing was touched: the parameters make no sense, or the user cannot be read
 */
export async function updateLine(
	context: IExecuteFunctions,
	pbx: Pbx,
	memory: LineMemory,
	line: Line,
): Promise<Outcome> {
	const startedAt = pbx.clock.now();
	const order = readOrder(context, line);
	const rules: NumberRules = {
		defaultCountry: await countryOf(pbx, order.options.defaultCountry),
		ownExtension: order.extension,
	};
	const duty = findDuty(order, rules, DateTime.fromMillis(startedAt));
	const problem = fallbackProblem(order, rules);
	if (problem !== undefined && duty.source !== 'fallback') duty.warnings.push(problem);
	const target = duty.number && (await targetFor(pbx, duty.number, duty.label, order, rules));
	// Two runs at once for one line would read each other's half-written state.
	const setting = await pbx.exclusively(
		`update ${order.extension}`,
		async () => await set(pbx, order, duty, target, rules),
	);
	const obstacles = judgeObstacles(
		target === undefined ? [] : await obstaclesOf(pbx, order, setting, target),
	);
	const handOver = handOverBy(memory, order, duty, setting, rules);
	return outcomeOf(order, duty, setting, obstacles, {
		startedAt,
		endedAt: pbx.clock.now(),
		announcements: announcementsOf(order, duty, setting, handOver),
		inbound: await inboundOf(pbx, order, duty, setting, rules, startedAt),
	});
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

/** The country of the option, else the one the PBX itself is set to (xapi.md §4.4). */
async function countryOf(pbx: Pbx, wanted: string): Promise<string | undefined> {
	if (wanted !== '') {
		try {
			return assertCountry(wanted);
		} catch (error) {
			throw notACountry(error);
		}
	}
	return await pbx.remember('country', FIVE_MINUTES, async () => {
		const settings = await pbx.xapi
			.single('E164Settings', { select: ['CountryCode'] })
			.catch((error: unknown) => {
				// Older builds, and roles that may not see it: numbers then stay as they were typed.
				if (error instanceof HttpError && !error.retryable) return undefined;
				throw error;
			});
		return countryFromCallingCode(settings?.text('CountryCode') ?? '');
	});
}

async function obstaclesOf(pbx: Pbx, order: UpdateOrder, setting: Setting, target: Target) {
	const own = userObstacles(setting.user, target);
	if (!order.options.checks) return own;
	const around = await pbx
		.remember('surroundings', FIVE_MINUTES, async () => await readSurroundings(pbx.xapi))
		.catch(() => undefined);
	if (around === undefined) {
		// The number is set and read back by now; a check that fails must not make it look otherwise.
		return [
			...own,
			{ message: 'General settings and rules could not be read this time', stops: false },
		];
	}
	return [...own, ...pbxObstacles(around, setting.user, target, order.options.emergencyNumber)];
}

function notACountry(cause: unknown): InputError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new InputError('Default Country', `"Default Country" cannot be used: ${reason}`, {
		cause,
	});
}
