import { NodeApiError, type INodeListSearchResult } from 'n8n-workflow';
import { searchGrantedDns } from '../../../../nodes/shared/n8n/listSearch/searchGrantedDns';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { failureOf } from '../transport/bench';
import { loadContext, pbxWith } from './n8nBench';

async function search(
	credential: StoredCredential,
	filter?: string,
): Promise<INodeListSearchResult['results']> {
	const { results } = await searchGrantedDns.call(loadContext(credential), filter);
	return results;
}

describe('the list of granted extensions', () => {
	it('shows the own route point and what 3CX grants, in words', async () => {
		expect(await search(credentialFor(await pbxWith()))).toEqual([
			{ name: 'Route point 800', value: '800' },
			{ name: 'Extension 101', value: '101' },
			{ name: 'Extension 102', value: '102' },
			{ name: 'Extension 103', value: '103' },
		]);
	});

	it.each([
		['10', ['101', '102', '103']],
		[' ROUTE ', ['800']],
		['nobody', []],
	])('for "%s" holds %j', async (filter, numbers) => {
		const found = await search(credentialFor(await pbxWith()), filter);
		expect(found.map(({ value }) => value)).toEqual(numbers);
	});

	it('tells in words why it cannot be had', async () => {
		const credential = credentialFor(await pbxWith(), { clientId: 'xapi-only' });
		const refused = await failureOf(search(credential));
		expect(refused).toBeInstanceOf(NodeApiError);
		expect(refused).toMatchObject({
			message: expect.stringContaining('does not allow this API client') as string,
		});
	});
});
