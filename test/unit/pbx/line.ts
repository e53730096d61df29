import WebSocket from 'ws';

import { virtualClock, type Pbx, type PbxOptions, type VirtualClock } from '../../pbx';
import { login, send, start, type Answer } from './client';

/** A frame as a client reads it. */
export interface Frame {
	sequence: number;
	event: { event_type: number; entity: string; attached_data: Record<string, unknown> | null };
}

/** The device of the route point 800, as it must stand in a path. */
export const RP_DEVICE = encodeURIComponent('sip:800@127.0.0.1:5483');

const sockets: WebSocket[] = [];

afterEach(() => {
	for (const socket of sockets.splice(0)) socket.terminate();
});

/** An open socket and everything that came over it. */
export class Ear {
	readonly texts: string[] = [];

	closeCode: number | null = null;

	pings = 0;

	private seen = 0;

	constructor(readonly socket: WebSocket) {
		socket.on('message', (data: Buffer) => this.texts.push(data.toString()));
		socket.on('ping', () => this.pings++);
		socket.on('close', (code) => {
			this.closeCode = code;
		});
		socket.on('error', () => undefined);
	}

	get frames(): Frame[] {
		return this.texts.map((text) => JSON.parse(text) as Frame);
	}

	/** What came since the last time, in short: `U 800/25`, `R 101/26`, `D 800/25 5`. */
	async news(): Promise<string[]> {
		await this.sync();
		return this.frames.slice(this.seen).map((frame) => {
			this.seen++;
			return short(frame);
		});
	}

	/** Waits until everything sent so far is here: a pong comes after it. */
	async sync(): Promise<void> {
		if (this.socket.readyState !== WebSocket.OPEN) return;
		await new Promise<void>((resolve) => {
			this.socket.once('pong', () => resolve());
			this.socket.once('close', () => resolve());
			this.socket.ping();
		});
	}

	/** Waits for the end of the socket. */
	async closed(): Promise<number> {
		await until(() => this.closeCode !== null);
		return this.closeCode ?? 0;
	}
}

function short({ event }: Frame): string {
	const [, , dn, , id] = event.entity.split('/');
	const keys = event.attached_data?.dtmf_input;
	const letter = ['U', 'R', 'D', '?', 'A'][event.event_type] ?? '?';
	return [letter, `${dn}/${id}`, keys].filter((part) => part !== undefined).join(' ');
}

/** A client that has logged in to a PBX on a virtual clock, and listens. */
export class Line {
	constructor(
		readonly pbx: Pbx,
		readonly clock: VirtualClock,
		readonly token: string,
		readonly ear: Ear,
	) {}

	async get(path: string): Promise<Answer> {
		return send(`${this.pbx.url}/callcontrol/${path}`, { headers: this.headers });
	}

	/** A participant, or its status code when there is none. */
	async leg(path: string): Promise<Record<string, unknown> | number> {
		const [dn, id] = path.split('/');
		const answer = await this.get(`${dn}/participants/${id}`);
		return answer.status === 200 ? answer.json : answer.status;
	}

	async post(path: string, body: unknown = {}): Promise<Answer> {
		return send(`${this.pbx.url}/callcontrol/${path}`, this.postOf(body));
	}

	/** Sends a request that takes its time; resolves as soon as the PBX is at work on it. */
	async begin(path: string, body: unknown = {}): Promise<{ answer: Promise<Answer> }> {
		const before = this.pbx.journal.count({ method: 'POST' });
		const answer = this.post(path, body);
		await until(() => this.pbx.journal.count({ method: 'POST' }) > before);
		return { answer };
	}

	/** Places a call from the route point and gives the reply. */
	async makecall(destination: string, more: object = {}): Promise<Answer> {
		const path = `800/devices/${RP_DEVICE}/makecall`;
		const { answer } = await this.begin(path, { destination, ...more });
		await this.clock.advance(300);
		return answer;
	}

	/** Short for: the clock moves on, and what came of it. */
	async after(ms: number): Promise<string[]> {
		await this.clock.advance(ms);
		return this.ear.news();
	}

	private get headers(): Record<string, string> {
		return { authorization: `Bearer ${this.token}` };
	}

	private postOf(body: unknown): RequestInit {
		const headers = { ...this.headers, 'content-type': 'application/json' };
		return { method: 'POST', headers, body: JSON.stringify(body) };
	}
}

/** Starts a PBX, logs in and opens a socket; repeats of Upserts are off unless asked for. */
export async function line(options: PbxOptions = {}, clientId = '800'): Promise<Line> {
	const clock = virtualClock(Date.UTC(2026, 10, 23, 9));
	const switches = { upsertRepeats: 'none' as const, ...options.switches };
	const pbx = await start({ clock, ...options, switches });
	const { token } = await login(pbx, clientId);
	return new Line(pbx, clock, token, await listen(pbx, token));
}

/** Opens a socket. */
export async function listen(pbx: Pbx, token: string): Promise<Ear> {
	const socket = connect(pbx, token);
	const ear = new Ear(socket);
	await new Promise((resolve, reject) => {
		socket.once('open', resolve);
		socket.once('error', reject);
	});
	return ear;
}

/** Status that refuses an upgrade. */
export function refusedWith(pbx: Pbx, token: string, path?: string): Promise<number> {
	const socket = connect(pbx, token, path);
	return new Promise((resolve, reject) => {
		socket.on('error', () => undefined);
		socket.once('open', () => reject(new Error('The upgrade was granted')));
		socket.once('close', () => reject(new Error('The connection was cut')));
		socket.once('unexpected-response', (request, response) => {
			resolve(response.statusCode ?? 0);
			request.destroy();
		});
	});
}

function connect(pbx: Pbx, token: string, path = '/callcontrol/ws'): WebSocket {
	const url = `${pbx.url.replace('http', 'ws')}${path}`;
	const headers = { authorization: `Bearer ${token}` };
	const socket = new WebSocket(url, { headers, rejectUnauthorized: false });
	sockets.push(socket);
	return socket;
}

/** Lets the event loop turn until something holds. */
export async function until(holds: () => boolean): Promise<void> {
	const end = Date.now() + 3000;
	while (!holds()) {
		if (Date.now() > end) throw new Error('It never came to that');
		await new Promise(setImmediate);
	}
}
