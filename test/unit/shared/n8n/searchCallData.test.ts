import { searchQueues } from '../../../../nodes/shared/n8n/listSearch/searchQueues';
import { searchRecordings } from '../../../../nodes/shared/n8n/listSearch/searchRecordings';
import { searchRingGroups } from '../../../../nodes/shared/n8n/listSearch/searchRingGroups';
import { credentialFor } from '../../../helpers/storedCredential';
import { failureOf } from '../transport/bench';
import { loadContext, pbxWith } from './n8nBench';

const START = Date.UTC(2026, 2, 2, 10);

describe('the lists of Call Data', () => {
	it('show queues and ring groups, by name or number', async () => {
		const context = loadContext(credentialFor(await pbxWith()));
		expect((await searchQueues.call(context)).results).toEqual([
			{ name: '820 Service Desk', value: '820' },
		]);
		expect((await searchQueues.call(context, 'nothing')).results).toEqual([]);
		expect((await searchRingGroups.call(context, 'TECH')).results).toEqual([
			{ name: '830 Techniker', value: '830' },
		]);
	});

	it('show recordings, newest first, by a part of a name or number, page by page', async () => {
		const pbx = await pbxWith();
		for (let i = 0; i < 120; i++) {
			const start = START + i * 60_000;
			pbx.records.addRecording({ start, from: `+4930${1000 + i}`, to: '101', talkMs: 1000 });
		}
		const context = loadContext(credentialFor(pbx));
		const first = await searchRecordings.call(context);
		expect(first.results).toHaveLength(100);
		expect(first.results[0]?.name).toContain('2026-03-02 12:59');
		const second = await searchRecordings.call(context, undefined, String(first.paginationToken));
		expect(second.results).toHaveLength(20);
		expect(second.paginationToken).toBeUndefined();
		const { results } = await searchRecordings.call(context, '+49301007');
		expect(results).toHaveLength(1);
	});

	it('say which role is missing', async () => {
		const context = loadContext(credentialFor(await pbxWith(), { clientId: 'admin' }));
		const error = await failureOf(searchRecordings.call(context));
		expect(error).toMatchObject({
			description: expect.stringContaining('System Owner') as string,
		});
	});
});
