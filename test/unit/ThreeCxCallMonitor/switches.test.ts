import { startMonitor } from '../../../nodes/ThreeCxCallMonitor/startMonitor';
import { canTell, EVENT_TYPES } from '../../../nodes/ThreeCxCallMonitor/eventTypes';
import { PbxHost } from '../../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock } from '../../../nodes/shared/transport';
import { credentialFor } from '../../helpers/storedCredential';
import { TriggerLab } from '../../helpers/triggerContext';
import { CALL_SWITCH_NAMES, pairwise, startPbx } from '../../pbx';

describe('3CX Call Monitor, whatever nobody knows of 3CX', () => {
	it.each(pairwise(CALL_SWITCH_NAMES).map((switches, i) => [i, switches] as const))(
		'tells a call from its start to its end: combination %i',
		async (_i, switches) => {
			const pbx = await startPbx({ switches });
			const lab = new TriggerLab(credentialFor(pbx), {
				eventTypes: EVENT_TYPES.filter((type) => canTell('push', type)),
			});
			const host = new PbxHost(parseSettings({}), systemClock);
			const { closeFunction } = await startMonitor.call(lab.context, host);
			const types = () => lab.emitted.map(({ eventType }) => String(eventType));
			try {
				pbx.world.behaviours['101'] = { outcome: 'answer', ringMs: 0, answerAfterMs: 50 };
				const { callid } = pbx.calls.inbound({ from: '+491711234567', to: '101' });
				await lab.until(() => types().includes('call_answered'));
				pbx.calls.hangUp(callid);
				await lab.until(() => types().includes('call_ended'));

				expect(types().filter((type) => type !== 'call_ringing')).toEqual([
					'call_started',
					'call_answered',
					'call_ended',
				]);
				expect(lab.emitted).toMatchObject(
					lab.emitted.map(() => ({
						correlationId: lab.emitted[0]?.correlationId,
						extension: '101',
						data: { direction: 'inbound', fromNumber: '+491711234567' },
					})),
				);
				expect(lab.emitted.at(-1)?.data).toMatchObject({ outcome: 'answered' });
			} finally {
				await closeFunction?.();
				await pbx.close();
			}
		},
	);
});
