import { CallBook } from '../../../nodes/ThreeCxCallMonitor/callBook';
import { Monitor } from '../../../nodes/ThreeCxCallMonitor/monitor';
import type { MonitorItem } from '../../../nodes/ThreeCxCallMonitor/monitorItem';
import { monitorSettings } from '../../../nodes/ThreeCxCallMonitor/settings';
import { Soak } from '../../helpers/soak';
import { visibleLegs } from '../../helpers/agreement';
import { WatchBench } from '../../helpers/watchBench';
import { scenarios } from '../shared/callControl/eventScenarios';
import { ALL } from './monitorBench';

const SEED = Number(process.env.SOAK_SEED ?? 20_261_124);

/** Started once, then ended once; a call that came back is told so again. */
const WHOLE =
	/^(call_started( call_(ringing|answered|transferred|missed|answered_elsewhere))* call_ended ?)+$/;

function monitorOf(bench: WatchBench): { told: MonitorItem[]; monitor: Monitor } {
	const told: MonitorItem[] = [];
	const { clock, watch } = bench;
	const monitor = new Monitor({
		watch,
		settings: monitorSettings(ALL),
		book: new CallBook({}, () => clock.now()),
		clock,
		emit: (item) => told.push(item),
	});
	monitor.start();
	return { told, monitor };
}

/** What was told of each call, in order. */
function storiesOf(told: readonly MonitorItem[]): Map<string, MonitorItem[]> {
	const stories = new Map<string, MonitorItem[]>();
	for (const item of told) {
		if (item.callId === '' || item.eventType === 'dtmf_received') continue;
		stories.set(item.correlationId, [...(stories.get(item.correlationId) ?? []), item]);
	}
	return stories;
}

function unwhole(told: readonly MonitorItem[]): string[] {
	return [...storiesOf(told).values()]
		.map((items) => items.map(({ eventType }) => eventType).join(' '))
		.filter((story) => !WHOLE.test(story));
}

describe('What the monitor tells and what happened', () => {
	it.each(scenarios)('agree, call by call: %s', async (_name, play, gaps = false) => {
		const bench = await WatchBench.start();
		const { told, monitor } = monitorOf(bench);
		try {
			await bench.settle();
			await play(bench);
			await bench.advance(3_000);
			expect(unwhole(told)).toEqual([]);
			const stories = [...storiesOf(told).values()];
			// Numbers are never given twice in a scenario without a restart of the PBX.
			const calls = new Set(visibleLegs(bench).map(({ callid }) => callid));
			if (!gaps) expect(stories.length).toBe(calls.size);
			for (const { dn, id, legid, answeredAt } of visibleLegs(bench)) {
				const own = told.filter(
					({ callId, extension }) => callId.endsWith(`-${id}`) && extension === dn,
				);
				const isTaken = own.some(({ eventType }) => eventType === 'call_answered');
				if (answeredAt === null) expect(isTaken).toBe(false);
				else if (!gaps && legid > 1) expect(isTaken).toBe(true);
			}
		} finally {
			monitor.close();
			expect(await bench.stop()).toEqual({ timers: 0, sockets: 0 });
		}
	});

	it(`agree through thick and thin (seed ${SEED})`, async () => {
		const bench = await WatchBench.start();
		const { told, monitor } = monitorOf(bench);
		await new Soak(bench, SEED).run(250);
		monitor.close();
		const ids = told.map(({ eventId }) => eventId);
		const answered = told.filter(({ data }) => data.outcome === 'answered' && data.talkSeconds);
		expect(unwhole(told)).toEqual([]);
		expect(new Set(ids).size).toBe(ids.length);
		// Every leg that the event layer told is part of a call that the monitor told.
		const legs = new Set(
			bench.events.filter(({ participant }) => participant).map(({ callId }) => callId),
		);
		const calls = storiesOf(told);
		expect(calls.size).toBeGreaterThan(50);
		expect(legs.size).toBeGreaterThanOrEqual(calls.size);
		expect(answered.length).toBeGreaterThan(0);
		expect(await bench.stop()).toEqual({ timers: 0, sockets: 0 });
	}, 600_000);
});
