import type { IDataObject } from 'n8n-workflow';
import { numberBetween } from '../../../shared/n8n/parameters';
import { InputError, SettingsError } from '../../../shared/transport';
import type { Job } from '../../job';
import { verify, type Verdict } from './signature';

const REASONS: Readonly<Record<Verdict, string>> = {
	valid: 'The signature is right',
	signatureMissing: 'The message has no signature',
	signatureMalformed: 'The signature is neither hex nor base64 of an HMAC-SHA256',
	signatureMismatch: 'The signature is of another body, or made with another secret',
	timestampMissing: 'The message has no timestamp',
	timestampMalformed: 'The timestamp is none',
	tooOld: 'The message is too old',
	fromTheFuture: 'The timestamp lies in the future',
};

/** Whether a message that came by webhook is genuine. A bad one is a result, not an error. */
export async function verifyWebhook(job: Job): Promise<IDataObject> {
	const { pbx, options, parameters } = job;
	if (pbx.webhookSecret === '') {
		throw new SettingsError('The credential has no "Webhook Secret"', {
			hint: 'Put in the secret that the sender signs with. N8N_3CX_WEBHOOK_SECRET can hold it as well.',
		});
	}
	const body = await bodyOf(job);
	const timestamp = String(options.timestamp ?? '').trim();
	const isAged = timestamp !== '' || options.maxAge !== undefined;
	const maxAge = numberBetween('Longest Age (Seconds)', options.maxAge ?? 300, 0, 31_536_000);
	const verdict = verify(
		{
			body,
			signature: parameters.text('signature'),
			timestamp,
			signedTimestamp: options.signedTimestamp === true,
		},
		pbx.webhookSecret,
		{ maxAgeMs: isAged ? maxAge * 1000 : 0, now: pbx.clock.now() },
	);
	const valid = verdict === 'valid';
	return {
		valid,
		result: verdict,
		reason: REASONS[verdict],
		...(valid ? { body: parsed(body) } : {}),
	};
}

async function bodyOf({ context, itemIndex, parameters }: Job): Promise<Buffer> {
	const source = parameters.oneOf('Body', 'bodySource', ['binary', 'text'], 'binary');
	if (source === 'text') return Buffer.from(rawText(parameters.raw('body')), 'utf8');
	const field = parameters.text('binaryPropertyName', 'data');
	const binary = context.getInputData()[itemIndex]?.binary ?? {};
	if (Object.hasOwn(binary, field))
		return await context.helpers.getBinaryDataBuffer(itemIndex, field);
	throw new InputError(
		'Input Data Field Name',
		`The item has no input data field "${field.slice(0, 60)}"`,
		{
			hint: 'Switch on "Raw Body" in the options of the Webhook node, so that the body comes as it was sent.',
		},
	);
}

/** Blanks at the ends were signed too. */
function rawText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** JSON as what it says, anything else as text. */
function parsed(body: Buffer): IDataObject[string] {
	const text = body.toString('utf8');
	try {
		return JSON.parse(text) as IDataObject[string];
	} catch {
		return text;
	}
}
