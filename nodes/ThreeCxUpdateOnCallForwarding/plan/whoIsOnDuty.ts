import type { DateTime } from 'luxon';
import { byPrecedence, whyOutranked, type Outranked } from './precedence';
import type { Shift } from './shift';

/** A shift that covers the instant, and what became of it. */
export interface Candidate {
	person: string;
	/** ISO time with the offset of the plan's zone. */
	from: string;
	/** ISO time with the offset of the plan's zone. */
	to: string;
	chosen: boolean;
	reason: 'chosen' | Outranked | 'notConfirmed' | 'noNumber';
	/** Why there is no usable number. */
	note?: string;
}

/** Who is on call at an instant. */
export interface Duty {
	/** Absent where nobody is. */
	shift?: Shift;
	/** Every shift that covers the instant, the strongest first. */
	candidates: Candidate[];
	/** When the answer changes next; absent where nothing follows. */
	nextChange?: DateTime;
}

/** Says why a shift cannot be used, for instance for want of a number; undefined where it can. */
export type Refuse = (shift: Shift) => string | undefined;

/**
 * Decides who is on call. Instants are compared, not wall clocks: a shift covers its start and not
 * its end, so shifts that meet leave neither a gap nor an overlap, whatever the clocks do that night.
 *
 * @param shifts in any order; the order decides only between shifts with the same start
 * @param refuse asked once at most for each shift that might be chosen, now or next
 * @throws RangeError for an invalid instant: nobody would be on call at it, and that is no answer
 */
export function whoIsOnDuty(shifts: readonly Shift[], at: DateTime, refuse: Refuse): Duty {
	if (!at.isValid) {
		throw new RangeError(
			`No duty at an invalid time: ${at.invalidExplanation ?? at.invalidReason}`,
		);
	}

	const refusal = once(refuse);
	const isUsable = (shift: Shift) => shift.confirmed && refusal(shift) === undefined;

	const ranked = shifts.filter((shift) => covers(shift, at.toMillis())).sort(byPrecedence);
	const shift = ranked.find(isUsable);
	const candidates = ranked.map((candidate) => ({
		...described(candidate),
		...(candidate === shift
			? { chosen: true, reason: 'chosen' as const }
			: { chosen: false, ...whyNot(candidate, ranked, shift, refusal) }),
	}));

	const following = shifts.filter((later) => later.to > at && isUsable(later));
	return { shift, candidates, nextChange: nextChange(following, at, shift) };
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
	if (chosen !== undefined && ranked.indexOf(chosen) < ranked.indexOf(candidate)) {
		return { reason: whyOutranked(chosen, candidate) };
	}
	return { reason: 'noNumber', note: refusal(candidate) };
}

/**
 * The first boundary at which somebody else is chosen. Each is looked at, because most change
 * nothing: a shift that begins or ends under a stronger one, for instance.
 */
function nextChange(
	usable: readonly Shift[],
	at: DateTime,
	chosen: Shift | undefined,
): DateTime | undefined {
	const boundaries = usable
		.flatMap(({ from, to }) => [from, to])
		.filter((boundary) => boundary > at)
		.sort((a, b) => a.toMillis() - b.toMillis());
	return boundaries.find((boundary) => strongest(usable, boundary.toMillis()) !== chosen);
}

function strongest(usable: readonly Shift[], millis: number): Shift | undefined {
	let best: Shift | undefined;
	for (const shift of usable) {
		if (!covers(shift, millis)) continue;
		if (best === undefined || byPrecedence(shift, best) < 0) best = shift;
	}
	return best;
}

/** Remembers what was said about a shift, so that one answer never contradicts itself. */
function once(refuse: Refuse): Refuse {
	const said = new Map<Shift, string | undefined>();
	return (shift) => {
		if (!said.has(shift)) said.set(shift, refuse(shift));
		return said.get(shift);
	};
}
