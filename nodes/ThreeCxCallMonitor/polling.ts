import type { Pbx } from '../shared/n8n/pbx';
import type { TriggerTools } from '../shared/n8n/triggerRun';
import { readActiveCalls, readDirectory } from '../shared/xapi';
import { connectionItem, filtered, type MonitorItem } from './monitorItem';
import { polledItem } from './polledItem';
import type { PolledCalls, PollEvent } from './polledCalls';
import { Poller } from './poller';
import type { MonitorSettings } from './settings';

/** Queues and trunks change rarely. */
const DIRECTORY_TTL_MS = 5 * 60 * 1000;

/** Tells what the list of live calls shows. */
export function pollingOf(
	{ pbx, trouble }: Pick<TriggerTools, 'pbx' | 'trouble'>,
	settings: MonitorSettings,
	calls: PolledCalls,
	emit: (item: MonitorItem) => void,
): Poller {
	const { clock } = pbx;
	let lostAt = 0;
	const connection = (type: 'connection_lost' | 'connection_restored') => {
		if (!settings.wantsType(type)) return;
		const item = connectionItem(type, clock.now(), `polling-${lostAt.toString(36)}`);
		emit({ ...item, data: { ...item.data, source: 'polling' } });
	};
	return new Poller({
		clock,
		intervalMs: settings.pollMs,
		random: Math.random,
		read: async () => await liveCalls(pbx),
		seen: (live, afterGap) => {
			const events = calls.seen(live, clock.now(), afterGap);
			for (const event of events) {
				const item = polledItem(event, !settings.simplify);
				if (isAt(event, settings.extensions) && settings.wants(filtered(item))) emit(item);
			}
		},
		lost: () => {
			lostAt = clock.now();
			connection('connection_lost');
		},
		restored: () => connection('connection_restored'),
		trouble,
	});
}

async function liveCalls({ xapi, remember }: Pbx) {
	const load = async () => await readDirectory(xapi);
	return await readActiveCalls(xapi, await remember('directory', DIRECTORY_TTL_MS, load));
}

function isAt({ call, extension }: PollEvent, extensions: readonly string[]): boolean {
	if (extensions.length === 0) return true;
	return extensions.some((dn) => dn === extension || call.extensions.includes(dn));
}
