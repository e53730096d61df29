import { startPbx } from '../../pbx';
import { equal, holds } from '../check';
import { DUTY_KEY, ON_CALL, startDutyServer, type DutyServer } from '../dutyServer';
import { readExample } from '../exampleFile';
import type { Lab } from '../lab';
import { itemsOf } from '../n8nApi';
import type { Execution, Json, WorkflowNode } from '../n8nTypes';
import { parametersOf } from './changed';

const NODE = 'Update On-Call Forwarding';

/** An example of the on-call push that differs from the others in where the plan comes from. */
interface Source {
	file: string;
	trigger: string;
	/** What a person would set in it, with the source in this state. */
	nodes(duty: DutyServer, key: Credential): Record<string, Partial<WorkflowNode>>;
	/** Whether it can be down; else it is a node that stands in for a service that nobody can have here. */
	canFail: boolean;
}

type Credential = { id: string; name: string };

/** What a service that needs a login of Google would have given, by a Code node in its place. */
function standIn(rows: unknown[]): Partial<WorkflowNode> {
	const items = rows.map((json) => ({ json }));
	return {
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: { jsCode: `return ${JSON.stringify(items)};` },
	};
}

/** In Berlin, as Google writes it. */
function day(offset: number): string {
	const now = new Date(Date.now() + offset * 86_400_000);
	return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(now);
}

/** Yesterday and today, because a day of duty begins at eight in the morning. */
const calendarEvents = [
	{
		kind: 'calendar#event',
		status: 'confirmed',
		summary: 'Bereitschaft: Max Mustermann',
		start: { date: day(-1) },
		end: { date: day(2) },
	},
	{
		kind: 'calendar#event',
		status: 'cancelled',
		summary: 'Bereitschaft: Erika Musterfrau',
		start: { dateTime: new Date(Date.now() - 60_000).toISOString(), timeZone: 'Europe/Berlin' },
		end: { dateTime: new Date(Date.now() + 3_600_000).toISOString(), timeZone: 'Europe/Berlin' },
	},
];

/** 24.12.2026, as people write it. */
const german = (offset: number): string => day(offset).split('-').reverse().join('.');

const sheetRows = [
	{
		row_number: 2,
		Name: 'Max Mustermann',
		Mobil: '0171-12345',
		Von: german(-1),
		Bis: german(1),
		bestätigt: 'ja',
	},
	{
		row_number: 3,
		Name: 'Erika Musterfrau',
		Mobil: '0172-67890',
		Von: german(0),
		Bis: german(1),
		bestätigt: 'nein',
	},
	{ row_number: 4, Name: '', Mobil: '', Von: '', Bis: '', bestätigt: '' },
];

/** The nodes that ask a service over HTTP, at the stand-in and with a key. */
function asking(
	root: string,
	file: string,
	addresses: Record<string, [real: string, here: string]>,
	key: Credential,
) {
	return Object.fromEntries(
		Object.entries(addresses).map(([node, [real, here]]) => {
			const parameters = parametersOf(root, file, node);
			const url = String(parameters.url);
			if (!url.includes(real)) throw new Error(`"${node}" of ${file} does not ask ${real}`);
			const changed = { ...parameters, url: url.replace(real, here) };
			return [node, { parameters: changed, credentials: { httpHeaderAuth: key } }];
		}),
	);
}

function sources(root: string): Source[] {
	const services: Array<[file: string, real: string, path: string, ...nodes: string[]]> = [
		[
			'on-call-pagerduty.json',
			'https://api.pagerduty.com',
			'/pagerduty',
			'On Call Now',
			'Contact Methods',
		],
		['on-call-opsgenie.json', 'https://api.opsgenie.com', '/opsgenie', 'On Call Now', 'Contacts'],
		[
			'on-call-grafana.json',
			'https://oncall-prod-eu-west-0.grafana.net',
			'/grafana',
			'Final Shifts',
		],
	];
	const google = (file: string, trigger: string, node: string, rows: unknown[]): Source => ({
		file,
		trigger,
		nodes: ({ state }) => ({ [node]: standIn(state === 'somebody' ? rows : []) }),
		canFail: false,
	});
	return [
		...services.map(
			([file, real, path, ...nodes]): Source => ({
				file,
				trigger: 'Every Minute',
				nodes: ({ url }, key) =>
					asking(
						root,
						file,
						Object.fromEntries(nodes.map((node) => [node, [real, `${url}${path}`]])),
						key,
					),
				canFail: true,
			}),
		),
		{
			file: 'on-call-ical.json',
			trigger: 'Every Five Minutes',
			nodes: ({ url }) => ({
				Calendar: {
					parameters: {
						...parametersOf(root, 'on-call-ical.json', 'Calendar'),
						url: `${url}/calendar.ics`,
					},
				},
			}),
			canFail: true,
		},
		google('on-call-google-calendar.json', 'Every Five Minutes', 'Events', calendarEvents),
		google('on-call-google-sheets.json', 'Alle fünf Minuten', 'Dienstplan', sheetRows),
	];
}

