import { TrunkStates } from '../../../nodes/ThreeCxCallMonitor/trunkStates';
import type { Trunk } from '../../../nodes/shared/xapi';

const NOW = Date.UTC(2026, 10, 24, 8);

function trunk(number: string, online: boolean | undefined): Trunk {
	return { number, name: `Provider ${number}`, online, raw: { Number: number } };
}

describe('Trunks, look after look', () => {
	const look = (states: TrunkStates, at: number, ...trunks: Trunk[]) =>
		states.seen(trunks, NOW + at, false);
	const types = (events: Array<{ type: string }>) => events.map(({ type }) => type);

	it('tell the beginning and the end of an outage, tied together', () => {
		const states = new TrunkStates({});
		expect(look(states, 0, trunk('10000', true))).toEqual([]);
		const [down] = look(states, 60_000, trunk('10000', false));
		expect(look(states, 120_000, trunk('10000', false))).toEqual([]);
		const [up] = look(states, 180_000, trunk('10000', true));
		expect(down).toMatchObject({
			type: 'trunk_down',
			at: NOW + 60_000,
			afterGap: false,
			data: { trunk: '10000', name: 'Provider 10000' },
		});
		expect(up).toMatchObject({ type: 'trunk_up', data: { downSeconds: 120 } });
		expect(up?.correlationId).toBe(down?.correlationId);
		const [again] = look(states, 240_000, trunk('10000', false));
		expect(again?.correlationId).not.toBe(down?.correlationId);
	});

	it('tell once that one is down at the first look, as found after a gap', () => {
		const states = new TrunkStates({});
		const trunks = [trunk('10000', false), trunk('10001', true)];
		expect(look(states, 0, ...trunks)).toMatchObject([{ type: 'trunk_down', afterGap: true }]);
		expect(look(states, 60_000, ...trunks)).toEqual([]);
	});

	it('are known again after a restart of n8n', () => {
		const store = {};
		const [down] = look(new TrunkStates(store), 0, trunk('10000', false));
		const kept = JSON.parse(JSON.stringify(store)) as Record<string, unknown>;
		const [up, ...more] = new TrunkStates(kept).seen([trunk('10000', true)], NOW + 9_000, true);
		expect(up).toMatchObject({ type: 'trunk_up', afterGap: true, data: { downSeconds: 9 } });
		expect([up?.correlationId, more]).toEqual([down?.correlationId, []]);
	});

	it('do not change while 3CX does not say, and are forgotten when they are gone', () => {
		const states = new TrunkStates({});
		look(states, 0, trunk('10000', true));
		expect(look(states, 1, trunk('10000', undefined))).toEqual([]);
		expect(types(look(states, 2, trunk('10000', false)))).toEqual(['trunk_down']);
		expect(look(states, 3)).toEqual([]);
		expect(look(states, 4, trunk('10000', true))).toEqual([]);
	});

	it.each([
		['nothing', undefined],
		['a text', 'trunks'],
		['other things', [1, ['10000'], ['10000', 'x'], ['10000', -1], [7, 7], null]],
	])('take %s in the static data for nothing kept', (_what, trunks) => {
		const [down] = look(new TrunkStates({ trunks }), 0, trunk('10000', false));
		expect(down).toMatchObject({ type: 'trunk_down', afterGap: true });
	});

	it('are kept within a limit', () => {
		const store: Record<string, unknown> = {};
		const many = Array.from({ length: 3_000 }, (_, i) => trunk(String(10_000 + i), true));
		new TrunkStates(store).seen(many, NOW, true);
		expect(store.trunks).toHaveLength(1_000);
	});
});
