import type { IDataObject, ITriggerResponse } from 'n8n-workflow';
import { canTell, EVENT_TYPES } from '../../../nodes/ThreeCxCallMonitor/eventTypes';
import { startMonitor } from '../../../nodes/ThreeCxCallMonitor/startMonitor';
import { PbxHost } from '../../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock, type Clock } from '../../../nodes/shared/transport';
import { credentialFor } from '../../helpers/storedCredential';
import { TriggerLab } from '../../helpers/triggerContext';
import { pairwise, startPbx, type Pbx, type SwitchName } from '../../pbx';

/** Waits of the polling are short; everything else goes by the clock of the machine. */
const fast: Clock = {
	...systemClock,
	sleep: async (ms, signal) => await systemClock.sleep(Math.min(ms, 40), signal),
};

const UNKNOWN: SwitchName[] = [
	'activeCallIds',
	'activeCallWords',
	'queueCallee',
	'ringAllRows',
	'unansweredEstablishedAt',
];

describe('The Call Monitor by polling', () => {
	let pbx: Pbx;
	const started: ITriggerResponse[] = [];

	beforeEach(async () => {
		pbx = await startPbx();
	});

	afterEach(async () => {
		for (const { closeFunction } of started.splice(0)) await closeFunction?.();
		await pbx.close();
	});

	async function start(source: 'polling' | 'both', fields: IDataObject = {}): Promise<TriggerLab> {
		const eventTypes = EVENT_TYPES.filter((type) => canTell(source, type));
		const credential = credentialFor(pbx, fields as never);
		const lab = new TriggerLab(credential, { source, eventTypes, pollInterval: 2 });
		started.push(await startMonitor.call(lab.context, new PbxHost(parseSettings({}), fast)));
		return lab;
	}

	const types = ({ emitted }: TriggerLab) => emitted.map(({ eventType }) => String(eventType));
	const has = (lab: TriggerLab, type: string) => types(lab).includes(type);

	/** A call at 104, whose calls no client of Call Control is told. */
	async function callAt104(lab: TriggerLab): Promise<void> {
		pbx.world.behaviours['104'] = { outcome: 'answer', ringMs: 0, answerAfterMs: 60_000 };
		const { callid } = pbx.calls.inbound({ from: '+491711234567', to: '104' });
		await lab.until(() => has(lab, 'call_ringing'));
		pbx.calls.answer('104');
		await lab.until(() => has(lab, 'call_answered'));
		pbx.calls.hangUp(callid);
		await lab.until(() => has(lab, 'call_ended'));
	}

	/** A caller who waits in the queue 820 until an agent takes the call. */
	async function queueCall(lab: TriggerLab, until = 'queue_call_answered'): Promise<void> {
		for (const dn of ['101', '102', '103']) {
			pbx.world.behaviours[dn] = { outcome: 'answer', ringMs: 0, answerAfterMs: 600 };
		}
		const { callid } = pbx.calls.inbound({ from: '+491711234567', to: '820' });
		await lab.until(() => has(lab, until));
		pbx.calls.hangUp(callid);
		await lab.until(() => has(lab, 'call_ended'));
	}

	it('tells a call of an extension that is not granted to the client', async () => {
		const lab = await start('polling');
		await callAt104(lab);
		expect(types(lab)).toEqual(['call_started', 'call_ringing', 'call_answered', 'call_ended']);
		expect(lab.emitted).toMatchObject(
			lab.emitted.map(() => ({
				correlationId: lab.emitted[0]?.correlationId,
				extension: '104',
				data: { direction: 'inbound', fromNumber: '+491711234567', source: 'polling' },
			})),
		);
		expect(lab.emitted.at(-1)?.data).toMatchObject({ outcome: 'answered' });
		expect(pbx.sockets.opened).toBe(0);
	});

	it('tells a caller who leaves the queue', async () => {
		const lab = await start('polling');
		for (const dn of ['101', '102', '103']) {
			pbx.world.behaviours[dn] = { outcome: 'noanswer', ringMs: 0, answerAfterMs: 0 };
		}
		const { callid } = pbx.calls.inbound({ from: '+491711234567', to: '820' });
		await lab.until(() => has(lab, 'queue_call_waiting'));
		pbx.calls.hangUp(callid);
		await lab.until(() => has(lab, 'call_ended'));
		expect(types(lab)).toContain('queue_call_abandoned');
		expect(types(lab)).not.toContain('call_answered');
		const waiting = lab.emitted.find(({ eventType }) => eventType === 'queue_call_waiting');
		expect(waiting?.data).toMatchObject({ queueId: '820', fromNumber: '+491711234567' });
	});

	it('by both sources tells a queue call once, and what each of them sees', async () => {
		const lab = await start('both');
		await queueCall(lab);
		for (const once of ['call_started', 'queue_call_waiting', 'call_answered', 'call_ended']) {
			expect(types(lab).filter((type) => type === once)).toEqual([once]);
		}
		expect(new Set(lab.emitted.map(({ correlationId }) => correlationId)).size).toBe(1);
	});

	it('by both sources tells a call that only polling sees', async () => {
		const lab = await start('both');
		await callAt104(lab);
		expect(types(lab)).toEqual(['call_started', 'call_ringing', 'call_answered', 'call_ended']);
	});

	it.each(pairwise(UNKNOWN).map((switches, i) => [i, switches] as const))(
		'by both sources tells a queue call once, whatever nobody knows: combination %i',
		async (_i, switches) => {
			Object.assign(pbx.switches, switches);
			const lab = await start('both');
			// While an agent rings, 3CX may show the agent only: then nothing tells of the queue.
			await queueCall(lab, 'call_answered');
			for (const once of ['call_started', 'call_answered', 'call_ended']) {
				const told = types(lab).filter((type) => type === once);
				// Where numbers differ a call may look like two: when in doubt it is told (promise 2).
				if (pbx.switches.activeCallIds === 'separate') expect(told).toContain(once);
				else expect(told).toEqual([once]);
			}
		},
	);

	it('waits out a PBX that answers 503, and tells that it did', async () => {
		const lab = await start('polling');
		const match = { path: /ActiveCalls/ };
		pbx.faults.add({ match, action: { kind: 'status', status: 503 }, times: Infinity });
		await lab.until(() => has(lab, 'connection_lost'));
		pbx.faults.clear();
		await lab.until(() => has(lab, 'connection_restored'));
		await callAt104(lab);
		expect(lab.failures).toEqual([]);
	});

	it('throws in words when the role may not read the live calls', async () => {
		await expect(start('polling', { clientId: 'callcontrol-only' })).rejects.toThrow(/3CX|XAPI/);
	});

	it('stops at once: nothing is asked any more', async () => {
		const lab = await start('polling');
		await started.pop()?.closeFunction?.();
		await systemClock.sleep(100);
		const asked = pbx.journal.count();
		await systemClock.sleep(200);
		expect([pbx.journal.count(), lab.emitted]).toEqual([asked, []]);
	});
});
