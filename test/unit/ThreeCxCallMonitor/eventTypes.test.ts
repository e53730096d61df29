import {
	canTell,
	EVENT_TYPES,
	isSystemType,
	sourcesFor,
	subjectOf,
	type EventType,
	type Source,
} from '../../../nodes/ThreeCxCallMonitor/eventTypes';
import { monitorFields } from '../../../nodes/ThreeCxCallMonitor/description';
import { monitorSettings } from '../../../nodes/ThreeCxCallMonitor/settings';
import { ALL } from './monitorBench';

describe('The events of the call monitor', () => {
	it('are offered in the editor, each of them', () => {
		const field = monitorFields.find(({ name }) => name === 'eventTypes');
		const offered = field?.options?.map((option) => 'value' in option && option.value);
		expect(offered?.toSorted()).toEqual([...EVENT_TYPES].toSorted());
	});

	it.each<[Source, EventType[], string]>([
		['push', ['call_started', 'dtmf_received'], 'push'],
		['polling', ['call_started'], 'liveCalls'],
		['polling', ['trunk_down', 'recording_ready'], 'system'],
		['polling', ['trunk_down', 'connection_lost'], 'system'],
		['polling', ['trunk_down', 'queue_call_waiting'], 'liveCalls system'],
		['polling', ['connection_lost'], 'liveCalls'],
		['both', ['agent_login', 'system_error'], 'system'],
		['both', ['agent_login', 'connection_lost'], 'push system'],
		['both', ['agent_login', 'dtmf_received'], 'push system'],
		['both', ['agent_login', 'call_ended'], 'push liveCalls system'],
		['both', ['call_ended'], 'push liveCalls'],
	])('by %s for %j need %s', (source, types, needed) => {
		const needs = Object.entries(sourcesFor(source, (type) => types.includes(type)));
		expect(needs.flatMap(([name, isNeeded]) => (isNeeded ? name : [])).join(' ')).toBe(needed);
	});

	it('of the PBX are told by polling, and are about no call but for recordings', () => {
		const system = EVENT_TYPES.filter(isSystemType);
		expect(system.filter((type) => canTell('push', type))).toEqual([]);
		expect(system.filter((type) => subjectOf(type) === 'call')).toEqual(['recording_ready']);
	});

	it.each([
		[undefined, 60_000],
		['', 60_000],
		[1, 10_000],
		['120', 120_000],
		[9_999, 3_600_000],
	])('are looked for by "System Interval" %j every %i ms', (systemInterval, ms) => {
		expect(monitorSettings({ ...ALL, systemInterval }).systemMs).toBe(ms);
	});

	it('are not looked for by an interval that is no number', () => {
		expect(() => monitorSettings({ ...ALL, systemInterval: 'often' })).toThrow(
			'"System Interval (Seconds)" is not a number of seconds',
		);
	});
});
