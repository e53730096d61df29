import { startReceiver } from '../../../nodes/ThreeCxCallReceiver/startReceiver';
import { PbxHost } from '../../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock } from '../../../nodes/shared/transport';
import { credentialFor } from '../../helpers/storedCredential';
import { TriggerLab } from '../../helpers/triggerContext';
import { CALL_SWITCH_NAMES, pairwise, startPbx } from '../../pbx';

describe('3CX Call Receiver, whatever nobody knows of 3CX', () => {
	it.each(pairwise(CALL_SWITCH_NAMES).map((switches, i) => [i, switches] as const))(
		'tells a call once, and it is up: combination %i',
		async (_i, switches) => {
			const pbx = await startPbx({ switches });
			const lab = new TriggerLab(credentialFor(pbx), { triggerOn: 'inbound' });
			const host = new PbxHost(parseSettings({}), systemClock);
			const { closeFunction } = await startReceiver.call(lab.context, host);
			try {
				const first = pbx.calls.inbound({ from: '+491711234567' });
				await lab.until(() => lab.emitted.length > 0);
				pbx.calls.hangUp(first.callid);
				pbx.calls.inbound({ from: '+491729876543' });
				await lab.until(() => lab.emitted.length > 1);

				expect(lab.emitted).toMatchObject([
					{
						fromNumber: '+491711234567',
						status: 'connected',
						direction: 'inbound',
						extension: '800',
					},
					{ fromNumber: '+491729876543', status: 'connected' },
				]);
			} finally {
				await closeFunction?.();
				await pbx.close();
			}
		},
	);
});
