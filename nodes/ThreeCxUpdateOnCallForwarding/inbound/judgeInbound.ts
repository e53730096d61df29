import { DateTime } from 'luxon';
import { maskNumber } from '../../shared/phone';
import type { Configuration } from './configuration';
import { explainCall } from './explainCall';
import { endsOf, forecast, reaches, reachOf, type Stretch } from './forecast';
import type { Outcome } from './outcome';
import { callerRules, ruleFor, trunkOf } from './reachDid';
import { clauseOf, endWords, sentenceOf, type Telling } from './words';

/** What is asked about the calls to a number. */
export interface InboundQuestion {
	did: string;
	/** Extension that the calls shall come to; its forwarding rings whoever is on duty. */
	extension: string;
	/** Milliseconds since 1970. */
	at: number;
	/** Length of the forecast. */
	days: number;
}

/** Where the calls to an emergency number go, as a plain item. */
export interface InboundVerdict {
	/** Every call rings by way of the extension, now and in the coming days, as far as 3CX shows it. */
	ok: boolean;
	/** The number called, masked. */
	did: string;
	/** One sentence on a call at that instant. */
	sentence: string;
	/** The reasons for it, step by step. */
	steps: string[];
	/** What else may become of the call, by what cannot be known before. */
	otherwise: string[];
	warnings: string[];
	/** Where calls go in the coming days: a row for each change. */
	nextDays: Array<{ from: string; to: string; ok: boolean; goes: string }>;
}

/** More warnings of a kind are told by their number. */
const MOST_TOLD = 3;

/** Judges the way of the calls to a number. Pure. */
export function judgeInbound(
	configuration: Configuration,
	question: InboundQuestion,
	telling: Telling,
): InboundVerdict {
	const { did, extension, at, days } = question;
	const outcomes = explainCall(configuration, question);
	const [main] = outcomes;
	const stretches = forecast(configuration, did, at, days);
	const isOk = (one: Stretch) => reachOf(one.outcomes, extension) === 'always';
	const iso = (time: number) =>
		DateTime.fromMillis(time, { zone: telling.zone }).toISO({ suppressMilliseconds: true }) ?? '';
	const english: Telling = { ...telling, language: 'en' };
	return {
		ok: reachOf(outcomes, extension) === 'always' && stretches.every(isOk),
		did: maskNumber(did),
		sentence: sentenceOf(did, at, outcomes, telling),
		steps: [...(main?.steps ?? []), ...(main?.end.why ? [capital(main.end.why)] : [])],
		otherwise: outcomes.slice(1, 1 + MOST_OTHER).map((one) => otherWords(one, english)),
		warnings: [
			...nowWarnings(outcomes, extension, english),
			...laterWarnings(stretches, at, extension, english),
			...setupWarnings(configuration, did, extension),
			...capacityWarnings(configuration, did, outcomes),
		],
		nextDays: stretches.map((one) => ({
			from: iso(one.from),
			to: iso(one.to),
			ok: isOk(one),
			goes: clauseOf(one.outcomes, { ...telling, onCallBy: extension }),
		})),
	};
}

const MOST_OTHER = 10;

/** Ways of a call now that do not ring by way of the extension. */
function nowWarnings(outcomes: readonly Outcome[], extension: string, telling: Telling): string[] {
	const astray = endsOf(outcomes).filter((outcome) => !reaches(outcome, extension));
	if (astray.length === 0) return [];
	if (reachOf(outcomes, extension) === 'never') {
		return [
			`A call to the emergency number does not ring by way of ${extension} now: it ${clauseOf(outcomes, telling)}`,
		];
	}
	return some(
		astray.map((one) => `Now, ${otherWords(one, telling)}`),
		'ways of a call do not ring by way of the extension',
	);
}

function laterWarnings(
	stretches: readonly Stretch[],
	at: number,
	extension: string,
	telling: Telling,
): string[] {
	const time = (millis: number) =>
		DateTime.fromMillis(millis, { zone: telling.zone }).setLocale('en').toFormat('ccc d LLL HH:mm');
	const astray = stretches
		.filter(({ from }) => from > at)
		.filter(({ outcomes }) => reachOf(outcomes, extension) !== 'always');
	return some(
		astray.map(({ from, to, outcomes }) => {
			const end = endsOf(outcomes).filter((outcome) => !reaches(outcome, extension));
			const how = end.length === outcomes.length ? 'do not' : 'may not';
			return `From ${time(from)} to ${time(to)} calls to the emergency number ${how} ring by way of ${extension}: a call ${clauseOf(end, telling)}`;
		}),
		'stretches of the coming days are like that',
	);
}

function setupWarnings(configuration: Configuration, did: string, extension: string): string[] {
	const warnings: string[] = [];
	const rule = ruleFor(configuration, did, '');
	if (rule?.condition === 'ForwardAll') {
		warnings.push(
			`No inbound rule is for the number in "Emergency Number (DID)": "${rule.name}", for all other calls, takes it`,
		);
	}
	if (configuration.trunks !== undefined && trunkOf(configuration, did) === undefined) {
		warnings.push('3CX lists this number at no trunk, so it may not arrive as it is written');
	}
	for (const { name, office, outOfOffice, holidays } of callerRules(configuration, did)) {
		const ways = [office, outOfOffice, holidays].flatMap((one) => one ?? []);
		if (ways.every(({ number }) => number === extension)) continue;
		warnings.push(`The inbound rule "${name}" goes first and sends some callers elsewhere`);
	}
	for (const { name, overridesHolidays } of configuration.departments) {
		if (!overridesHolidays) continue;
		warnings.push(
			`The department ${name} has holidays of its own; how they stand to those of the PBX, 3CX does not tell`,
		);
	}
	const { unseen } = configuration;
	if (unseen.length > 0) {
		warnings.push(`Not checked, this API client may not read them: ${unseen.join(', ')}`);
	}
	return warnings;
}

/** A call that is forwarded outside presumably takes two channels: one in, one out (xapi.md §4.5). */
function capacityWarnings(
	configuration: Configuration,
	did: string,
	outcomes: readonly Outcome[],
): string[] {
	if (outcomes[0]?.end.kind !== 'outside') return [];
	const { calls, active } = configuration.capacity;
	const trunk = trunkOf(configuration, did);
	const warnings: string[] = [];
	if (trunk?.channels === 1) {
		warnings.push(
			`The trunk ${trunk.name || trunk.number} takes one call at once; a forwarded call presumably needs two`,
		);
	}
	if (calls !== undefined && calls > 0 && active !== undefined && calls - active < 2) {
		warnings.push(
			`At the last look ${active} of the ${calls} calls of the licence were going on; a forwarded call presumably needs two`,
		);
	}
	return warnings;
}

function otherWords(outcome: Outcome, telling: Telling): string {
	const conditions = outcome.given.map(({ words }) => words).join(', and ');
	return `${conditions || 'otherwise'}: it ${endWords(outcome, telling)}`;
}

function some(sentences: readonly string[], rest: string): string[] {
	if (sentences.length <= MOST_TOLD) return [...sentences];
	return [...sentences.slice(0, MOST_TOLD), `${sentences.length - MOST_TOLD} more ${rest}`];
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
