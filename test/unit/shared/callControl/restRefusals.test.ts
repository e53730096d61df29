import { HttpError } from '../../../../nodes/shared/transport';
import { everythingIn, failureOf } from '../transport/bench';
import { clientOf } from './restBench';

const WORDS = { doing: 'transfer the call to 101', hint: 'Nobody answered.' };

async function refusal(status: number, body: unknown): Promise<HttpError> {
	const { client } = await clientOf({ status, body });
	const error = await failureOf(client.act('800', 25, 'routeto', {}, WORDS));
	if (error instanceof HttpError) return error;
	throw new Error('Not an HttpError');
}

describe('A refusal', () => {
	it.each([
		[403, 'not allow this API client to transfer the call to 101', 'far side'],
		[404, 'the call has ended, or that leg has left it', 'hung up'],
		[409, 'something else is going on', undefined],
		[422, 'could not transfer the call to 101', 'Nobody answered.'],
		[424, 'no audio', 'route point'],
		[429, 'too many requests', undefined],
		[500, 'status 500', 'fault'],
	])('%i names its cause and what to do', async (status, text, hint) => {
		const error = await refusal(status, { finalstatus: 'Failed', reasontext: 'Because' });
		expect(error.status).toBe(status);
		expect(error.message).toContain(text);
		expect(error.message).toMatch(/: Because$/);
		if (hint === undefined) expect(error.hint).toBeUndefined();
		else expect(error.hint).toContain(hint);
	});

	it.each<[name: string, body: unknown, said: string]>([
		['a result object', { reasontext: 'User is busy', reason: 'Busy' }, 'User is busy'],
		['only a reason', { reasontext: '', reason: 'Busy' }, 'Busy'],
		['a reason that says nothing', { reason: 'NotSpecified' }, ''],
		['pascal case', { ReasonText: 'User is busy' }, 'User is busy'],
		['a message', { message: 'User is busy' }, 'User is busy'],
		['an OData error', { error: { code: '', message: 'User is busy' } }, 'User is busy'],
		['plain text', 'User  is\nbusy', 'User is busy'],
		['HTML', '<html><body>Bad Gateway</body></html>', ''],
		['nothing', '', ''],
		['a list', ['User is busy'], ''],
		['cut JSON', '{"reasontext":"User', '{"reasontext":"User'],
	])('with %s as its body', async (_name, body, said) => {
		const { message } = await refusal(422, body);
		expect(message).toBe(
			`3CX could not transfer the call to 101 (422)${said === '' ? '' : `: ${said}`}`,
		);
	});

	it('shows no full phone number and no token', async () => {
		const error = await refusal(422, { reasontext: 'No route for +49 171 1234567' });
		expect(error.message).toContain('+491…67');
		expect(everythingIn(error)).not.toMatch(/1234567|token-1/);
	});

	it('of a DN speaks of the grant', async () => {
		for (const status of [403, 404]) {
			const { client } = await clientOf({ status });
			expect(await failureOf(client.participants('101'))).toMatchObject({
				message: expect.stringMatching(/list the calls of 101/) as string,
				hint: expect.stringContaining('granted') as string,
			});
		}
	});
});
