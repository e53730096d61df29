import WebSocket from 'ws';

import type { Pbx } from '../../pbx';
import type { FeedEvent, Tallies } from '../../pbx/phone/feed';
import type { LineFacts } from '../../pbx/phone/line';
import type { PhoneState, Where } from '../../pbx/phone/state';
import { until } from './line';

/** What comes over the socket of the page, as far as the tests look at it. */
export interface PageMessage {
	type: string;
	id?: number;
	reason?: string;
	message?: string;
	detail?: string;
	lines?: LineFacts[];
	state?: PhoneState & { phones: number };
	where?: Where;
	events?: FeedEvent[];
	tallies?: Tallies;
}

const sockets: WebSocket[] = [];

afterEach(() => {
	for (const socket of sockets.splice(0)) socket.terminate();
});

/** The socket of a web phone without its page. */
export class PhonePage {
	readonly messages: PageMessage[] = [];

	/** Sound that came, all in one. */
	sound = Buffer.alloc(0);

	closeCode: number | null = null;

	private lastId = 0;

	constructor(readonly socket: WebSocket) {
		socket.on('message', (data: Buffer, isBinary) => {
			if (isBinary) this.sound = Buffer.concat([this.sound, data]);
			else this.messages.push(JSON.parse(data.toString()) as PageMessage);
		});
		socket.on('close', (code) => {
			this.closeCode = code;
		});
		socket.on('error', () => undefined);
	}

	get lines(): LineFacts[] {
		return this.last('lines')?.lines ?? [];
	}

	get state(): PhoneState & { phones: number } {
		const state = this.last('state')?.state;
		if (!state) throw new Error('No state has come yet');
		return state;
	}

	/** Every line of the log, each as it was last told. */
	get events(): FeedEvent[] {
		const all = this.messages.flatMap((message) => message.events ?? []);
		return [...new Map(all.map((event) => [event.key, event])).values()];
	}

	/** Sends a command; the reply is `done`, or the reason of the refusal. */
	async ask(command: object): Promise<string> {
		const id = ++this.lastId;
		return this.raw(JSON.stringify({ id, ...command }), id);
	}

	/** Sends anything and waits for the reply of that id. */
	async raw(text: string, id: number): Promise<string> {
		const isReply = ({ type, id: of }: PageMessage) =>
			(type === 'done' || type === 'refused') && of === id;
		const before = this.messages.filter(isReply).length;
		this.socket.send(text);
		await until(() => this.messages.filter(isReply).length > before);
		const reply = this.messages.filter(isReply).at(-1);
		return reply?.type === 'done' ? 'done' : (reply?.reason ?? '');
	}

	last(type: string): PageMessage | undefined {
		return this.messages.findLast((message) => message.type === type);
	}
}

/** Opens a phone as its page would. */
export async function openPhone(
	pbx: Pbx,
	headers: Record<string, string> = {},
): Promise<PhonePage> {
	const socket = connect(pbx, { origin: pbx.url, ...headers });
	const page = new PhonePage(socket);
	await new Promise((resolve, reject) => {
		socket.once('open', resolve);
		socket.once('error', reject);
	});
	await until(() => page.last('lines') !== undefined);
	return page;
}

/** Status that refuses the socket of a phone; 101 when it is granted. */
export function phoneStatus(
	pbx: Pbx,
	headers: Record<string, string>,
	path?: string,
): Promise<number> {
	const socket = connect(pbx, headers, path);
	socket.on('error', () => undefined);
	return new Promise((resolve) => {
		socket.once('open', () => resolve(101));
		socket.once('unexpected-response', (request, response) => {
			resolve(response.statusCode ?? 0);
			request.destroy();
		});
	});
}

function connect(pbx: Pbx, headers: Record<string, string>, path = '/__sim/phone/ws'): WebSocket {
	const socket = new WebSocket(`${pbx.url.replace('http', 'ws')}${path}`, {
		headers,
		rejectUnauthorized: false,
	});
	sockets.push(socket);
	return socket;
}
