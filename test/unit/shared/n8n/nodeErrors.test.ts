import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { toNodeError } from '../../../../nodes/shared/n8n/nodeErrors';
import {
	abortError,
	AuthError,
	CertificateError,
	HttpError,
	InputError,
	NetworkError,
	ProtocolError,
	SettingsError,
	TimeoutError,
	type ThreeCxError,
} from '../../../../nodes/shared/transport';
import { NODE } from './n8nBench';

const HINT = { hint: 'Do this.' };

describe('an error as n8n shows it', () => {
	it.each<[string, ThreeCxError, string | null]>([
		['AuthError', new AuthError('3CX refused "Client ID"', HINT), '401'],
		['HttpError 403', new HttpError('3CX does not allow it', 403, { a: 1 }, HINT), '403'],
		['HttpError 404', new HttpError('3CX could not read Users: not found', 404, '', HINT), '404'],
		['HttpError 500', new HttpError('3CX could not read Users (status 500)', 500, '', HINT), '500'],
		[
			'NetworkError',
			new NetworkError('3CX cannot be reached (ECONNREFUSED)', 'ECONNREFUSED', HINT),
			null,
		],
		[
			'NetworkError ENOTFOUND',
			new NetworkError('3CX cannot be reached: ENOTFOUND', 'ENOTFOUND', HINT),
			null,
		],
		['TimeoutError', new TimeoutError('3CX did not answer within 15 s: ETIMEDOUT', HINT), null],
		['CertificateError', new CertificateError('The certificate is not trusted', HINT), null],
		['ProtocolError', new ProtocolError('is not a 3CX V20', false, HINT), null],
		['CancelledError', abortError(), null],
	])('%s is what the PBX did: message and hint stay as they are', (_what, error, httpCode) => {
		const shown = toNodeError(NODE, error, 3);

		expect(shown).toBeInstanceOf(NodeApiError);
		expect(shown.message).toBe(error.message);
		expect(shown.description ?? undefined).toBe(error.hint);
		expect(shown.context.itemIndex).toBe(3);
		expect(shown instanceof NodeApiError && shown.httpCode).toBe(httpCode);
	});

	it.each<[string, ThreeCxError]>([
		['InputError', new InputError('Mobile Number', '"Mobile Number" is empty', HINT)],
		['SettingsError', new SettingsError('The credential has no "Client ID"', HINT)],
	])('%s is what the user typed', (_what, error) => {
		const shown = toNodeError(NODE, error, 3);

		expect(shown).toBeInstanceOf(NodeOperationError);
		expect(shown.message).toBe(error.message);
		expect(shown.description).toBe('Do this.');
		expect(shown.context.itemIndex).toBe(3);
	});

	it.each([
		['an Error', new Error('boom')],
		['a text', 'boom'],
	])('%s that is none of ours is shown as it is', (_what, error) => {
		const shown = toNodeError(NODE, error, 3);
		expect(shown).toBeInstanceOf(NodeOperationError);
		expect(shown.message).toBe('boom');
		expect(shown.context.itemIndex).toBe(3);
	});

	it("n8n's own errors are passed on", () => {
		const operation = new NodeOperationError(NODE, 'boom');
		const api = new NodeApiError(NODE, { message: 'boom' });
		expect(toNodeError(NODE, operation, 3)).toBe(operation);
		expect(toNodeError(NODE, api, 3)).toBe(api);
	});

	it('shows nothing of the reply', () => {
		const body = { error: { message: 'Mobile +491712345678' } };
		const shown = toNodeError(NODE, new HttpError('3CX refused', 400, body), 0);
		expect(JSON.stringify(shown)).not.toContain('491712345678');
	});
});
