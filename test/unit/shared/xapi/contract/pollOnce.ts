import { canTell, EVENT_TYPES } from '../../../../../nodes/ThreeCxCallMonitor/eventTypes';
import { startMonitor } from '../../../../../nodes/ThreeCxCallMonitor/startMonitor';
import { PbxHost } from '../../../../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock } from '../../../../../nodes/shared/transport';
import { credentialFor } from '../../../../helpers/storedCredential';
import { TriggerLab } from '../../../../helpers/triggerContext';
import type { Pbx } from '../../../../pbx';
import type { WireTap } from './wireTap';

/** Lets Call Monitor read the live calls until it has told one of them. */
export async function pollOnce(pbx: Pbx, tap: WireTap): Promise<void> {
	const source = 'polling';
	const eventTypes = EVENT_TYPES.filter((type) => canTell(source, type));
	const lab = new TriggerLab(credentialFor(pbx, { serverUrl: tap.url }), {
		source,
		eventTypes,
		pollInterval: 2,
	});
	const host = new PbxHost(parseSettings({}), systemClock);
	const { closeFunction } = await startMonitor.call(lab.context, host);
	await lab.until(() => lab.emitted.length > 0);
	await closeFunction?.();
}
