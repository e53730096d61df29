import { CarefulReading, type Look } from './carefulReading';
import { sourcesFor } from './eventTypes';
import { Poller } from './poller';
import type { PollingTools } from './polling';
import { isWanted, systemItem } from './systemEvent';
import { systemReadings } from './systemReadings';

/** A reading and what it came to. */
interface Looked {
	reading: CarefulReading;
	look: Look;
}

/** Tells what becomes of agents, trunks, recordings and the PBX itself, by looking at them now and then. */
export function systemPollingOf(
	{ pbx, trouble, settings, reach, emit }: PollingTools,
	/** The workflow's static data. */
	store: Record<string, unknown>,
): Poller<Looked[]> {
	const { clock } = pbx;
	const readings = systemReadings(pbx, settings, store).map(
		(reading) => new CarefulReading(reading, clock, trouble),
	);
	const { push, liveCalls } = sourcesFor(settings.source, (type) => settings.wantsType(type));
	let goesOn = push || liveCalls;
	return new Poller({
		clock,
		intervalMs: settings.systemMs,
		random: Math.random,
		read: async () => {
			const due = readings.filter(({ isDue }) => isDue);
			const looks = await Promise.all(
				due.map(async (reading) => ({ reading, look: await reading.look() })),
			);
			throwIfNothingWorks(looks, goesOn);
			return looks;
		},
		seen: (looks, afterGap) => {
			goesOn = true;
			for (const { reading, look } of looks) {
				if (look.kind !== 'found') {
					reading.tell(look.error);
					continue;
				}
				for (const event of reading.take(look.found, clock.now(), afterGap)) {
					const item = systemItem(event, !settings.simplify);
					if (isWanted(event, item, settings)) emit(item);
				}
			}
		},
		reach: reach.reader(),
		trouble,
	});
}

/**
 * Nothing could be read, and not because it is refused: it is the PBX that is away. Where all is refused from the
 * beginning, and no calls are told either, there is nothing to go on with.
 */
function throwIfNothingWorks(looks: readonly Looked[], goesOn: boolean): void {
	if (looks.some(({ look }) => look.kind === 'found')) return;
	const errors = looks.flatMap(({ look }) => (look.kind === 'found' ? [] : [look]));
	const error = errors.find(({ kind }) => kind === 'failed') ?? (goesOn ? undefined : errors[0]);
	if (error) throw error.error;
}
