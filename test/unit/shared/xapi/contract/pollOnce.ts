import { canTell, EVENT_TYPES } from '../../../../../nodes/ThreeCxCallMonitor/eventTypes';
import { startMonitor } from '../../../../../nodes/ThreeCxCallMonitor/startMonitor';
import { PbxHost } from '../../../../../nodes/shared/n8n/pbx';
import { parseSettings, systemClock, type Clock } from '../../../../../nodes/shared/transport';
import { credentialFor } from '../../../../helpers/storedCredential';
import { TriggerLab } from '../../../../helpers/triggerContext';
import type { Pbx } from '../../../../pbx';
import type { WireTap } from './wireTap';

/** Waits between two looks are short. */
const hasty: Clock = {
	...systemClock,
	sleep: async (ms, signal) => await systemClock.sleep(Math.min(ms, 20), signal),
};

/** Lets Call Monitor look at everything it can, until it has told of the live calls and of what changes at the PBX. */
export async function pollOnce(pbx: Pbx, tap: WireTap): Promise<void> {
	const source = 'polling';
	const eventTypes = EVENT_TYPES.filter((type) => canTell(source, type));
	const lab = new TriggerLab(credentialFor(pbx, { serverUrl: tap.url }), {
		source,
		eventTypes,
		pollInterval: 2,
	});
	const host = new PbxHost(parseSettings({}), hasty);
	const { closeFunction } = await startMonitor.call(lab.context, host);
	const has = (type: string) => lab.emitted.some(({ eventType }) => eventType === type);
	await lab.until(() => has('call_started'));
	const looked = () => tap.seen.filter(({ url }) => url.includes('/EventLogs')).length;
	while (looked() < 2) await systemClock.sleep(5);
	pbx.records.addEvent('Trunk %1$s is not registered', 'Error', ['10000']);
	await lab.until(() => has('system_error'));
	await closeFunction?.();
}
