import { defaultWorld, type World } from '../../pbx';

/** Extensions that the client of Call Control sees, and one that it does not. */
export const PHONES = ['101', '102', '103', '104'];
/** Agents 101 and 102; agents 103 and 104; nobody logged in. */
export const QUEUES = ['820', '821', '822'];
/** Its mailbox takes each call. */
export const MAILBOX = '100';
export const EXTENSIONS = [...PHONES, MAILBOX];
export const GROUP = '830';
export const MENUS = ['800', '810'];
export const PARKING = 'SP0';

/** Outside numbers that are never taken, and why. */
export const LOST = { busy: '01719990001', reject: '01719990002', unreachable: '01719990003' };

/** The practice with more queues, where phones ring until somebody takes a call by hand. */
export function practice(): World {
	const world = defaultWorld();
	const [queue] = world.queues;
	if (!queue) throw new Error('The default world has no queue');
	const more = (Id: number, Number: string, agents: string[]) => ({
		...queue,
		Id,
		Number,
		Name: `Queue ${Number}`,
		Agents: agents.map((agent) => ({ Number: agent, SkillGroup: '1' })),
	});
	world.queues.push(more(9001, '821', ['103', '104']), more(9002, '822', []));
	const rings = { outcome: 'noanswer', ringMs: 0, answerAfterMs: 0 } as const;
	world.behaviours['*'] = rings;
	for (const phone of PHONES) world.behaviours[phone] = rings;
	world.behaviours[MAILBOX] = { outcome: 'voicemail', ringMs: 0, answerAfterMs: 7_300 };
	world.behaviours[LOST.busy] = { outcome: 'busy', ringMs: 0, answerAfterMs: 0 };
	world.behaviours[LOST.reject] = { outcome: 'reject', ringMs: 900, answerAfterMs: 0 };
	world.behaviours[LOST.unreachable] = { outcome: 'unreachable', ringMs: 0, answerAfterMs: 0 };
	return world;
}
