import { monitorSettings } from '../../../nodes/ThreeCxCallMonitor/settings';
import { leg } from '../ThreeCxCallReceiver/scriptedWatch';
import { ALL, MonitorBench } from './monitorBench';

const MONDAY = { only: 'inside', days: ['monday'], from: '03:00', to: '04:00' };

describe('The filters of the call monitor', () => {
	it.each([
		['all extensions', { extensions: '*' }, true],
		['the extension', { extensions: '102, 101' }, true],
		['another extension', { extensions: ['102'] }, false],
		['the direction', { directions: ['inbound'] }, true],
		['another direction', { directions: ['outbound', 'internal'] }, false],
		['the caller', { numbers: '+43, 0049 171-1234567' }, true],
		['another caller', { numbers: '+49171' }, false],
		['a prefix', { numbers: '+43, +49171', numberMatch: 'prefix' }, true],
		['a pattern with a comma', { numbers: '^\\+49\\d{3,}$', numberMatch: 'pattern' }, true],
		['several patterns', { numbers: ['^911$', '4567$'], numberMatch: 'pattern' }, true],
		['a DID that 3CX does not tell', { dids: '+4930123456' }, false],
		['a queue that it did not come through', { queueIds: '820' }, false],
		['a duration, which only an end has', { minDuration: 30, maxDuration: 1 }, true],
		// The clock stands at Sunday, 2026-11-22, 19:00 in Berlin: Monday, 03:00 in Tokyo.
		['the office times', { officeTimes: { times: { only: 'inside' } } }, false],
		['the time outside them', { officeTimes: { times: { only: 'outside' } } }, true],
		['another time zone', { officeTimes: { times: { ...MONDAY, timeZone: 'Asia/Tokyo' } } }, true],
	])('filters by %s', (_name, filters, told) => {
		const bench = new MonitorBench({ filters });
		bench.ring();
		expect(bench.told).toHaveLength(told ? 2 : 0);
	});

	it.each([
		[{ minDuration: 61 }, 0],
		[{ minDuration: 60 }, 1],
		[{ maxDuration: 59 }, 0],
		[{ maxDuration: 60 }, 1],
	])('filters ended calls by %j', (filters, count) => {
		const bench = new MonitorBench({ eventTypes: ['call_ended'], filters });
		const ringing = bench.ring();
		bench.say('answered', ringing);
		bench.clock.advance(60_000);
		bench.say('ended', ringing, { outcome: 'answered' });
		bench.clock.advance(1_000);
		expect(bench.told).toHaveLength(count);
	});

	it.each([
		[{ queueIds: '810, 820' }, { queueDn: '820' }, true],
		[{ queueIds: ['*'] }, { queueDn: '820' }, true],
		[{ queueIds: ['810'] }, { queueDn: '820' }, false],
		[{ queueIds: '82' }, { queueDn: '820' }, false],
		[{ directions: ['outbound'] }, { direction: 'outbound' }, true],
		[{ directions: ['inbound', 'outbound'] }, { direction: 'internal' }, false],
		[{ directions: [] }, { direction: 'internal' }, true],
	] as const)('filters by %j what is told with %j: %s', (filters, more, told) => {
		const bench = new MonitorBench({ filters, eventTypes: ['call_started'] });
		bench.say('started', leg({ dn: '101' }), more);
		expect(bench.told).toHaveLength(told ? 1 : 0);
	});

	it.each([
		[{ dids: '+4930123456' }, true],
		[{ dids: '030 123456, 0049 30 123-456' }, true],
		[{ dids: ['+4930123457'] }, false],
		[{ dids: '+493012345' }, false],
	])('filters by the DID that 3CX tells: %j', (filters, told) => {
		const bench = new MonitorBench({ filters });
		bench.ring({ party_did: '+4930123456' });
		expect(bench.told).toHaveLength(told ? 2 : 0);
	});

	it('filters by the number of either side', () => {
		for (const [numbers, told] of [
			['+491711234567', 2],
			['101', 2],
			['102', 0],
		] as const) {
			const bench = new MonitorBench({ filters: { numbers } });
			bench.ring();
			expect([numbers, bench.told.length]).toEqual([numbers, told]);
		}
	});

	it('lets pass what tells of the connection, whatever the office times', () => {
		const filters = { officeTimes: { times: { only: 'inside' } } };
		const bench = new MonitorBench({ filters });
		bench.say('connectionLost', leg(), { participant: undefined });
		expect(bench.types).toEqual(['connection_lost']);
	});
});

describe('The settings of the call monitor', () => {
	it.each([
		[{ eventTypes: [] }, '"Events" is empty'],
		[{ eventTypes: ['call_held'] }, '"Events" knows no "call_held"'],
		[{ filters: { directions: ['up'] } }, '"Directions" knows no "up"'],
		[{ filters: { extensions: 'sales' } }, '"Extensions" holds "sales"'],
		[{ filters: { queueIds: ['queue-support'] } }, '"Queues" holds "queue-support"'],
		[{ filters: { minDuration: -1 } }, '"Minimum Duration (Seconds)" is not a number of seconds'],
		[{ filters: { officeTimes: { times: { only: 'inside', from: 'noon' } } } }, '"From" is "noon"'],
		[{ filters: { numbers: '(', numberMatch: 'pattern' } }, '"Numbers" is no pattern'],
	])('refuses %j by its label', (parameters, message) => {
		expect(() => monitorSettings({ ...ALL, ...parameters })).toThrow(message);
	});
});
