import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../../shared/transport';
import { sendHeartbeat } from '../../heartbeat/heartbeat';
import { readMonitor, type Monitor } from '../../heartbeat/heartbeatAddress';
import { optionsOf } from './alarmsOf';
import type { Told } from './execute';
import { isProblem } from './outcome';

/** At a time: a run of many lines with a monitor each must not take a minute. */
const AT_ONCE = 10;

/**
 * Tells each monitor that all lines with its address are well; where one is not, it hears nothing and raises its own
 * alarm. What goes wrong with that is a warning of the line.
 */
export async function heartbeats(
	context: IExecuteFunctions,
	all: readonly Told[],
	clock: Clock,
): Promise<void> {
	const monitors = new Map<string, { monitor: Monitor; told: Told[] }>();
	for (const told of all) {
		const options = optionsOf(context, told);
		const reading = readMonitor(options);
		if (reading.kind === 'wrong') warn([told], reading.why);
		// A dry run has done nothing that a monitor could rely on.
		if (reading.kind !== 'monitor' || options.dryRun === true) continue;
		const { monitor } = reading;
		const key = `${monitor.method} ${monitor.url}`;
		const known = monitors.get(key) ?? { monitor, told: [] };
		known.told.push(told);
		monitors.set(key, known);
	}
	const due = [...monitors.values()].filter(({ told }) =>
		told.every(({ outcome }) => !isProblem(outcome.status)),
	);
	const stopped = context.getExecutionCancelSignal();
	for (let first = 0; first < due.length; first += AT_ONCE) {
		await Promise.all(
			due.slice(first, first + AT_ONCE).map(async ({ monitor, told }) => {
				const lines = told.map(({ outcome }) => outcome.item.extension);
				const said = { status: 'ok', lines: lines.map(String) };
				const problem = await sendHeartbeat(context, monitor, said, clock, stopped);
				if (problem !== undefined) warn(told, problem);
			}),
		);
	}
}

function warn(told: readonly Told[], warning: string): void {
	for (const { outcome } of told) {
		const { warnings } = outcome.item;
		outcome.item.warnings = [...(Array.isArray(warnings) ? warnings : []), warning] as string[];
	}
}
