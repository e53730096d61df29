import { join } from 'node:path';
import { decodeAudio } from '../../../nodes/shared/audio';
import { notGranted } from '../../../nodes/shared/callControl';
import { explainRefusal } from '../../../nodes/shared/callControl/callControlProblem';
import { HttpError, requestToken } from '../../../nodes/shared/transport';
import { networkFailure } from '../../../nodes/shared/transport/failures';
import { startPbx } from '../../pbx';
import { exchangeWith, failureOf } from '../shared/transport/bench';
import { asPattern, sourceTexts, textsOf } from './messages';
import { Page, ROOT } from './page';

const page = new Page('docs/troubleshooting.md');

/** Messages that the page explains, under this heading or all. */
function explained(heading?: string): string[] {
	return page.tables
		.filter((table) => table.heads[0] === 'Message')
		.filter((table) => heading === undefined || table.heading === heading)
		.flatMap(({ rows }) => rows.map(([first = '']) => /^`([^`]+)`$/.exec(first)?.[1] ?? first));
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : `not an error: ${String(error)}`;
}

/** A message that was really thrown stands under the heading. */
function expectExplained(heading: string, message: string): void {
	const fitting = explained(heading).filter((known) => asPattern(known, true).test(message));
	expect({ message, fitting: fitting.length > 0 }).toEqual({ message, fitting: true });
}

describe('docs/troubleshooting.md', () => {
	it('explains messages that the code really has', () => {
		expect(explained().length).toBeGreaterThan(120);
		const texts = sourceTexts();
		const invented = explained().filter((message) => {
			const pattern = asPattern(message);
			return !texts.some((text) => pattern.test(text));
		});
		expect(invented).toEqual([]);
	});

	it('takes no message for real that the code does not have', () => {
		const isThere = (message: string) =>
			sourceTexts().some((text) => asPattern(message).test(text));
		expect(isThere('3CX at … cannot be reached: …')).toBe(true);
		expect(isThere('3CX at … is asleep')).toBe(false);
		expect(isThere('cannot be reached: …')).toBe(false);
	});

	it('explains everything that the Test of the credential can say, and every refused login', () => {
		const files = ['n8n/credentialTest.ts', 'n8n/credential.ts', 'transport/serverUrl.ts'];
		const texts = [...files, 'transport/tokenRequest.ts'].flatMap((file) =>
			textsOf(join(ROOT, 'nodes/shared', file)),
		);
		// Hints end with a full stop; names of fields, paths and the like begin otherwise.
		const messages = texts.filter((text) => /^["A-Z0-9]\S* \S+ \S+.*[^.]$/.test(text));
		expect(messages.length).toBeGreaterThan(8);
		const missing = messages
			.filter((text) => !/^(The test itself failed|Admin console)/.test(text))
			.filter((text) => !explained().some((known) => asPattern(known).test(text)));
		expect(missing).toEqual([]);
	});

	it('1. "Connection Failed": what a shut port, a wrong name and a wrong certificate give', () => {
		const heading = '1. "Connection Failed"';
		for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'CERT_HAS_EXPIRED'])
			expectExplained(heading, networkFailure(code, 'https://pbx.example.com:5001').message);
		const reason = /: (.*)$/.exec(
			networkFailure('ECONNREFUSED', 'https://pbx.example.com').message,
		);
		expectExplained(heading, reason?.[1] ?? '');
	});

	it('2. "Authentication Failed": what a wrong secret gives', async () => {
		const pbx = await startPbx();
		const login = { clientId: '800', clientSecret: 'wrong' };
		const limits = { timeoutMs: 5_000, now: Date.now() };
		const problem = await failureOf(requestToken(exchangeWith(pbx.url), login, limits));
		await pbx.stop();
		expectExplained('2. "Authentication Failed"', messageOf(problem));
	});

	it('3. "Call Not Found": what an ended call gives', () => {
		const gone = new HttpError('status 404', 404, undefined);
		const { message } = explainRefusal(gone, { doing: 'end the call', of: 'leg' });
		expectExplained('3. "Call Not Found"', message);
	});

	it('4. "Extension Not Configured": what an extension gives that is not granted', () => {
		const { message } = notGranted('999', [{ dn: '800' }]);
		expectExplained('4. "Extension Not Configured"', message);
	});

	it('5. Audio Playback Issues: what an Ogg file gives', async () => {
		const problem = await failureOf(decodeAudio(Buffer.from('OggS and so on')));
		expectExplained('5. Audio Playback Issues', messageOf(problem));
	});
});
