import { canTell, EVENT_TYPES, isSystemType } from '../../../nodes/ThreeCxCallMonitor/eventTypes';
import { pairwise, startPbx, type Pbx, type SwitchName } from '../../pbx';
import { SystemLab } from './systemLab';

const SYSTEM = EVENT_TYPES.filter(isSystemType);
const UNKNOWN: SwitchName[] = [
	'recordingRow',
	'errorBody',
	'tokens',
	'expiresIn',
	'defaultPageSize',
	'zeroCounts',
	'oddDates',
];

describe('What happens at the PBX', () => {
	let pbx: Pbx;

	beforeEach(async () => {
		pbx = await startPbx();
		Object.assign(pbx.world.user('101'), { RecordCalls: true });
	});

	afterEach(async () => {
		await SystemLab.stopAll();
		await pbx.close();
	});

	/** Everything once; a trunk and a service write an error into the event log as well. */
	async function everything(lab: SystemLab): Promise<void> {
		pbx.records.setTrunk(false);
		pbx.records.setService('IVR', false);
		pbx.records.logAgent('101', false);
		pbx.records.addRecording({ from: '+49171', to: '101' });
		await lab.untilTold(6);
		pbx.records.setTrunk(true);
		pbx.records.setService('IVR', true);
		pbx.records.logAgent('101', true);
		await lab.untilTold(8);
		await lab.looked('/xapi/v1/EventLogs');
	}

	const ALL = [
		'agent_login',
		'agent_logout',
		'recording_ready',
		'system_error',
		'system_error',
		'system_error',
		'trunk_down',
		'trunk_up',
	];

	it('is told by polling alone', () => {
		expect(SYSTEM).toEqual([...new Set(ALL)]);
		for (const type of SYSTEM) {
			expect(['push', 'polling', 'both'].map((source) => canTell(source as never, type))).toEqual([
				false,
				true,
				true,
			]);
		}
	});

	it.each(pairwise(UNKNOWN).map((switches, i) => [i, switches] as const))(
		'is told once, whatever nobody knows: combination %i',
		async (_i, switches) => {
			Object.assign(pbx.switches, switches);
			const lab = await SystemLab.start(pbx, { eventTypes: SYSTEM });
			await everything(lab);
			expect(lab.types.toSorted()).toEqual(ALL);
			expect(new Set(lab.told.map(({ eventId }) => eventId)).size).toBe(ALL.length);
			expect(lab.trigger.failures).toEqual([]);
		},
	);

	it('is told once though the PBX restarts in between', async () => {
		const lab = await SystemLab.start(pbx, { eventTypes: SYSTEM });
		await lab.looked('/xapi/v1/EventLogs');
		await pbx.restart(50);
		await everything(lab);
		await pbx.restart(50);
		await lab.looked('/xapi/v1/EventLogs');
		expect(lab.types.toSorted()).toEqual(ALL);
	});

	it('asks nothing any more when the workflow is stopped', async () => {
		const lab = await SystemLab.start(pbx, { eventTypes: SYSTEM });
		await lab.looked('/xapi/v1/EventLogs');
		await SystemLab.stopAll();
		const asked = pbx.journal.count();
		await pbx.clock.wait(150);
		// Requests that were under way.
		const after = pbx.journal.count();
		await pbx.clock.wait(150);
		expect([pbx.journal.count(), lab.told]).toEqual([after, []]);
		expect(after - asked).toBeLessThanOrEqual(5);
	});
});
