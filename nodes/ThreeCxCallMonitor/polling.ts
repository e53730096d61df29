import type { Pbx } from '../shared/n8n/pbx';
import type { TriggerTools } from '../shared/n8n/triggerRun';
import { readActiveCalls, readDirectory, type ActiveCall, type Directory } from '../shared/xapi';
import type { BothSources } from './bothSources';
import { connectionItem, filtered, type MonitorItem } from './monitorItem';
import { polledItem } from './polledItem';
import type { PolledCalls, PollEvent } from './polledCalls';
import { Poller } from './poller';
import { Reach } from './reach';
import type { MonitorSettings } from './settings';

/** Queues and trunks change rarely. */
const DIRECTORY_TTL_MS = 5 * 60 * 1000;

const QUEUE_EVENTS = ['queue_call_abandoned', 'queue_call_answered', 'queue_call_waiting'] as const;

const HIDDEN_QUEUE =
	'3CX shows the phone that rings for a call and not whether a queue rings it: where the list of live calls never ' +
	'shows the queue, no queue event is told. The call history of 3CX Call Data knows the queue when the call is over.';

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
	let isNoted = false;
	let directory: Directory | undefined;
	return new Poller({
		clock,
		intervalMs: settings.pollMs,
		random: Math.random,
		read: async () => {
			since = clock.now();
			directory = await directoryOf(pbx).catch((error: unknown) => {
				// An old one does: what cannot be read any more shows with the calls too.
				if (!directory) throw error;
				return directory;
			});
			return await readActiveCalls(pbx.xapi, directory);
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
			if (calls.mayHideQueue && !isNoted && QUEUE_EVENTS.some((type) => settings.wantsType(type))) {
				isNoted = true;
				pbx.logger.warn(HIDDEN_QUEUE);
			}
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

async function directoryOf({ xapi, remember }: Pbx): Promise<Directory> {
	return await remember('directory', DIRECTORY_TTL_MS, async () => await readDirectory(xapi));
}

function isAt({ call, extension }: PollEvent, extensions: readonly string[]): boolean {
	if (extensions.length === 0) return true;
	return extensions.some((dn) => dn === extension || call.extensions.includes(dn));
}
