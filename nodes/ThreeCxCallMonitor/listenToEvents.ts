import { untilGranted } from '../shared/n8n/grantedDns';
import type { Listening, TriggerTools } from '../shared/n8n/triggerRun';
import { BothSources } from './bothSources';
import { CallBook } from './callBook';
import { NO_PUSH, type PushedView } from './callLinks';
import { sourcesFor } from './eventTypes';
import { Monitor } from './monitor';
import type { MonitorItem } from './monitorItem';
import { PolledCalls } from './polledCalls';
import { pollingOf, reachOf } from './polling';
import { monitorSettings, type MonitorParameters } from './settings';
import { systemPollingOf } from './systemPolling';

/** Begins to tell events. @throws InputError for parameters that cannot work */
export function listenToEvents(tools: TriggerTools, parameters: MonitorParameters): Listening {
	const settings = monitorSettings(parameters);
	const { store } = tools;
	const { watch, clock } = tools.pbx;
	const emit = (item: MonitorItem) => tools.emit(item, item.eventId);
	const book = new CallBook(store, () => clock.now());
	const isBoth = settings.source === 'both';
	const pushed: PushedView = {
		legs: () => book.legs(),
		find: (correlationId) => book.call(correlationId),
	};
	const polled = new PolledCalls(store, isBoth ? pushed : NO_PUSH);
	const both = isBoth
		? new BothSources({
				store,
				covers: (dn) => monitor.covers(dn),
				isLive: (correlationId) => monitor.isLive(correlationId),
				emit,
			})
		: undefined;
	const monitor: Monitor = new Monitor({
		watch,
		settings,
		book,
		clock,
		...(both && { polled }),
		emit: (item, leg) => (both && leg ? both.pushed(item, leg.dialled) : emit(item)),
	});
	const { pbx, trouble } = tools;
	const reach = reachOf({ pbx, settings, emit });
	const polling = { pbx, trouble, settings, reach, emit };
	const needs = sourcesFor(settings.source, (type) => settings.wantsType(type));
	const pollers = [
		...(needs.liveCalls ? [pollingOf(polling, polled, both)] : []),
		...(needs.system ? [systemPollingOf(polling, store)] : []),
	];
	if (needs.push) monitor.start();
	for (const poller of pollers) poller.start();
	return {
		ready: async (signal) => {
			const granted = settings.source === 'push' ? settings.extensions : [];
			if (needs.push) await untilGranted(watch, granted, 'Extensions', signal);
			await Promise.all(pollers.map(async (poller) => await poller.ready()));
		},
		close: () => {
			monitor.close();
			for (const poller of pollers) poller.close();
		},
	};
}
