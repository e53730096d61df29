import { DateTime } from 'luxon';
import { byPrecedence, whyOutranked, type Outranked } from './precedence';
import type { Shift } from './shift';
import { ON_TIME, Timeline, type Timing } from './timeline';

/**
 * What became of a shift: a rule by which it gave way to a stronger one, or why it could not be chosen;
 * `handingOver`: it still runs, but the next person gets the calls a little early.
 */
export type Reason = 'chosen' | Outranked | 'handingOver' | 'notConfirmed' | 'noNumber';

/** A shift that covers the instant, and what became of it. */
export interface Candidate {
	person: string;
	/** ISO time with the offset of the plan's zone. */
	from: string;
	/** ISO time with the offset of the plan's zone. */
	to: string;
	chosen: boolean;
	reason: Reason;
	/** Why there is no usable number. */
	note?: string;
}

/** Who is on call at an instant. */
export interface Duty {
	/** Absent where nobody is. */
	shift?: Shift;
	/** `early`: the shift begins in a moment; `held`: it is over, and nobody follows yet. */
	because?: 'planned' | 'early' | 'held';
	/** Every shift that covers the instant, the strongest first. */
	candidates: Candidate[];
	/** When the answer changes next; absent where nothing follows. */
	nextChange?: DateTime;
	/** Whose shift follows then; absent where nobody's does. */
	next?: Shift;
}

/** Says why a shift cannot be used, for instance for want of a number; undefined where it can. */
export type Refuse = (shift: Shift) => string | undefined;

/**
 * Decides who is on call. Instants are compared, not wall clocks: a shift covers its start and not
 * its end, so shifts that meet leave neither a gap nor an overlap, whatever the clocks do that night.
 *
 * @param shifts in any order; the order decides only where no rule does
 * @param refuse asked once at most for each shift that might be chosen, now or next
 * @throws RangeError for an invalid instant: nobody would be on call at it, and that is no answer
 */
export function whoIsOnDuty(
	shifts: readonly Shift[],
	at: DateTime,
	refuse: Refuse,
	timing: Timing = ON_TIME,
): Duty {
	if (!at.isValid) {
		throw new RangeError(
			`No duty at an invalid time: ${at.invalidExplanation ?? at.invalidReason}`,
		);
	}

	const now = at.toMillis();
	const refusal = once(refuse);
	const oldest = at.minus({ minutes: timing.holdMinutes });
	const usable = shifts.filter(
		(shift) => shift.to > oldest && shift.confirmed && refusal(shift) === undefined,
	);
	const timeline = new Timeline(usable, timing);
	const shift = timeline.at(now);
	const next = timeline.after(now);
	return {
		shift,
		...(shift && { because: because(shift, now) }),
		candidates: candidatesOf(shifts, { shift, now, deciding: timeline.decidedAt(now) }, refusal),
		nextChange: next && DateTime.fromMillis(next.from, { zone: shifts[0]?.from.zone ?? at.zone }),
		...(next?.shift && { next: next.shift }),
	};
}

function because(shift: Shift, now: number): Duty['because'] {
	if (covers(shift, now)) return 'planned';
	return shift.from.toMillis() > now ? 'early' : 'held';
}

/** Those that compete at the deciding instant; then whose shift ends in a moment, or has just ended. */
function candidatesOf(
	shifts: readonly Shift[],
	{ shift, now, deciding }: { shift: Shift | undefined; now: number; deciding: number },
	refusal: Refuse,
): Candidate[] {
	const ranked = shifts.filter((candidate) => covers(candidate, deciding)).sort(byPrecedence);
	const leaving = shifts
		.filter((candidate) => covers(candidate, now) && !covers(candidate, deciding))
		.sort(byPrecedence);
	const held = shift !== undefined && !ranked.includes(shift) ? [shift] : [];
	return [
		...[...ranked, ...held].map((candidate) => ({
			...described(candidate),
			...(candidate === shift
				? { chosen: true, reason: 'chosen' as const }
				: { chosen: false, ...whyNot(candidate, ranked, shift, refusal) }),
		})),
		...leaving.map((candidate) => ({
			...described(candidate),
			chosen: false,
			...(candidate.confirmed
				? { reason: 'handingOver' as const }
				: { reason: 'notConfirmed' as const }),
		})),
	];
}

function covers(shift: Shift, millis: number): boolean {
	return shift.from.toMillis() <= millis && millis < shift.to.toMillis();
}

function described({ person, from, to }: Shift): Pick<Candidate, 'person' | 'from' | 'to'> {
	return { person, from: iso(from), to: iso(to) };
}

function iso(time: DateTime): string {
	// Shifts hold valid times only; the empty text is for the compiler.
	return time.toISO({ suppressMilliseconds: true }) ?? '';
}

/** A shift behind the chosen one gave way to it, and whether it has a number does not matter. */
function whyNot(
	candidate: Shift,
	ranked: readonly Shift[],
	chosen: Shift | undefined,
	refusal: Refuse,
): Pick<Candidate, 'reason' | 'note'> {
	if (!candidate.confirmed) return { reason: 'notConfirmed' };
	if (chosen !== undefined && comesBefore(chosen, candidate, ranked)) {
		return { reason: whyOutranked(chosen, candidate) };
	}
	return { reason: 'noNumber', note: refusal(candidate) };
}

function comesBefore(chosen: Shift, candidate: Shift, ranked: readonly Shift[]): boolean {
	const place = ranked.indexOf(chosen);
	return place !== -1 && place < ranked.indexOf(candidate);
}

/** Remembers what was said about a shift, so that one answer never contradicts itself. */
function once(refuse: Refuse): Refuse {
	const said = new Map<Shift, string | undefined>();
	return (shift) => {
		if (!said.has(shift)) said.set(shift, refuse(shift));
		return said.get(shift);
	};
}
