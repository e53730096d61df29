import { startPbx, type Pbx } from '../../pbx';
import { SystemLab } from './systemLab';

const ERRORS = ['system_error'];

describe('The Call Monitor at errors of the PBX', () => {
	let pbx: Pbx;

	beforeEach(async () => {
		pbx = await startPbx();
	});

	afterEach(async () => {
		await SystemLab.stopAll();
		await pbx.close();
	});

	it('tells new errors of the event log, nothing old, no warnings, and reads nothing else', async () => {
		pbx.records.addEvent('An old one');
		const lab = await SystemLab.start(pbx, { eventTypes: ERRORS });
		pbx.records.addEvent('Take care', 'Warning');
		pbx.records.addEvent('Call of %2$s failed at %1$s', 'Error', ['trunk 10000', '101']);
		await lab.untilTold(1);
		await lab.looked('/xapi/v1/EventLogs');
		expect(lab.told).toMatchObject([
			{
				eventType: 'system_error',
				eventId: expect.stringMatching(/^eventLog-3-[0-9a-z]+\/system_error$/) as string,
				extension: '',
				data: {
					kind: 'eventLog',
					message: 'Call of 101 failed at trunk 10000',
					errorSource: 'PBX',
					group: 'DEFAULT',
					errorTime: expect.stringMatching(/Z$/) as string,
					afterGap: false,
					source: 'polling',
				},
			},
		]);
		expect(lab.sets()).toEqual(['EventLogs', 'Services']);
	});

	it('tells a service that stops, beside what 3CX writes about it', async () => {
		const lab = await SystemLab.start(pbx, { eventTypes: ERRORS, simplify: false });
		pbx.records.setService('queuemanager', false);
		await lab.untilTold(2);
		await lab.looked('/xapi/v1/Services');
		const kinds = lab.told.map(({ data }) => (data as { kind: string }).kind);
		expect(kinds.toSorted()).toEqual(['eventLog', 'service']);
		expect(lab.told[kinds.indexOf('service')]?.data).toMatchObject({
			message: 'The service "3CX PhoneSystem Queue Manager" of 3CX has stopped',
			derived: ['message', 'timestamp'],
			row: { Name: '3CXQueueManager01', Status: 'Stopped' },
		});
	});

	it('after a restart of n8n tells what was written meanwhile, and nothing twice', async () => {
		const first = await SystemLab.start(pbx, { eventTypes: ERRORS });
		pbx.records.addEvent('One');
		await first.untilTold(1);
		const staticData = first.kept();
		await SystemLab.stopAll();
		pbx.records.addEvent('Two');
		pbx.records.addEvent('Three');
		const second = await SystemLab.start(pbx, { eventTypes: ERRORS, staticData });
		await second.untilTold(2);
		await second.looked('/xapi/v1/EventLogs');
		expect(second.told).toMatchObject([
			{ data: { message: 'Two', afterGap: true } },
			{ data: { message: 'Three', afterGap: true } },
		]);
		const ids = [...first.told, ...second.told].map(({ eventId }) => eventId);
		expect(new Set(ids).size).toBe(3);
	});

	it('after an outage tells what was written meanwhile', async () => {
		const eventTypes = [...ERRORS, 'connection_lost', 'connection_restored'];
		const lab = await SystemLab.start(pbx, { eventTypes });
		await lab.looked('/xapi/v1/EventLogs');
		await pbx.stop();
		await lab.untilTold(1);
		pbx.records.addEvent('Nobody listens');
		await pbx.start();
		await lab.untilTold(3);
		expect(lab.types).toEqual(['connection_lost', 'connection_restored', 'system_error']);
		expect(lab.told[2]).toMatchObject({ data: { message: 'Nobody listens', afterGap: true } });
	});

	it('goes on after a new installation of the PBX, whose Ids start over', async () => {
		for (let i = 0; i < 5; i++) pbx.records.addEvent(`Old ${i}`);
		const lab = await SystemLab.start(pbx, { eventTypes: ERRORS });
		pbx.records.forgetEvents();
		pbx.records.addEvent('The first of the new installation');
		await lab.untilTold(1);
		pbx.records.addEvent('The second');
		await lab.untilTold(2);
		expect(lab.told.map(({ data }) => (data as { message: string }).message)).toEqual([
			'The first of the new installation',
			'The second',
		]);
	});

	it.each([404, 400])(
		'goes on without services that answer %i, says so once, and asks again later',
		async (status) => {
			const match = { path: /\/Services/ };
			pbx.faults.add({ match, action: { kind: 'status', status }, times: Infinity });
			const lab = await SystemLab.start(pbx, { eventTypes: [...ERRORS, 'trunk_down'] });
			await lab.looked('/xapi/v1/EventLogs');
			const asked = pbx.journal.count({ path: '/xapi/v1/Services' });
			pbx.records.addEvent('Something');
			await lab.untilTold(1);
			expect(pbx.journal.count({ path: '/xapi/v1/Services' })).toBe(asked);
			expect(lab.trigger.failures).toEqual([
				expect.stringMatching(/^Stopped services \(system_error\) cannot be told: 3CX .*Services/),
			]);
			pbx.faults.clear();
			lab.moveOn(61 * 60_000);
			await lab.looked('/xapi/v1/Services');
			pbx.records.setService('IVR', false);
			await lab.untilTold(3);
			expect(lab.trigger.failures).toHaveLength(1);
		},
	);

	it('says that one thing cannot be read for long while the rest can, and goes on with the rest', async () => {
		const lab = await SystemLab.start(pbx, {
			eventTypes: [...ERRORS, 'trunk_down', 'connection_lost'],
		});
		await lab.looked('/xapi/v1/Services');
		const match = { path: /\/Services/ };
		pbx.faults.add({ match, action: { kind: 'status', status: 500 }, times: Infinity });
		await lab.trigger.until(() => lab.trigger.failures.length > 0);
		pbx.records.setTrunk(false);
		await lab.untilTold(2);
		expect(lab.types.toSorted()).toEqual(['system_error', 'trunk_down']);
		expect(lab.trigger.failures).toEqual([
			expect.stringMatching(/^Stopped services \(system_error\) cannot be told: .*500/),
		]);
	});
});
