import { pairwise, SWITCH_NAMES, SWITCH_VALUES, switchesWith, switchMatrix } from '../../pbx';
import { parseSwitch } from '../../pbx/switches';

describe('switches', () => {
	it('start with their first value', () => {
		const switches = switchesWith({ tokens: 'shared' });
		expect(switches.tokens).toBe('shared');
		expect(switches.defaultPageSize).toBe(100);
		expect(Object.keys(switches)).toEqual(SWITCH_NAMES);
	});

	it('are read from text', () => {
		expect(parseSwitch('dialStripsPunctuation', 'false')).toEqual({ dialStripsPunctuation: false });
		expect(() => parseSwitch('nope', '1')).toThrow('No switch "nope"');
	});

	it('make a full matrix', () => {
		const rows = switchMatrix(['mobileForwarding', 'tokens']);
		expect(rows).toHaveLength(6);
		expect(rows[0]).toEqual({ mobileForwarding: 'reference', tokens: 'exclusive' });
		expect(switchMatrix([])).toEqual([{}]);
	});

	it('make few rows that hold every pair', () => {
		const rows = pairwise(SWITCH_NAMES);
		expect(rows.length).toBeLessThan(32);
		expect(rows[0]).toEqual(switchesWith({}));
		expect(pairwise(SWITCH_NAMES)).toEqual(rows);
		const missing: string[] = [];
		for (const a of SWITCH_NAMES) {
			for (const b of SWITCH_NAMES.slice(SWITCH_NAMES.indexOf(a) + 1)) {
				for (const x of SWITCH_VALUES[a]) {
					for (const y of SWITCH_VALUES[b]) {
						if (!rows.some((row) => row[a] === x && row[b] === y))
							missing.push(`${a}=${x} ${b}=${y}`);
					}
				}
			}
		}
		expect(missing).toEqual([]);
	});
});
