import { createServer } from 'node:http';

/** Services that know who is on call, as far as our examples ask them; replies in the form of their documentation. */
export interface DutyServer {
	/** Base address, without a slash at the end. */
	url: string;
	/** What they say: somebody is on call, nobody is, or they are down. */
	state: 'somebody' | 'nobody' | 'down';
	/** Paths that were asked with the right key. */
	asked: string[];
	close(): Promise<void>;
}

/** The value of the header Authorization that every service here wants. */
export const DUTY_KEY = 'Token token=read-only';

/** Who they all have on call. */
export const ON_CALL = { name: 'Max Mustermann', digits: '17112345' };

const HOUR = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

type Reply = (isSomebody: boolean) => unknown;

const REPLIES: Readonly<Record<string, Reply>> = {
	'/pagerduty/oncalls': (isSomebody) => ({
		oncalls: isSomebody
			? [
					pagerDutyEntry('PERIKA1', 'Erika Musterfrau', 2),
					pagerDutyEntry('PMAX001', ON_CALL.name, 1),
				]
			: [],
		limit: 25,
		offset: 0,
		more: false,
		total: null,
	}),
	'/pagerduty/users/PMAX001/contact_methods': () => ({
		contact_methods: [
			{ id: 'PC1', type: 'email_contact_method', summary: 'Default', address: 'max@example.com' },
			pagerDutyPhone('phone_contact_method', '17112345'),
			pagerDutyPhone('sms_contact_method', '17199999'),
		],
	}),
	'/pagerduty/users/PERIKA1/contact_methods': () => ({
		contact_methods: [pagerDutyPhone('phone_contact_method', '17267890')],
	}),
	'/opsgenie/v2/schedules/Bereitschaft/on-calls': (isSomebody) => ({
		data: {
			_parent: { id: 'd875e7f5', name: 'Bereitschaft', enabled: true },
			onCallRecipients: isSomebody ? ['max+duty@example.com'] : [],
		},
		took: 0.089,
		requestId: '306f0a5c',
	}),
	'/opsgenie/v2/users/max%2Bduty%40example.com/contacts': () => ({
		data: [
			{ id: 'c1', method: 'email', to: 'max@example.com', status: { enabled: true } },
			{ id: 'c2', method: 'sms', to: '49-17199999', status: { enabled: true } },
			{ id: 'c3', method: 'voice', to: '49-17188888', status: { enabled: false } },
			{ id: 'c4', method: 'voice', to: '49-17112345', status: { enabled: true } },
		],
		took: 0.02,
		requestId: '0b8a3f5d',
	}),
	'/grafana/oncall/api/v1/schedules/SXXXXXXXXXXXX/final_shifts/': (isSomebody) => ({
		count: 2,
		next: null,
		previous: null,
		results: isSomebody
			? [grafanaShift('erika.musterfrau', -30, -6), grafanaShift('max.mustermann', -6, 18)]
			: [],
	}),
};

function pagerDutyEntry(id: string, name: string, level: number): object {
	return {
		escalation_policy: { id: 'PT20YPA', type: 'escalation_policy_reference', summary: 'Office' },
		escalation_level: level,
		schedule: { id: 'PXXXXXX', type: 'schedule_reference', summary: 'Nights' },
		user: { id, type: 'user_reference', summary: name },
		start: at(-6),
		end: at(18),
	};
}

function pagerDutyPhone(type: string, address: string): object {
	return { id: `P${address}`, type, summary: 'Mobile', label: 'Mobile', address, country_code: 49 };
}

function grafanaShift(user: string, from: number, to: number): object {
	const person = { user_pk: 'UABC', user_email: `${user}@example.com`, user_username: user };
	return { ...person, shift_start: at(from), shift_end: at(to) };
}

/** A calendar as Nextcloud exports it: every day from midnight, which means from the hand-over at 08:00. */
function calendar(isSomebody: boolean): string {
	const event = [
		'BEGIN:VEVENT',
		'UID:duty-1@example.com',
		'DTSTAMP:20260101T000000Z',
		'DTSTART;VALUE=DATE:20260101',
		'RRULE:FREQ=DAILY',
		'SUMMARY:Bereitschaft: Max Mustermann',
		'END:VEVENT',
	];
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//SabreDAV//EN',
		...(isSomebody ? event : []),
		'END:VCALENDAR',
	];
	return `${lines.join('\r\n')}\r\n`;
}

/** Starts all of them on one free loopback port. */
export async function startDutyServer(): Promise<DutyServer> {
	const server = createServer((request, response) => {
		const [path = ''] = (request.url ?? '').split('?');
		const isSomebody = duty.state === 'somebody';
		if (duty.state === 'down') return response.writeHead(503).end('down for maintenance');
		if (path === '/calendar.ics') {
			return response
				.writeHead(200, { 'content-type': 'text/calendar; charset=utf-8' })
				.end(calendar(isSomebody));
		}
		if (request.headers.authorization !== DUTY_KEY) return response.writeHead(401).end();
		const reply = REPLIES[path];
		if (!reply) return response.writeHead(404).end();
		duty.asked.push(path);
		return response
			.writeHead(200, { 'content-type': 'application/json' })
			.end(JSON.stringify(reply(isSomebody)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const duty: DutyServer = {
		url: `http://127.0.0.1:${port}`,
		state: 'somebody',
		asked: [],
		close: async () =>
			await new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
	return duty;
}
