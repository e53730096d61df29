import { untilGranted } from '../shared/n8n/grantedDns';
import type { Listening, TriggerTools } from '../shared/n8n/triggerRun';
import { CallBook } from './callBook';
import { Monitor } from './monitor';
import { monitorSettings, type MonitorParameters } from './settings';

/** Begins to tell events. @throws InputError for parameters that cannot work */
export function listenToEvents(
	{ pbx, store, emit }: TriggerTools,
	parameters: MonitorParameters,
): Listening {
	const settings = monitorSettings(parameters);
	const { watch, clock } = pbx;
	const monitor = new Monitor({
		watch,
		settings,
		book: new CallBook(store, () => clock.now()),
		clock,
		emit: (item) => emit(item, item.eventId),
	});
	monitor.start();
	return {
		ready: async (signal) => await untilGranted(watch, settings.extensions, 'Extensions', signal),
		close: () => monitor.close(),
	};
}
