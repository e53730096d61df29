import type { IDataObject } from 'n8n-workflow';
import { maskNumber } from '../../../shared/phone';
import { asThreeCxError, CancelledError } from '../../../shared/transport';
import type { TestCall } from '../../testCall/callPerson';
import { isQuiet } from '../../testCall/quietHours';
import type { TestCalls } from '../../testCall/testCalls';
import type { TestCallSettings } from '../../testCall/testCallSettings';
import { isProblem, statusOf } from './outcome';
import { pushRound, type LineJob, type Round } from './round';

/** What became of the test calls of a line. */
export interface Confirmation {
	/** What was set, one after another; the last of them is in place. */
	rounds: Round[];
	/** In the order in which people were called. */
	calls: IDataObject[];
	warnings: string[];
}

/** Nobody has a longer list of stand-ins, and a run must end. */
const MOST_CALLS = 10;
const QUIET: TestCall = { result: 'quietHours', reason: 'It is quiet hours', isAnswer: false };

/** Whether the person of a round is to be called: one who has just come on duty, and whose number is known. */
export function isToBeCalled({ handOver, target }: Round): boolean {
	return handOver?.coming !== undefined && target !== undefined;
}

/**
 * Calls whoever has come on duty. Where the user wants it, the next person is set in place of one who does not accept,
 * and called in turn; then the fallback number, which nobody has to accept. Never throws, but for a stopped execution:
 * the number is set by now.
 */
export async function confirm(
	job: LineJob,
	first: Round,
	settings: TestCallSettings,
	calls: TestCalls,
): Promise<Confirmation> {
	const { pbx, order, itemIndex } = job;
	const done: Confirmation = { rounds: [first], calls: [], warnings: [] };
	const quiet = isQuiet(settings.quiet, pbx.clock.now(), order.options.timeZone);
	for (let round = first; isToBeCalled(round) && done.calls.length < MOST_CALLS; ) {
		const { person } = round.duty;
		const destination = round.target?.rule.text ?? '';
		const call = quiet ? QUIET : await calls.to({ destination, settings, itemIndex });
		const { result, reason } = call;
		const number = order.options.maskNumbers ? maskNumber(destination) : destination;
		done.calls.push({ person, number, result, reason });
		if (result === 'accepted' || result === 'quietHours') break;
		const warning = `${person || 'The person on duty'} has not accepted the test call (${result}): ${reason}`;
		if (settings.ifNotAccepted === 'keep' || !call.isAnswer) {
			done.warnings.push(`${warning}. The number stays set`);
			break;
		}
		const next = await pushRound(job, done.rounds).catch(asThreeCxError);
		if (next instanceof CancelledError) throw next;
		if (next instanceof Error) {
			done.warnings.push(`${warning}. There is nobody to set instead: ${next.message}`);
			break;
		}
		done.warnings.push(`${warning}. ${instead(next)}`);
		done.rounds.push(next);
		round = next;
	}
	return done;
}

function instead({ duty, setting }: Round): string {
	const who = duty.source === 'fallback' ? 'The fallback' : duty.person || 'The next person';
	return isProblem(statusOf(duty, setting))
		? `${who} could not be set instead`
		: `${who} was set instead`;
}
