import { CallBook } from '../../../nodes/ThreeCxCallMonitor/callBook';
import { EVENT_TYPES } from '../../../nodes/ThreeCxCallMonitor/eventTypes';
import { Monitor, type PolledView } from '../../../nodes/ThreeCxCallMonitor/monitor';
import type { MonitorItem } from '../../../nodes/ThreeCxCallMonitor/monitorItem';
import {
	monitorSettings,
	type MonitorParameters,
} from '../../../nodes/ThreeCxCallMonitor/settings';
import { TestClock } from '../../helpers/testClock';
import { leg, ScriptedWatch } from '../ThreeCxCallReceiver/scriptedWatch';

/** Everything is told. */
export const ALL: MonitorParameters = {
	source: 'both',
	pollInterval: 10,
	systemInterval: 60,
	eventTypes: [...EVENT_TYPES],
	simplify: true,
	filters: {},
	timeZone: 'Europe/Berlin',
};

/** A monitor whose events a test tells by hand. */
export class MonitorBench {
	readonly watch = new ScriptedWatch();
	readonly told: MonitorItem[] = [];
	readonly monitor: Monitor;

	constructor(
		parameters: Partial<MonitorParameters> = {},
		readonly store: Record<string, unknown> = {},
		readonly clock = new TestClock(),
		polled?: PolledView,
	) {
		this.monitor = new Monitor({
			watch: Object.assign(this.watch, { dns: () => [] }),
			settings: monitorSettings({ ...ALL, ...parameters }),
			book: new CallBook(store, () => clock.now()),
			clock,
			polled,
			emit: (item) => this.told.push(item),
		});
		this.monitor.start();
	}

	get types(): string[] {
		return this.told.map(({ eventType }) => eventType);
	}

	/** A call that rings at 101. */
	ring(fields: Record<string, unknown> = {}) {
		const ringing = leg({ dn: '101', status: 'Ringing', legid: 2, ...fields });
		this.say('started', ringing);
		this.say('ringing', ringing);
		return ringing;
	}

	say(...[type, participant, more]: Parameters<ScriptedWatch['say']>) {
		this.watch.say(type, participant, { at: this.clock.now(), ...more });
	}
}
