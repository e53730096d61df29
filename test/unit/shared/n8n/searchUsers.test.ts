import { NodeApiError, NodeOperationError, type INodeListSearchResult } from 'n8n-workflow';
import { searchUsers } from '../../../../nodes/shared/n8n/listSearch/searchUsers';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { defaultWorld } from '../../../pbx';
import { failureOf } from '../transport/bench';
import { loadContext, pbxWith } from './n8nBench';

async function search(
	credential: StoredCredential,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	return await searchUsers.call(loadContext(credential), filter, token);
}

describe('the list of users', () => {
	it('shows extension and name, in the order of the extensions', async () => {
		const { results, paginationToken } = await search(credentialFor(await pbxWith()));
		expect(results.map(({ value }) => value)).toEqual([
			'100',
			'101',
			'102',
			'103',
			'104',
			'200',
			'999',
		]);
		expect(results[1]).toEqual({ name: '101 Mustermann, Max', value: '101' });
		expect(paginationToken).toBeUndefined();
	});

	it('goes on page by page until all 250 were shown once', async () => {
		const pbx = await pbxWith({ world: defaultWorld({ users: 250 }) });
		const credential = credentialFor(pbx);
		const values: unknown[] = [];
		let token: unknown;
		let pages = 0;
		do {
			const page = await search(
				credential,
				undefined,
				token === undefined ? undefined : String(token),
			);
			values.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
			pages++;
		} while (token !== undefined && pages < 10);

		expect(pages).toBe(3);
		expect(values).toEqual(pbx.world.users.map(({ Number }) => Number).sort());
	});

	it.each([
		['10', ['100', '101', '102', '103', '104']],
		['999', ['999']],
		['muster', ['101', '102']],
		[' ERIKA ', ['102']],
		['0', []],
		["') or 1 eq 1 or ('", []],
		['nobody', []],
	])('for "%s" holds %j', async (filter, numbers) => {
		const { results } = await search(credentialFor(await pbxWith()), filter);
		expect(results.map(({ value }) => value)).toEqual(numbers);
	});

	it('finds a name that breaks addresses', async () => {
		const pbx = await pbxWith();
		pbx.world.user('101').LastName = "O'Brien & Söhne #1";
		const { results } = await search(credentialFor(pbx), "o'brien & söhne #");
		expect(results.map(({ value }) => value)).toEqual(['101']);
	});

	it('starts at the beginning for a page that is none', async () => {
		const { results } = await search(credentialFor(await pbxWith()), '', 'garbage');
		expect(results).toHaveLength(7);
	});

	it('tells in words why it cannot be had', async () => {
		const pbx = await pbxWith();
		const refused = await failureOf(search(credentialFor(pbx, { clientId: 'users-role' })));
		expect(refused).toBeInstanceOf(NodeApiError);
		expect(refused).toMatchObject({
			message: '3CX does not allow this API client to read Users',
			description: expect.stringContaining('System Administrator') as string,
			httpCode: '403',
		});

		const incomplete = await failureOf(search(credentialFor(pbx, { serverUrl: '' })));
		expect(incomplete).toBeInstanceOf(NodeOperationError);
		expect(incomplete).toMatchObject({ message: 'The credential has no "Server URL"' });
	});
});
