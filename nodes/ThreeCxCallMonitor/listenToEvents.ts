import { untilGranted } from '../shared/n8n/grantedDns';
import type { Listening, TriggerTools } from '../shared/n8n/triggerRun';
import { CallBook } from './callBook';
import { Monitor } from './monitor';
import type { MonitorItem } from './monitorItem';
import { PolledCalls } from './polledCalls';
import { pollingOf } from './polling';
import { monitorSettings, type MonitorParameters } from './settings';

/** Begins to tell events. @throws InputError for parameters that cannot work */
export function listenToEvents(tools: TriggerTools, parameters: MonitorParameters): Listening {
	const settings = monitorSettings(parameters);
	const { store } = tools;
	const { watch, clock } = tools.pbx;
	const emit = (item: MonitorItem) => tools.emit(item, item.eventId);
	const polled: PolledCalls = new PolledCalls(store, {
		search: (fits) => (settings.source === 'both' ? monitor.search(fits) : undefined),
		covers: (dn) => settings.source === 'both' && monitor.covers(dn),
	});
	const monitor = new Monitor({
		watch,
		settings,
		book: new CallBook(store, () => clock.now()),
		clock,
		polled,
		emit,
	});
	const poller = pollingOf(tools, settings, polled, emit);
	if (settings.source !== 'polling') monitor.start();
	if (settings.source !== 'push') poller.start();
	return {
		ready: async (signal) => {
			const granted = settings.source === 'push' ? settings.extensions : [];
			if (settings.source !== 'polling') await untilGranted(watch, granted, 'Extensions', signal);
			if (settings.source !== 'push') await poller.ready();
		},
		close: () => {
			monitor.close();
			poller.close();
		},
	};
}
