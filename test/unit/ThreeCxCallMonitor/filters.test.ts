import { monitorSettings } from '../../../nodes/ThreeCxCallMonitor/settings';
import { leg } from '../ThreeCxCallReceiver/scriptedWatch';
import { ALL, MonitorBench } from './monitorBench';

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
		['a duration, which only an end has', { minDuration: 30 }, true],
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

	it('finds the queue of a call', () => {
		const bench = new MonitorBench({ filters: { queueIds: '820' }, eventTypes: ['call_started'] });
		bench.say('started', leg({ dn: '101' }), { queueDn: '820' });
		expect(bench.told[0]?.data.queueId).toBe('820');
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
		[{ filters: { numbers: '(', numberMatch: 'pattern' } }, '"Numbers" is no pattern'],
	])('refuses %j by its label', (parameters, message) => {
		expect(() => monitorSettings({ ...ALL, ...parameters })).toThrow(message);
	});
});
