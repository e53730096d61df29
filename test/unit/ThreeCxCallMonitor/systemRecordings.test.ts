import { pairwise, startPbx, type Pbx, type SwitchName } from '../../pbx';
import { SystemLab } from './systemLab';

const READY = ['recording_ready'];
const UNKNOWN: SwitchName[] = [
	'recordingRow',
	'errorBody',
	'tokens',
	'expiresIn',
	'defaultPageSize',
];

describe('The Call Monitor at recordings', () => {
	let pbx: Pbx;

	beforeEach(async () => {
		pbx = await startPbx();
		Object.assign(pbx.world.user('101'), { RecordCalls: true });
		pbx.world.behaviours['101'] = { outcome: 'answer', ringMs: 0, answerAfterMs: 60_000 };
	});

	afterEach(async () => {
		await SystemLab.stopAll();
		await pbx.close();
	});

	const idsOf = (lab: SystemLab) =>
		lab.told.map(({ data }) => (data as { recordingId: number }).recordingId);

	/** A call from outside that 101 takes, and that goes on. */
	function talk(): number {
		const { callid } = pbx.calls.inbound({ from: '+491711234567', to: '101' });
		pbx.calls.answer('101');
		return callid;
	}

	it('tells one that is new, nothing old, and reads nothing else', async () => {
		pbx.records.addRecording({ from: '+49171', to: '101' });
		const lab = await SystemLab.start(pbx, { eventTypes: READY });
		const id = pbx.records.addRecording({ from: '+491711234567', to: '101', talkMs: 65_000 });
		await lab.untilTold(1);
		await lab.looked('/xapi/v1/Recordings');
		expect(lab.told).toMatchObject([
			{
				eventType: 'recording_ready',
				callId: '',
				extension: '101',
				data: {
					recordingId: id,
					durationSeconds: 65,
					direction: 'inbound',
					fromNumber: '+491711234567',
					toNumber: '101',
					path: expect.stringMatching(/\.wav$/) as string,
					afterGap: false,
					source: 'polling',
				},
			},
		]);
		expect(lab.sets()).toEqual(['Recordings']);
		for (const { url } of pbx.journal.requests({ path: '/xapi/v1/Recordings' })) {
			expect(url).toMatch(/\$select=.*\$top=\d{1,3}(&|$)/);
			expect(url).not.toMatch(/Transcription|Summary/);
		}
	});

	it.each(pairwise(UNKNOWN).map((switches, i) => [i, switches] as const))(
		'tells one when its call is over and not before, whatever nobody knows: combination %i',
		async (_i, switches) => {
			Object.assign(pbx.switches, switches);
			const before = talk();
			const lab = await SystemLab.start(pbx, { eventTypes: READY });
			const first = talk();
			await lab.looked('/xapi/v1/Recordings');
			const second = talk();
			await lab.looked('/xapi/v1/Recordings');
			expect(lab.told).toEqual([]);
			pbx.calls.hangUp(second);
			await lab.untilTold(1);
			pbx.calls.hangUp(before);
			await lab.untilTold(2);
			pbx.calls.hangUp(first);
			await lab.untilTold(3);
			await lab.looked('/xapi/v1/Recordings');
			expect(new Set(idsOf(lab)).size).toBe(3);
			expect(lab.told).toHaveLength(3);
			expect(lab.trigger.failures).toEqual([]);
		},
	);

	it.each(['atEnd', 'whileRunning'] as const)(
		'after a restart of n8n tells those of the meantime, and nothing twice (%s)',
		async (recordingRow) => {
			pbx.switches.recordingRow = recordingRow;
			const first = await SystemLab.start(pbx, { eventTypes: READY });
			const told = pbx.records.addRecording({ from: '+49171', to: '101' });
			await first.untilTold(1);
			const running = talk();
			await first.looked('/xapi/v1/Recordings');
			const staticData = first.kept();
			await SystemLab.stopAll();
			pbx.calls.hangUp(running);
			pbx.records.addRecording({ from: '101', to: '102' });
			const second = await SystemLab.start(pbx, { eventTypes: READY, staticData });
			await second.untilTold(2);
			await second.looked('/xapi/v1/Recordings');
			expect(second.told).toHaveLength(2);
			expect(idsOf(second)).not.toContain(told);
			for (const { data } of second.told) expect(data).toMatchObject({ afterGap: true });
		},
	);

	it.each([
		['the extension that takes it', { extensions: '101' }, true],
		['another extension', { extensions: '102' }, false],
		['the direction', { directions: ['inbound'] }, true],
		['another direction', { directions: ['outbound', 'internal'] }, false],
		['the number', { numbers: '+491711234567' }, true],
		['another number', { numbers: '+491711234568' }, false],
		['a DID that 3CX does not tell', { dids: '+4930123456' }, false],
		['a queue that 3CX does not tell', { queueIds: '820' }, false],
		['its length', { minDuration: 65, maxDuration: 65 }, true],
		['a shorter length', { maxDuration: 64 }, false],
		['a longer length', { minDuration: 66 }, false],
	])('filters by %s', async (_what, filters, isTold) => {
		const lab = await SystemLab.start(pbx, { eventTypes: READY, filters });
		pbx.records.addRecording({ from: '+491711234567', to: '101', talkMs: 65_000 });
		if (isTold) await lab.untilTold(1);
		else await lab.looked('/xapi/v1/Recordings');
		expect(lab.types).toEqual(isTold ? READY : []);
	});

	it('goes by the time of the recording in the office times, not by when n8n finds it', async () => {
		const times = { days: ['monday'], from: '08:00', to: '09:00', timeZone: 'UTC' };
		const night = Date.UTC(2026, 2, 2, 3);
		for (const only of ['inside', 'outside']) {
			const filters = { officeTimes: { times: { ...times, only } } };
			const lab = await SystemLab.start(pbx, { eventTypes: READY, filters });
			const base = { from: '+49171', to: '101', talkMs: 1_000, ringMs: 0 };
			const inTheNight = pbx.records.addRecording({ ...base, start: night });
			const inTheMorning = pbx.records.addRecording({ ...base, start: night + 5.5 * 3_600_000 });
			await lab.untilTold(1);
			await lab.looked('/xapi/v1/Recordings');
			expect(idsOf(lab)).toEqual([only === 'inside' ? inTheMorning : inTheNight]);
			await SystemLab.stopAll();
		}
	});

	it('says which event needs which role, once, and goes on with the others', async () => {
		const eventTypes = [...READY, 'trunk_down', 'connection_lost', 'connection_restored'];
		const lab = await SystemLab.start(pbx, { eventTypes, clientId: 'admin' });
		const asked = () => pbx.journal.count({ path: '/xapi/v1/Recordings' });
		await lab.looked('/xapi/v1/Trunks');
		pbx.records.setTrunk(false);
		await lab.untilTold(1);
		expect([lab.types, asked()]).toEqual([['trunk_down'], 1]);
		expect(lab.trigger.failures).toEqual([
			'Recordings (recording_ready) cannot be told: 3CX does not allow this API client to read Recordings',
		]);
		lab.moveOn(11 * 60_000);
		await lab.until(() => asked() === 2);
		await lab.looked('/xapi/v1/Trunks');
		expect(lab.trigger.failures).toHaveLength(1);

		pbx.world.clients.forEach((client) => (client.role = 'system_owners'));
		lab.moveOn(11 * 60_000);
		await lab.looked('/xapi/v1/Recordings');
		pbx.records.addRecording({ from: '+49171', to: '101' });
		await lab.untilTold(2);
		expect(lab.types).toEqual(['trunk_down', 'recording_ready']);
	});

	it('goes on with calls when the role may read nothing else', async () => {
		const eventTypes = [...READY, 'call_started'];
		const lab = await SystemLab.start(pbx, { eventTypes, clientId: 'admin' });
		talk();
		await lab.untilTold(1);
		expect(lab.types).toEqual(['call_started']);
		expect(lab.trigger.failures).toEqual([
			expect.stringMatching(/^Recordings \(recording_ready\) cannot be told/),
		]);
	});

	it('cannot be started for recordings alone by a role that may not read them', async () => {
		const start = SystemLab.start(pbx, { eventTypes: READY, clientId: 'admin' });
		await expect(start).rejects.toMatchObject({
			message: expect.stringContaining('recording_ready') as string,
			description: expect.stringContaining('System Owner') as string,
		});
	});

	it('reads no more than it must when many came while n8n was off, and tells all of them', async () => {
		const first = await SystemLab.start(pbx, { eventTypes: READY });
		const staticData = first.kept();
		await SystemLab.stopAll();
		const ids = Array.from({ length: 340 }, () =>
			pbx.records.addRecording({ from: '+49171', to: '101' }),
		);
		const second = await SystemLab.start(pbx, { eventTypes: READY, staticData });
		await second.untilTold(340);
		expect(idsOf(second)).toEqual(ids);
		for (const { data } of second.told) expect(data).toMatchObject({ afterGap: true });
	});
});
