import {
	followCall,
	placeCall,
	resultOfRefusal,
	type CallOutcome,
	type Participant,
} from '../../shared/callControl';
import type { Pcm } from '../../shared/audio';
import { ask, MediaCall, type Question } from '../../shared/media';
import type { Pbx } from '../../shared/n8n/pbx';
import { asThreeCxError, CancelledError } from '../../shared/transport';
import { NO, YES } from './sounds';
import type { TestCallSettings } from './testCallSettings';

/** How a test call went; the word in the output's `testCall`. */
export type TestCallResult = 'accepted' | 'rejected' | 'noAnswer' | 'quietHours' | 'failed';

/** What came of a test call. */
export interface TestCall {
	result: TestCallResult;
	/** A sentence on it. */
	reason: string;
	/** Whether it says something of the person; else the call itself could not be made, and nothing is known. */
	isAnswer: boolean;
}

/**
 * Calls a person from the own route point, plays the prompt and waits for the key. The call is ended in any case.
 *
 * @param destination as 3CX dials it
 * @throws CancelledError when the execution is stopped; everything else is a result
 */
export async function callPerson(
	pbx: Pbx,
	destination: string,
	settings: TestCallSettings,
	prompt: Pcm,
): Promise<TestCall> {
	try {
		const { type } = await pbx.callControl.dn(pbx.extension);
		if (type === 'Wextension') return notMade(noRoutePoint(pbx.extension));
		const order = {
			from: pbx.extension,
			device: '',
			destination,
			timeout: settings.ringSeconds,
		};
		const placed = await placeCall(pbx, order);
		if (placed.kind === 'refused') {
			return unanswered(resultOfRefusal(placed.reason), placed.reason || '3CX would not dial');
		}
		const followed = await followCall(pbx, placed, {
			waitFor: 'answered',
			destination,
			timeoutMs: settings.ringSeconds * 1000,
			longestMs: 0,
		});
		const { leg, result, reason } = followed;
		if (result !== 'answered' || !leg) {
			if (leg && !followed.ended) await hangUp(pbx, leg);
			return unanswered(result, reason);
		}
		try {
			return await askPerson(pbx, leg, settings, prompt);
		} finally {
			await hangUp(pbx, leg);
		}
	} catch (error) {
		const problem = asThreeCxError(error);
		if (problem instanceof CancelledError) throw problem;
		return notMade(`${problem.message}${problem.hint === undefined ? '' : `. ${problem.hint}`}`);
	}
}

async function askPerson(
	pbx: Pbx,
	leg: Participant,
	settings: TestCallSettings,
	prompt: Pcm,
): Promise<TestCall> {
	const call = await MediaCall.open(pbx, leg);
	if (!call) return answer('rejected', 'The person hung up at once');
	try {
		if (!(await call.hearsKeys())) {
			return notMade('Keys could not be heard, as 3CX sends no events now');
		}
		const prompts = { question: prompt, invalid: NO, noInput: undefined };
		const { collected } = await ask(call, pbx, questionOf(settings), prompts);
		if (collected.kind === 'complete') {
			await call.play({ pcm: YES, times: 1, interruptKeys: undefined });
			return answer('accepted', `The person pressed ${settings.acceptKey}`);
		}
		if (collected.kind === 'invalid') {
			await call.play({ pcm: NO, times: 1, interruptKeys: undefined });
			return answer('rejected', `The person pressed another key than ${settings.acceptKey}`);
		}
		return collected.kind === 'hungUp'
			? answer('rejected', 'The person hung up without pressing a key')
			: answer('noAnswer', 'Somebody or a voicemail answered, and no key was pressed');
	} finally {
		call.close();
	}
}

function questionOf({ acceptKey, attempts, keyMs }: TestCallSettings): Question {
	return {
		rules: {
			maxDigits: 1,
			minDigits: 1,
			firstDigitMs: keyMs,
			interDigitMs: keyMs,
			terminators: '',
			validKeys: '',
			isValid: (key) => key === acceptKey,
		},
		attempts,
		bargeIn: true,
		usesTypeAhead: true,
	};
}

/** What is said of a call that nobody took. */
function unanswered(result: CallOutcome, reason: string): TestCall {
	if (result === 'rejected') return answer('rejected', reason);
	if (result === 'noAnswer') return answer('noAnswer', reason);
	if (result === 'busy') return answer('noAnswer', reason);
	if (result === 'voicemail') return answer('noAnswer', reason);
	// The number cannot be reached just now, and a caller would not reach it either.
	return answer('failed', reason);
}

function answer(result: TestCallResult, reason: string): TestCall {
	return { result, reason, isAnswer: true };
}

function notMade(reason: string): TestCall {
	return { result: 'failed', reason, isAnswer: false };
}

function noRoutePoint(extension: string): string {
	return `The test call needs a route point, and ${extension} is an extension. Enter the route point of the API client as "Extension" in the credential`;
}

/** A call that cannot be ended ends when the person hangs up. */
async function hangUp(pbx: Pbx, { dn, id }: Participant): Promise<void> {
	await pbx.callControl.drop(dn, id).catch((error: unknown) => {
		pbx.logger.warn(`The test call could not be ended: ${asThreeCxError(error).message}`);
	});
}
