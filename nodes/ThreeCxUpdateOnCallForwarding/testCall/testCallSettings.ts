import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { numberBetween, oneOf, wholeNumber } from '../../shared/n8n/parameters';
import { InputError } from '../../shared/transport';
import { readQuietHours, type QuietHours } from './quietHours';

/** What is done with the number of a person who does not accept. */
export type IfNotAccepted = 'keep' | 'next';

/** How the person who comes on duty is called. */
export interface TestCallSettings {
	/** As typed: a path on the PBX, an https address, or the name of a binary field; empty for beeps. */
	prompt: string;
	acceptKey: string;
	/** How long it rings, in seconds. */
	ringSeconds: number;
	/** How often the prompt is played. */
	attempts: number;
	/** How long a key is waited for after it. */
	keyMs: number;
	quiet: QuietHours | undefined;
	ifNotAccepted: IfNotAccepted;
}

const POLICIES: readonly IfNotAccepted[] = ['keep', 'next'];

/** The test call of a line; undefined where none is made. @throws InputError */
export function readTestCall(
	context: IExecuteFunctions,
	itemIndex: number,
): TestCallSettings | undefined {
	const wanted = context.getNodeParameter('testCall', itemIndex, false) as unknown;
	if (wanted !== true && wanted !== 'true') return undefined;
	const options = context.getNodeParameter('testCallOptions', itemIndex, {}) as IDataObject;
	return {
		prompt: String(options.prompt ?? '').trim(),
		acceptKey: acceptKeyOf(options.acceptKey ?? '1'),
		ringSeconds: wholeNumber('Ring for (Seconds)', options.ringSeconds ?? 30, 5, 120),
		attempts: wholeNumber('Ask', options.attempts ?? 3, 1, 10),
		keyMs: numberBetween('Wait for Key (Seconds)', options.keySeconds ?? 8, 1, 60) * 1000,
		quiet: readQuietHours(options.quietFrom, options.quietTo),
		ifNotAccepted: oneOf('If Not Accepted', options.ifNotAccepted ?? 'keep', POLICIES),
	};
}

function acceptKeyOf(value: unknown): string {
	const key = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (/^[0-9*#]$/.test(key)) return key;
	throw new InputError('Accept Key', '"Accept Key" is not one key of a telephone', {
		hint: 'It is one of 0 to 9, * and #.',
	});
}
