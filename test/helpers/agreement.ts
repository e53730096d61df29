import type { CallEvent } from '../../nodes/shared/callControl';
import type { LegTruth } from '../pbx';
import type { WatchBench } from './watchBench';

/** What was told of one leg: the kinds of its events in order, keys left out. */
export type Story = readonly CallEvent['type'][];

/** A right story, whatever happened: started first, at most one answer, exactly one end. */
const WHOLE = /^started( ringing)?( answered)?( transferred)*( ringing)? (ended|missed)$/;

/** Stories by DN and participant ID. */
export function storiesOf(events: readonly CallEvent[]): Map<string, CallEvent['type'][]> {
	const stories = new Map<string, CallEvent['type'][]>();
	for (const { type, participant } of events) {
		if (!participant || type === 'digit') continue;
		const key = `${participant.dn}/${participant.id}`;
		stories.set(key, [...(stories.get(key) ?? []), type]);
	}
	return stories;
}

/** Legs that the client may see, as they really were. */
export function visibleLegs(bench: WatchBench): LegTruth[] {
	const [client] = bench.pbx.world.clients;
	const dns = new Set([client?.routePointDn, ...(client?.monitored ?? [])]);
	return bench.pbx.calls
		.truth()
		.flatMap(({ legs }) => legs)
		.filter(({ dn }) => dns.has(dn));
}

/**
 * Where what was told differs from what happened, all calls being over; empty when all is well.
 * `gaps`: while nobody heard, legs may have come and gone, and answers may have passed.
 */
export function disagreements(bench: WatchBench, gaps = false): string[] {
	const stories = storiesOf(bench.events);
	const wrong: string[] = [];
	for (const { dn, id, answeredAt, endedAt } of visibleLegs(bench)) {
		const key = `${dn}/${id}`;
		const story = stories.get(key)?.join(' ');
		stories.delete(key);
		if (story === undefined) {
			if (!gaps) wrong.push(`${key} was not told`);
			continue;
		}
		if (!WHOLE.test(story)) wrong.push(`${key}: ${story}`);
		if (endedAt === null) wrong.push(`${key} has not ended: ${story}`);
		const wasTold = story.includes('answered');
		const was = answeredAt !== null;
		if (wasTold && !was) wrong.push(`${key} was never answered: ${story}`);
		if (was && !wasTold && !gaps) wrong.push(`${key} was answered: ${story}`);
	}
	for (const [key, story] of stories) wrong.push(`${key} never was: ${story.join(' ')}`);
	return wrong;
}
