import type { IExecuteFunctions } from 'n8n-workflow';
import { sameNumber, type NumberRules } from '../../../shared/phone';
import type { Pbx } from '../../../shared/n8n/pbx';
import { combined } from '../../announce/handOver';
import { countryOf } from '../../duty/country';
import type { Line } from '../../duty/line';
import { pbxObstacles, userObstacles } from '../../forwarding/obstacles';
import { judgeObstacles } from '../../forwarding/report';
import { readSurroundings } from '../../forwarding/surroundings';
import type { Target } from '../../forwarding/target';
import type { LineMemory } from '../../memory/lineMemory';
import type { TestCalls } from '../../testCall/testCalls';
import { announcementsOf } from './changeOfDuty';
import { confirm, isToBeCalled, type Confirmation } from './confirm';
import { inboundOf } from './inboundOf';
import { readOrder, type UpdateOrder } from './order';
import { outcomeOf, type Outcome } from './outcome';
import { pushRound, type LineJob, type Round } from './round';
import type { Setting } from './setNumber';

const FIVE_MINUTES = 300_000;

/** A line whose number is set. */
export interface UpdatedLine {
	outcome: Outcome;
	/** Calls who has come on duty, which may take a minute; undefined where nobody is to be called. */
	confirm?: (calls: TestCalls) => Promise<Outcome>;
}

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
): Promise<UpdatedLine> {
	const startedAt = pbx.clock.now();
	const order = readOrder(context, line);
	const rules: NumberRules = {
		defaultCountry: await countryOf(pbx, order.options.defaultCountry),
		ownExtension: order.extension,
	};
	const { itemIndex } = line;
	const job: LineJob = { pbx, memory, order, rules, startedAt, itemIndex };
	const first = await pushRound(job);
	const outcome = await outcomeOfRounds(job, first, { rounds: [first], calls: [], warnings: [] });
	const { testCall } = order;
	if (!testCall || !isToBeCalled(first)) return { outcome };
	return {
		outcome,
		confirm: async (calls) =>
			await outcomeOfRounds(job, first, await confirm(job, first, testCall, calls)),
	};
}

async function outcomeOfRounds(
	{ pbx, order, rules, startedAt }: LineJob,
	first: Round,
	{ rounds, calls, warnings }: Confirmation,
): Promise<Outcome> {
	const { duty, target, setting: last } = rounds.at(-1) ?? first;
	const setting = wholeSetting(first.setting, last, rules);
	const obstacles = judgeObstacles(
		target === undefined ? [] : await obstaclesOf(pbx, order, setting, target),
	);
	const handOvers = rounds.flatMap(({ handOver }) => (handOver ? [handOver] : []));
	return outcomeOf(order, duty, setting, obstacles, {
		startedAt,
		endedAt: pbx.clock.now(),
		calls,
		callWarnings: warnings,
		announcements: announcementsOf(order, duty, setting, combined(handOvers)),
		inbound: await inboundOf(pbx, order, duty, setting, rules, startedAt),
	});
}

/** From what was there before the first round to what is there after the last. */
function wholeSetting(first: Setting, last: Setting, rules: NumberRules): Setting {
	if (first === last) return last;
	const { previousNumber } = first;
	const { newNumber } = last;
	return {
		...last,
		previousNumber,
		wrote: first.wrote || last.wrote,
		changed: previousNumber !== newNumber && !sameNumber(previousNumber, newNumber, rules),
	};
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
