import type { Pbx } from '../shared/n8n/pbx';
import type { TriggerTools } from '../shared/n8n/triggerRun';
import { readActiveCalls, readDirectory, type ActiveCall } from '../shared/xapi';
import type { BothSources } from './bothSources';
import { connectionItem, filtered, type MonitorItem } from './monitorItem';
import { polledItem } from './polledItem';
import type { PolledCalls, PollEvent } from './polledCalls';
import { Poller } from './poller';
import { Reach } from './reach';
import type { MonitorSettings } from './settings';

/** Queues and trunks change rarely. */
const DIRECTORY_TTL_MS = 5 * 60 * 1000;

/** What polls, and what it works with. */
export interface PollingTools extends Pick<TriggerTools, 'pbx' | 'trouble'> {
	settings: MonitorSettings;
	/** Shared by all that poll the same PBX. */
	reach: Reach;
	emit(item: MonitorItem): void;
}

/** Tells what the list of live calls shows. */
export function pollingOf(
	{ pbx, trouble, settings, reach, emit }: PollingTools,
	calls: PolledCalls,
	both?: BothSources,
): Poller<ActiveCall[]> {
	const { clock } = pbx;
	const reader = reach.reader();
	let since = clock.now();
	let before = since;
	return new Poller({
		clock,
		intervalMs: settings.pollMs,
		random: Math.random,
		read: async () => {
			since = clock.now();
			return await liveCalls(pbx);
		},
		isIdle: (live) => live.length === 0,
		seen: (live, afterGap) => {
			const tellings = calls.seen(live, clock.now(), afterGap).flatMap((event) => {
				const item = polledItem(event, !settings.simplify);
				const isWanted = isAt(event, settings.extensions) && settings.wants(filtered(item));
				return isWanted ? { item, extensions: event.call.extensions } : [];
			});
			if (both) both.looked(tellings, { since, before, live: new Set(calls.correlations) });
			else for (const { item } of tellings) emit(item);
			before = since;
		},
		reach: {
			succeeded: () => reader.succeeded(),
			failed: (at) => {
				reader.failed(at);
				both?.cannotLook(clock.now());
			},
		},
		trouble,
	});
}

/** Tells that the PBX cannot be read, and that it can again. */
export function reachOf({
	pbx: { clock },
	settings,
	emit,
}: Pick<PollingTools, 'pbx' | 'settings' | 'emit'>): Reach {
	let lostAt = 0;
	return new Reach(
		() => clock.now(),
		(isLost) => {
			if (isLost) lostAt = clock.now();
			const type = isLost ? 'connection_lost' : 'connection_restored';
			if (!settings.wantsType(type)) return;
			const item = connectionItem(type, clock.now(), `polling-${lostAt.toString(36)}`);
			emit({ ...item, data: { ...item.data, source: 'polling' } });
		},
	);
}

async function liveCalls({ xapi, remember }: Pbx) {
	const load = async () => await readDirectory(xapi);
	return await readActiveCalls(xapi, await remember('directory', DIRECTORY_TTL_MS, load));
}

function isAt({ call, extension }: PollEvent, extensions: readonly string[]): boolean {
	if (extensions.length === 0) return true;
	return extensions.some((dn) => dn === extension || call.extensions.includes(dn));
}