/** Each source of the plan: somebody is on call, nobody is, and the source is down. */
export async function onCallSources(lab: Lab): Promise<void> {
	const duty = await startDutyServer();
	const key = await lab.api.createCredential('httpHeaderAuth', 'Key of the duty services', {
		name: 'Authorization',
		value: DUTY_KEY,
	});
	try {
		const examples = await Promise.all(
			sources(lab.root).map(async (source) => await OneSource.start(lab, source, duty, key)),
		);
		// All in the same state of the services, then all in the next one.
		duty.state = 'somebody';
		for (const example of examples) await example.setsWhoeverIsOnCall();
		duty.state = 'nobody';
		for (const example of examples) await example.fallsBack();
		duty.state = 'down';
		for (const example of examples) await example.keepsTheNumber();
		for (const example of examples) await example.close();
	} finally {
		await duty.close();
	}
}

class OneSource {
	private constructor(
		private readonly lab: Lab,
		private readonly source: Source,
		private readonly duty: DutyServer,
		private readonly key: Credential,
		private readonly pbx: Awaited<ReturnType<typeof startPbx>>,
		private readonly credential: Credential,
	) {}

	static async start(lab: Lab, source: Source, duty: DutyServer, key: Credential) {
		const pbx = await startPbx();
		const credential = await lab.api.createCredential('threeCxCallControlApi', source.file, {
			serverUrl: pbx.url,
			clientId: 'admin',
			clientSecret: pbx.world.client('admin')?.secret,
		});
		return new OneSource(lab, source, duty, key, pbx, credential);
	}

	async setsWhoeverIsOnCall(): Promise<void> {
		await this.check('sets whoever is on call', async () => {
			const item = reportOf(await this.run());
			equal(item.status, 'changed', `the status of ${JSON.stringify(item)}`);
			equal(item.verified, true, 'verified');
			const goes = this.pbx.whereWouldACallGo('999');
			holds(goes.number.endsWith(ON_CALL.digits), `a call goes to ${goes.kind} ${goes.number}`);
		});
	}

	async fallsBack(): Promise<void> {
		await this.check('sets the central number when nobody is', async () => {
			const item = reportOf(await this.run());
			equal(item.status, 'fallback', `the status of ${JSON.stringify(item)}`);
			equal(this.pbx.whereWouldACallGo('999').number, '200', 'where a call goes');
		});
	}

	async keepsTheNumber(): Promise<void> {
		if (!this.source.canFail) return;
		await this.check('fails and keeps the number when the source is down', async () => {
			this.duty.state = 'somebody';
			await this.run();
			this.duty.state = 'down';
			const writes = this.pbx.journal.writes().length;
			equal((await this.run()).status, 'error', 'status');
			equal(this.pbx.journal.writes().length, writes, 'writes');
			const goes = this.pbx.whereWouldACallGo('999');
			holds(goes.number.endsWith(ON_CALL.digits), `a call goes to ${goes.kind} ${goes.number}`);
		});
	}

	async close(): Promise<void> {
		await this.pbx.close();
	}

	private async check(what: string, body: () => Promise<void>): Promise<void> {
		await this.lab.check(`${this.source.file} ${what}`, body);
	}

	private async run(): Promise<Execution> {
		const { api, root } = this.lab;
		const { file, trigger } = this.source;
		const nodes = this.source.nodes(this.duty, this.key);
		const { id } = await api.createWorkflow(
			readExample(root, file, { credential: this.credential, nodes }),
		);
		return await api.runManually(id, trigger);
	}
}

/** The one item that told how it went. */
export function reportOf(execution: Execution): Json {
	const [item, ...others] = itemsOf(execution, NODE);
	const { error } = execution.data?.resultData ?? {};
	if (!item || others.length > 0) {
		throw new Error(`${others.length + (item ? 1 : 0)} items; ${error?.message ?? 'no error'}`);
	}
	return item;
}
