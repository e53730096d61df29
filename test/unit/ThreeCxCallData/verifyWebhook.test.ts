import { createHmac } from 'node:crypto';
import { DataBench, logText, MONDAY } from './dataBench';

const SECRET = 'between-us-two';
const BODY = '{"event":"call","who":"Müller"}';
const sign = (text: string, encoding: 'hex' | 'base64' = 'hex') =>
	createHmac('sha256', SECRET).update(text, 'utf8').digest(encoding);

async function verdict(parameters: Record<string, string | object>, body = BODY) {
	const bench = await DataBench.start();
	const more = { webhookSecret: SECRET, binary: { data: Buffer.from(body) } };
	return await bench.item('verifyWebhook', { bodySource: 'binary', ...parameters }, more);
}

describe('Verify Webhook', () => {
	it.each([sign(BODY), sign(BODY).toUpperCase(), `sha256=${sign(BODY)}`, sign(BODY, 'base64')])(
		'takes the signature %s',
		async (signature) => {
			expect(await verdict({ signature })).toEqual({
				valid: true,
				result: 'valid',
				reason: 'The signature is right',
				body: { event: 'call', who: 'Müller' },
			});
		},
	);

	it('takes the body as text, as the guide does', async () => {
		const body = JSON.stringify(JSON.parse(BODY));
		const item = await verdict({ bodySource: 'text', body, signature: sign(body) });
		expect(item.valid).toBe(true);
	});

	it.each([
		['', 'signatureMissing'],
		['sha256=', 'signatureMissing'],
		['nonsense', 'signatureMalformed'],
		[sign(BODY).slice(1), 'signatureMalformed'],
		[sign(`${BODY} `), 'signatureMismatch'],
		[createHmac('sha256', 'another').update(BODY).digest('hex'), 'signatureMismatch'],
	])('does not take the signature %p: %s', async (signature, result) => {
		const item = await verdict({ signature });
		expect(item).toMatchObject({ valid: false, result });
		expect(item).not.toHaveProperty('body');
	});

	it('does not take a body that was changed by one bit', async () => {
		const item = await verdict({ signature: sign(BODY) }, BODY.replace('call', 'cald'));
		expect(item.result).toBe('signatureMismatch');
	});

	it.each([
		[{ timestamp: String(MONDAY / 1000 - 200) }, 'valid'],
		[{ timestamp: String(MONDAY - 200_000) }, 'valid'],
		[{ timestamp: new Date(MONDAY - 200_000).toISOString() }, 'valid'],
		[{ timestamp: String(MONDAY / 1000 - 301) }, 'tooOld'],
		[{ timestamp: String(MONDAY / 1000 - 301), maxAge: 600 }, 'valid'],
		[{ timestamp: String(MONDAY / 1000 - 9999), maxAge: 0 }, 'valid'],
		[{ timestamp: String(MONDAY / 1000 + 600) }, 'fromTheFuture'],
		[{ timestamp: 'now' }, 'timestampMalformed'],
		[{ maxAge: 60 }, 'timestampMissing'],
	])('with options %j: %s', async (options, result) => {
		expect((await verdict({ signature: sign(BODY), options })).result).toBe(result);
	});

	it('checks a timestamp that is signed as well', async () => {
		const timestamp = String(MONDAY / 1000);
		const signature = sign(`${timestamp}.${BODY}`);
		const options = { timestamp, signedTimestamp: true };
		expect((await verdict({ signature, options })).result).toBe('valid');
		const later = { ...options, timestamp: String(MONDAY / 1000 + 1) };
		expect((await verdict({ signature, options: later })).result).toBe('signatureMismatch');
	});

	it('asks nothing of the PBX, and never tells the secret', async () => {
		const bench = await DataBench.start();
		const more = { webhookSecret: SECRET, binary: { data: Buffer.from(BODY) } };
		const item = await bench.item('verifyWebhook', { signature: 'x' }, more);
		expect(bench.pbx.journal.requests()).toEqual([]);
		expect(JSON.stringify(item) + logText()).not.toContain(SECRET);
	});

	it('needs a secret and a body', async () => {
		const bench = await DataBench.start();
		const none = await bench.refusal('verifyWebhook', { signature: 'x' });
		expect(none.message).toContain('"Webhook Secret"');
		const noBody = await bench.refusal('verifyWebhook', {}, { webhookSecret: SECRET });
		expect(noBody.message).toContain('no input data field "data"');
		expect(noBody.description).toContain('Raw Body');
	});
});
