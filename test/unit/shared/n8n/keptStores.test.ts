import { KeptStores } from '../../../../nodes/shared/n8n/keptStores';
import { TestClock } from '../../../helpers/testClock';

describe('What a trigger knew when it was closed', () => {
	it('is what the next start of the same node begins with, once', () => {
		const stores = new KeptStores(new TestClock());
		stores.keep('workflow node', { calls: [2], backlog: [3] });
		const [next, later, other] = [{ calls: [1], old: [1] }, { calls: [1] }, { calls: [1] }];
		stores.takeOver('workflow other', other);
		stores.takeOver('workflow node', next);
		stores.takeOver('workflow node', later);
		expect(next).toEqual({ calls: [2], backlog: [3] });
		expect([later, other]).toEqual([{ calls: [1] }, { calls: [1] }]);
	});

	it('is what it knows by the time of the next start', () => {
		const stores = new KeptStores(new TestClock());
		const store: { calls: number[] } = { calls: [] };
		stores.keep('workflow node', store);
		store.calls = [1];
		const next = {};
		stores.takeOver('workflow node', next);
		expect(next).toEqual({ calls: [1] });
	});

	it('is old after a minute: another process may have known more since', () => {
		const clock = new TestClock();
		const stores = new KeptStores(clock);
		stores.keep('workflow node', { calls: [2] });
		clock.advance(60_001);
		const next = { calls: [1] };
		stores.takeOver('workflow node', next);
		expect(next).toEqual({ calls: [1] });
	});

	it('stays where n8n hands out the very same data again', () => {
		const stores = new KeptStores(new TestClock());
		const store = { calls: [1] };
		stores.keep('workflow node', store);
		stores.takeOver('workflow node', store);
		expect(store).toEqual({ calls: [1] });
	});
});
