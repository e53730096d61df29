import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { PbxHost } from '../../../../../nodes/shared/n8n/pbx';
import { parseSettings, type Clock } from '../../../../../nodes/shared/transport';
import { executeContext, type TestParameters } from '../../../../helpers/executeContext';
import { credentialFor, type StoredCredential } from '../../../../helpers/storedCredential';
import {
	dnDestination,
	externalDestination,
	schedule,
	startPbx,
	virtualClock,
	voicemailDestination,
	type Pbx,
	type Switches,
	type VirtualClock,
	type World,
} from '../../../../pbx';
import { WireTap } from './wireTap';

/** Monday, 11:00 in Berlin. */
const MONDAY = Date.UTC(2026, 2, 2, 10);
const MINUTE = 60_000;

/** Who calls from outside. */
export const CALLER = '+491711234567';

type Execute = (this: IExecuteFunctions, host: PbxHost) => Promise<INodeExecutionData[][]>;

/** A simulated PBX in which nothing is empty, nodes beside it, and a tap on the line between them. */
export class ContractBench {
	private constructor(
		readonly pbx: Pbx,
		readonly time: VirtualClock,
		readonly tap: WireTap,
		readonly host: PbxHost,
	) {}

	static async start(switches: Partial<Switches> = {}, version?: string): Promise<ContractBench> {
		const time = virtualClock(MONDAY);
		const pbx = await startPbx({ clock: time, switches, version });
		const clock: Clock = {
			now: () => time.now(),
			sleep: async (ms) => await time.advance(ms),
			later: (ms, task) => time.after(ms, task),
		};
		fill(pbx);
		const tap = await WireTap.on(pbx);
		return new ContractBench(pbx, time, tap, new PbxHost(parseSettings({}), clock));
	}

	get credential(): StoredCredential {
		return credentialFor(this.pbx, { serverUrl: this.tap.url });
	}

	/** One execution of a node; the fields of its items. */
	async run(
		execute: Execute,
		parameters: TestParameters,
		items: IDataObject[] = [{}],
	): Promise<IDataObject[]> {
		const context = executeContext({ credential: this.credential, parameters, items });
		const outputs = await execute.call(context, this.host);
		return outputs.flat().map(({ json }) => json);
	}

	async stop(): Promise<void> {
		await this.tap.close();
		await this.pbx.close();
		// The connection is kept for some seconds after its last use.
		await this.time.advance(MINUTE);
	}
}

/** Calls of every kind that are over, calls that go on, and an exception for the user on duty. */
function fill({ records, calls, world }: Pbx): void {
	for (const queue of world.queues) queue.SLATime = 20;
	const through = { from: CALLER, to: '102', queue: '820' };
	const at = (minutes: number) => MONDAY - 120 * MINUTE + minutes * MINUTE;
	const known = { did: '+4930123456', recorded: true };
	records.addCall({ ...through, ...known, start: at(0), ringMs: 30_000, talkMs: 60_000 });
	records.addCall({ ...through, start: at(10), ringMs: 90_000 });
	records.addCall({ ...through, start: at(20), ringMs: 2_000, callback: 'failed' });
	records.addCall({ ...through, start: at(30), ringMs: 8_000, callback: 'made' });
	records.addCall({ start: at(40), from: '103', to: '+4930222', talkMs: 9_000, recorded: true });
	records.addCall({ start: at(50), from: '103', to: '830', talkMs: 9_000 });
	// From before the upgrade to Update 6.
	records.addCall({ start: at(-60), from: '101', to: '102', talkMs: 9_000 });
	records.upgradedAt = at(-1);
	records.addRecording({ start: at(0), from: CALLER, to: '101', ringMs: 0, talkMs: 1_000 });
	records.setService('Queue', false);
	records.setTrunk(false);
	calls.inbound({ from: CALLER, to: '820' });
	calls.inbound({ from: '+4930111', to: '101' });
	// Nobody's: a user may have a number only.
	Object.assign(world.user('104'), { FirstName: '', LastName: '' });
	leadEverywhere(world);
	for (const rule of world.outboundRules) rule.DNRanges = [{ From: '100', To: '999' }];
	world.user('999').ForwardingExceptions = [
		{
			Id: 7001,
			CallType: 'AllCalls',
			Condition: 'ForwardAll',
			Data: '',
			Destination: voicemailDestination('999'),
			Enabled: true,
			Hours: schedule('AllHours'),
		},
	];
}

/** Inbound rules to a DN of each kind, and a holiday, for the check of the emergency number. */
function leadEverywhere({ inboundRules, holidays, queues }: World): void {
	for (const queue of queues) {
		const Route = voicemailDestination('101');
		queue.OutOfOfficeRoute = { IsPromptEnabled: false, Prompt: '', Route };
	}
	const [first] = inboundRules;
	if (!first) throw new Error('There is no inbound rule');
	const ways = [
		dnDestination('Queue', '820'),
		dnDestination('RingGroup', '830'),
		dnDestination('IVR', '810'),
		dnDestination('RoutePoint', '800'),
		externalDestination('200'),
	];
	for (const [index, OfficeHoursDestination] of ways.entries()) {
		inboundRules.push({
			...first,
			Id: 9000 + index,
			Data: `+493099${index}`,
			OfficeHoursDestination,
		});
	}
	holidays.push({
		Id: 9100,
		Name: 'Feiertag',
		Group: '',
		HolidayPrompt: '',
		IsRecurrent: true,
		Day: 24,
		Month: 12,
		Year: 2026,
		DayEnd: 26,
		MonthEnd: 12,
		YearEnd: 2026,
		TimeOfStartDate: 'PT0S',
		TimeOfEndDate: 'PT23H59M59S',
	});
}
