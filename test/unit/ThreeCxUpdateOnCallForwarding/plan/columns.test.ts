import { plainWord } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan/cell';
import { ALIASES } from '../../../../nodes/ThreeCxUpdateOnCallForwarding/plan/columns';

describe('the usual names of columns', () => {
	const all = Object.values(ALIASES).flat();

	it('belong to one field each', () => {
		expect(new Set(all).size).toBe(all.length);
	});

	it('are written the way titles are compared', () => {
		expect(all.map(plainWord)).toEqual(all);
	});
});
