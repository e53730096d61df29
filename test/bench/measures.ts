import type { BenchName } from './benches';

/** A figure of a bench that must not grow beyond a limit: ratios and counts, which are the same on every machine. */
export interface Measure {
	bench: BenchName;
	/** For the table. */
	what: string;
	/** Finds the figure in the lines of the bench, as its first group; of several the largest counts. */
	figure: RegExp;
	/** The largest that passes: the usual value, and room for a busy machine. */
	limit: number;
	unit: string;
	/** Whether it is quick enough for every month; the others are measured with `--full`. */
	isQuick: boolean;
}

const measure = (
	bench: BenchName,
	what: string,
	figure: RegExp,
	limit: number,
	unit = 'x',
	isQuick = true,
): Measure => ({ bench, what, figure, limit, unit, isQuick });

/** What is looked at, in the order of the table. */
export const MEASURES: readonly Measure[] = [
	measure(
		'requestsPerRun',
		'On-call push, nothing changed',
		/: \d+; (\d+); \d+; \d+$/gm,
		1,
		' requests',
	),
	measure('requestsPerRun', 'On-call push, a change', /: \d+; \d+; (\d+); \d+$/gm, 5, ' requests'),
	measure('overhead', 'On-call push, against its one bare request', /ratio ([\d.]+)/g, 2.5),
	measure('events', 'Event to item, against a bare client with axios', /ratio ([\d.]+);/g, 2),
	measure('events', 'Memory of 1000 live calls', /live calls take ([\d.-]+) MB/g, 4, ' MB'),
	measure(
		'audioDecode',
		'Decoding an MP3, against the bare decoder',
		/MP3: .*ratio to the bare decoder ([\d.]+)/g,
		12,
	),
	measure(
		'audioDecode',
		'Decoding a WAV, against the bare decoder',
		/WAV: .*ratio to the bare decoder ([\d.]+)/g,
		30,
	),
	measure('loadTime', 'Loading the nodes, against their libraries', /ratio ([\d.]+)/g, 3),
	measure(
		'monitorLatency',
		'Monitor by push, against a bare client',
		/push .*: ([\d.]+)x/g,
		2,
		'x',
		false,
	),
	measure(
		'pollingCost',
		'Monitor by polling, 1000 calls, against a bare client',
		/1000 calls: .* ([\d.]+)x of bare/g,
		4,
		'x',
		false,
	),
	measure(
		'prompts',
		'200 prompts at once, CPU against bare timers',
		/CPU ratio ([\d.]+)/g,
		2,
		'x',
		false,
	),
	measure('installedSize', 'Installed size', /^Installed size: ([\d.]+) MB/gm, 25, ' MB', false),
];
