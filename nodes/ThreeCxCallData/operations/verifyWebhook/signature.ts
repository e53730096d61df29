import { createHmac, timingSafeEqual } from 'node:crypto';

/** A message as it came. */
export interface SignedMessage {
	body: Buffer;
	signature: string;
	/** As it came; empty: none. */
	timestamp: string;
	/** Whether it is signed, with a full stop, before the body. */
	signedTimestamp: boolean;
}

export type Verdict =
	| 'valid'
	| 'signatureMissing'
	| 'signatureMalformed'
	| 'signatureMismatch'
	| 'timestampMissing'
	| 'timestampMalformed'
	| 'tooOld'
	| 'fromTheFuture';

const BYTES = 32;
/** Clocks differ. */
const AHEAD_MS = 60_000;

/**
 * Whether the message was signed with the secret, and is not too old. The signature is compared in the same time
 * whatever it is.
 *
 * @param maxAgeMs 0: any age
 */
export function verify(
	message: SignedMessage,
	secret: string,
	{ maxAgeMs, now }: { maxAgeMs: number; now: number },
): Verdict {
	const { body, timestamp, signedTimestamp } = message;
	const text = message.signature.trim().replace(/^sha256=/i, '');
	if (text === '') return 'signatureMissing';
	const given = bytesOf(text);
	if (!given) return 'signatureMalformed';
	if (signedTimestamp && timestamp === '') return 'timestampMissing';
	const hmac = createHmac('sha256', secret);
	if (signedTimestamp) hmac.update(`${timestamp}.`);
	if (!timingSafeEqual(hmac.update(body).digest(), given)) return 'signatureMismatch';
	return maxAgeMs === 0 ? 'valid' : ageVerdict(timestamp, maxAgeMs, now);
}

function ageVerdict(timestamp: string, maxAgeMs: number, now: number): Verdict {
	if (timestamp === '') return 'timestampMissing';
	const at = readTime(timestamp);
	if (at === undefined) return 'timestampMalformed';
	if (now - at > maxAgeMs) return 'tooOld';
	return at - now > AHEAD_MS ? 'fromTheFuture' : 'valid';
}

function bytesOf(text: string): Buffer | undefined {
	if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
	if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
	const bytes = Buffer.from(text, 'base64');
	return bytes.length === BYTES ? bytes : undefined;
}

/** Seconds or milliseconds since 1970, or ISO 8601; in ms. */
export function readTime(text: string): number | undefined {
	if (/^\d{9,11}(\.\d+)?$/.test(text)) return Number(text) * 1000;
	if (/^\d{12,14}$/.test(text)) return Number(text);
	const at = Date.parse(text);
	return Number.isNaN(at) ? undefined : at;
}
