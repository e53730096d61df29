import { NodeApiError, type ILoadOptionsFunctions } from 'n8n-workflow';
import { searchPeers } from '../../../../nodes/shared/n8n/listSearch/searchPeers';
import { credentialFor, type StoredCredential } from '../../../helpers/storedCredential';
import { failureOf } from '../transport/bench';
import { loadContext, pbxWith } from './n8nBench';

/** The context of a list in a node whose "Target Type" is set. */
function contextWith(credential: StoredCredential, targetType: unknown): ILoadOptionsFunctions {
	return new Proxy(loadContext(credential), {
		get: (target, key) =>
			key === 'getCurrentNodeParameter' ? () => targetType : Reflect.get(target, key),
	});
}

async function search(targetType: unknown, filter?: string): Promise<unknown[]> {
	const context = contextWith(credentialFor(await pbxWith()), targetType);
	const { results } = await searchPeers.call(context, filter);
	return results.map(({ value }) => value);
}

describe('the list of targets', () => {
	it.each([
		['extension', ['100', '101', '102', '103', '104', '200', '999']],
		['voicemail', ['100', '101', '102', '103', '104', '200', '999']],
		['queue', ['820']],
		['ringGroup', ['830']],
		['ivr', ['810']],
		[undefined, ['100', '101', '102', '103', '104', '200', '999']],
		['constructor', ['100', '101', '102', '103', '104', '200', '999']],
	])('of type %s holds these', async (type, numbers) => {
		expect(await search(type)).toEqual(numbers);
	});

	it.each([
		['10', ['100', '101', '102', '103', '104']],
		['muster', ['101', '102']],
		["') or 1 eq 1 or ('", []],
	])('for "%s" is shorter', async (filter, numbers) => {
		expect(await search('extension', filter)).toEqual(numbers);
	});

	it('shows number and name', async () => {
		const context = contextWith(credentialFor(await pbxWith()), 'queue');
		const { results, paginationToken } = await searchPeers.call(context);
		expect(results).toEqual([{ name: '820 Service Desk', value: '820' }]);
		expect(paginationToken).toBeUndefined();
	});

	it('tells in words why it cannot be had', async () => {
		const credential = credentialFor(await pbxWith(), { clientId: 'callcontrol-only' });
		const error = await failureOf(searchPeers.call(contextWith(credential, 'queue')));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '403' });
	});
});
