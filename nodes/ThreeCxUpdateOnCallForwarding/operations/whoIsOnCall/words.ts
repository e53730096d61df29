import type { DateTime } from 'luxon';
import type { Candidate, Duty, Reason } from '../../plan';

const REASONS: Record<Reason, string> = {
	chosen: 'gets the calls',
	override: 'gives way to an override',
	holiday: 'gives way to a shift for holidays',
	priority: 'gives way to a higher priority',
	laterStart: 'gives way to a shift that begins later',
	listOrder: 'gives way to a shift that stands before it in the plan',
	handingOver: 'still runs, but the next person gets the calls early',
	notConfirmed: 'is not confirmed',
	noNumber: 'has no number that can be set',
};

/** Why a candidate gets the calls, or does not. */
export function whyNot({ reason, note }: Candidate): string {
	return note === undefined ? REASONS[reason] : `${REASONS[reason]}: ${note}`;
}

/** In a sentence: who is on call, by which rule, and who would have been. */
export function whyChosen(
	{ shift, because, candidates }: Duty,
	{ fallback, time }: { fallback: boolean; time(at: DateTime): string | undefined },
): string {
	const passed = candidates
		.filter(({ reason }) => reason === 'noNumber' || reason === 'notConfirmed')
		.map((candidate) => `${candidate.person} ${whyNot(candidate)}`);
	const others = passed.length === 0 ? '' : ` (passed over: ${passed.join('; ')})`;
	if (shift === undefined) {
		const then = fallback ? 'the fallback number counts' : 'and there is no fallback number';
		return `Nobody is on call${others}: ${then}`.replace(': and', ', and');
	}
	const what = shift.roster === undefined ? 'shift' : `${shift.roster} shift`;
	const span = `${shift.person} has the ${what} from ${time(shift.from)} to ${time(shift.to)}`;
	switch (because) {
		case 'early':
			return `${span}, and gets the calls early by the lead time${others}`;
		case 'held':
			return `${span}, and keeps the calls by the hold time while nobody follows${others}`;
		default:
			return `${span}${others}`;
	}
}
