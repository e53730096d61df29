import type { Reach } from './downloadReach';
import { mayBeWithin } from './downloadReach';
import { InputError, ProtocolError, type ThreeCxError } from './errors';
import { maskDigits } from './redact';

/** What decides where a download may go. */
export interface StepRules {
	/** Origin of the PBX. */
	origin: string;
	allowPrivate: boolean;
	/** Label of the field that the address comes from. */
	label: string;
}

/** One address on the way to the file: the one that was typed, then those of redirects. */
export interface DownloadStep {
	url: URL;
	isOnPbx: boolean;
	/** Whether this step and all before it are on the PBX: whoever else sent us there gets no use of our token. */
	mayBringToken: boolean;
	reach: Reach;
	/** The step that redirected to this one. */
	from?: DownloadStep;
}

const EXAMPLES =
	'Enter an https address such as https://example.com/welcome.wav, or a path on the PBX such as /prompts/welcome.wav.';
const PRIVATE =
	'Only if it is yours and the address comes from nobody else: switch on "Allow Private Addresses".';

/** An address as messages name it: what stands behind `?` may be a signature, and the path a phone number. */
export function nameOf({ url }: DownloadStep): string {
	return `${url.origin}${maskDigits(url.pathname)}`;
}

/** The step to what the user typed. @throws InputError */
export function firstStep(address: string, rules: StepRules): DownloadStep {
	return checked(urlOf(address.trim(), rules), rules);
}

/** The step that a redirect asks for. @throws ProtocolError when it may not be gone */
export function nextStep(from: DownloadStep, location: string, rules: StepRules): DownloadStep {
	if (!URL.canParse(location, from.url.href)) {
		throw new ProtocolError(`${nameOf(from)} redirects to something that is no address`, false);
	}
	return checked(new URL(location, from.url.href), rules, from);
}

/** A refused address: the user's fault, or that of the server that redirects to it. */
export function refusal(
	rules: Pick<StepRules, 'label'>,
	from: DownloadStep | undefined,
	message: string,
	hint: string,
): ThreeCxError {
	if (!from) return new InputError(rules.label, message, { hint });
	return new ProtocolError(`${nameOf(from)} redirects elsewhere. ${message}`, false, { hint });
}

/** An address whose host turned out to be out of reach. */
export function outOfReach(step: DownloadStep, rules: StepRules): ThreeCxError {
	const name = nameOf(step);
	return step.reach === 'privateOnly'
		? refusal(rules, step.from, `${name} is not encrypted (http)`, 'Use an https address.')
		: refusal(rules, step.from, `${name} lies in a private network`, PRIVATE);
}

function urlOf(typed: string, { origin, label }: StepRules): URL {
	if (typed === '')
		throw new InputError(label, 'There is no address of a file', { hint: EXAMPLES });
	if (/^[/\\]{2}/.test(typed)) {
		const message = 'An address that begins with two slashes says neither https nor a path';
		throw new InputError(label, message, { hint: EXAMPLES });
	}
	// Joined by hand: URL would take "/\other.host/" for another host.
	const whole = typed.startsWith('/') ? `${origin}${typed}` : typed;
	if (URL.canParse(whole)) return new URL(whole);
	throw new InputError(label, 'This is not the address of a file', { hint: EXAMPLES });
}

function checked(url: URL, rules: StepRules, from?: DownloadStep): DownloadStep {
	const refuse = (message: string, hint: string) => refusal(rules, from, message, hint);
	const { protocol } = url;
	if (protocol !== 'https:' && protocol !== 'http:') {
		throw refuse(`Files are not fetched by "${protocol}"`, EXAMPLES);
	}
	if (url.username !== '' || url.password !== '') {
		throw refuse(
			'The address of the file contains a user name or password',
			'Use an address that needs none, or fetch the file by an HTTP Request node and give its data field here.',
		);
	}
	const isOnPbx = url.origin === rules.origin;
	const step: DownloadStep = {
		url,
		isOnPbx,
		mayBringToken: isOnPbx && from?.mayBringToken !== false,
		reach: reachOf(isOnPbx, protocol === 'http:', rules.allowPrivate),
		from,
	};
	if (protocol === 'http:' && from?.url.protocol === 'https:') {
		throw refuse(`${nameOf(step)} is not encrypted (http)`, 'Use the address of the file itself.');
	}
	if (protocol === 'http:' && !isOnPbx && !rules.allowPrivate) {
		throw refuse(
			`${nameOf(step)} is not encrypted (http)`,
			'Use an https address. In a network of your own: switch on "Allow Private Addresses".',
		);
	}
	if (!mayBeWithin(step.reach, url)) throw outOfReach(step, rules);
	return step;
}

function reachOf(isOnPbx: boolean, isPlain: boolean, allowPrivate: boolean): Reach {
	if (isOnPbx) return 'anywhere';
	// Plain http is for the own network only: on the way through the Internet anybody can change the file.
	if (isPlain) return 'privateOnly';
	return allowPrivate ? 'anywhere' : 'publicOnly';
}
