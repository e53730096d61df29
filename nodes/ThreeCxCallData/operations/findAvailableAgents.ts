import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { limitFields, simplifyField } from '../../shared/n8n/fields/many';
import { queueField } from '../../shared/n8n/fields/numberLocator';
import { InputError } from '../../shared/transport';
import { readAgents, readQueues, type Agent, type Queue } from '../../shared/xapi';
import { listOf, type Job } from '../job';

const show = { operation: ['findAvailableAgents'] };

export const findAvailableAgentsFields: INodeProperties[] = [
	queueField({ show }, 'The queue whose agents are looked at. Empty: every queue.'),
	...limitFields(show),
	simplifyField(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Include Unavailable',
				name: 'includeUnavailable',
				type: 'boolean',
				default: false,
				description: 'Whether agents that cannot take a call are listed as well, with their status',
			},
			{
				displayName: 'Skill Groups',
				name: 'skills',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1,2',
				description: 'Only agents of these skill groups of the queue. Several with commas.',
			},
			{
				displayName: 'Statuses That Count',
				name: 'profiles',
				type: 'string',
				default: '',
				placeholder: 'e.g. Available',
				description:
					'Names of the 3CX statuses in which an agent takes calls. Empty: Available and Custom 1.',
			},
		],
	},
];

/** Agents who could take a call now: logged in to queues, a phone registered, status available, on no call. */
export async function* findAvailableAgents(job: Job): AsyncGenerator<IDataObject, void, undefined> {
	const { options, limit, simplify } = job;
	const skills = listOf(options.skills);
	const profiles = listOf(options.profiles);
	const queues = await queuesNamed(job);
	const calls = await job.activeCallsIfOffered();
	const known = profiles.length === 0 ? undefined : profiles;
	const all: Array<[Queue, Agent]> = [];
	for (const queue of queues) {
		for (const agent of await readAgents(job.pbx.xapi, queue, calls ?? [], known)) {
			if (skills.length === 0 || skills.includes(agent.skillGroup)) all.push([queue, agent]);
		}
	}
	const wanted = all.filter(
		([, { available }]) => available || options.includeUnavailable === true,
	);
	if (wanted.length === 0) yield { found: false, queueId: namesOf(queues), reason: why(all) };
	for (const [queue, agent] of wanted.slice(0, limit)) yield agentItem(queue, agent, simplify);
}

function agentItem(queue: Queue, agent: Agent, simplify: boolean): IDataObject {
	const item = {
		found: agent.available,
		extension: agent.number,
		name: agent.user?.name || agent.name,
		queueId: queue.number,
		skillGroup: agent.skillGroup,
		status: agent.status,
		loggedIn: agent.loggedIn,
		registered: agent.user?.registered ?? null,
		profile: agent.user?.profile ?? '',
	};
	return simplify
		? item
		: { ...item, queueName: queue.name, ...((agent.user?.raw ?? {}) as IDataObject) };
}

/** The queues that "Queue ID" means. @throws InputError for one that does not exist */
export async function queuesNamed(job: Job): Promise<Queue[]> {
	const numbers = job.numbers('Queue ID', job.parameters.text('queueId'));
	const queues = await readQueues(job.pbx.xapi, numbers);
	const missing = numbers.find((number) => !queues.some((queue) => queue.number === number));
	if (missing === undefined) return queues;
	throw new InputError('Queue ID', `3CX shows this API client no queue ${missing} ("Queue ID")`, {
		hint: 'It is the number of a queue, such as 820. A client of one department sees only the queues of that department.',
	});
}

/** Why nobody can take a call, so that an empty result is not a riddle. */
function why(all: ReadonlyArray<[Queue, Agent]>): string {
	if (all.length === 0) return 'There are no such agents';
	const counts = new Map<string, number>();
	for (const [, { loggedIn, status }] of all) {
		const word = loggedIn ? WORDS[status] : 'not logged in to queues';
		counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}

const WORDS: Readonly<Record<Agent['status'], string>> = {
	available: 'available',
	away: 'away',
	disabled: 'disabled',
	offline: 'without a registered phone',
	onCall: 'on a call',
	ringing: 'ringing',
};

function namesOf(queues: readonly Queue[]): string {
	return queues.map(({ number }) => number).join(',');
}
