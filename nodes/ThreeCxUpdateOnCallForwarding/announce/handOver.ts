import type { IDataObject } from 'n8n-workflow';
import { sameNumber, type NumberRules } from '../../shared/phone';

/** Who gets the calls of a line. */
export interface Holder {
	/** Empty where nobody has told the name. */
	person: string;
	number: string;
	/** False for the fallback, to whom nobody sends a message. */
	isPerson: boolean;
}

/** The holder who was told last. */
export interface Held extends Holder {
	/** The number was changed since, in a run that ended with a problem: nobody was told of it yet. */
	pending: boolean;
}

/** What a run found out. */
export interface HolderRun {
	now: Holder;
	/** As 3CX had it before the run. */
	previous: Holder;
	/** The run has changed who gets the calls, by reading back. */
	changed: boolean;
	/** The calls really go to the holder. */
	isFine: boolean;
}

/** Who comes and who goes; either may be missing. */
export interface HandOver {
	coming: Holder | undefined;
	leaving: Holder[];
}

/** Several in one run, where people did not accept: who ends up with the duty, and all who gave it up. */
export function combined(handOvers: readonly HandOver[]): HandOver | undefined {
	const last = handOvers.at(-1);
	if (!last) return undefined;
	return { coming: last.coming, leaving: handOvers.flatMap(({ leaving }) => leaving) };
}

/**
 * Whether the duty has gone from one person to another, and what to remember. Only the run that changed the number tells
 * it: a second n8n that finds it changed already keeps quiet. A number that somebody changed by hand, and a new number
 * of the same person, is no change of person. Pure.
 */
export function judgeHandOver(
	before: Held | undefined,
	run: HolderRun,
	rules: NumberRules,
): { handOver: HandOver | undefined; held: Held | undefined } {
	const { now, changed, isFine } = run;
	const prior: Holder = before ?? run.previous;
	if (!isFine) {
		return { handOver: undefined, held: changed ? { ...prior, pending: true } : before };
	}
	const held = { ...now, pending: false };
	const sameLine = sameNumber(prior.number, now.number, rules) || prior.number === now.number;
	// A shared phone that is handed on: only the plan knows.
	const isDue = changed || before?.pending === true || (before !== undefined && sameLine);
	if (!isDue || isSame(prior, now, sameLine)) return { handOver: undefined, held };
	return {
		handOver: {
			coming: now.isPerson ? now : undefined,
			leaving: prior.isPerson && prior.number !== '' ? [prior] : [],
		},
		held,
	};
}

function isSame(prior: Holder, now: Holder, sameLine: boolean): boolean {
	if (prior.isPerson !== now.isPerson) return false;
	if (!now.isPerson) return true;
	const names = [prior, now].map(({ person }) => person.trim().toLowerCase());
	return names.includes('') ? sameLine : names[0] === names[1];
}

/** The holder as remembered; what is none is forgotten. */
export function readHeld(value: Readonly<Record<string, unknown>> | undefined): Held | undefined {
	if (!value) return undefined;
	const { person, number, isPerson, pending } = value;
	if (typeof person !== 'string' || typeof number !== 'string' || typeof isPerson !== 'boolean') {
		return undefined;
	}
	return { person, number, isPerson, pending: pending === true };
}

/** The holder as it is remembered. */
export function heldNote({ person, number, isPerson, pending }: Held): IDataObject {
	return { person, number, isPerson, ...(pending ? { pending } : {}) };
}

/** Whether there is nothing new to remember. */
export function isSameHeld(a: Held | undefined, b: Held | undefined): boolean {
	return JSON.stringify(a && heldNote(a)) === JSON.stringify(b && heldNote(b));
}
