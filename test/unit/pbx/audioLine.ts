import { request, type ClientRequest, type IncomingMessage } from 'node:http';

import type { Pbx, PbxOptions, VirtualClock } from '../../pbx';
import { line, until, type Line } from './line';

const open: ClientRequest[] = [];

afterEach(() => {
	for (const one of open.splice(0)) one.destroy();
});

/** A stream request as a client holds it. */
export class Stream {
	status: number | null = null;

	chunks: Buffer[] = [];

	/** `end`: as it should be; `cut`: the connection broke; null: still open. */
	end: 'end' | 'cut' | null = null;

	constructor(readonly request: ClientRequest) {
		open.push(request);
		request.on('response', (response: IncomingMessage) => {
			this.status = response.statusCode ?? 0;
			response.on('data', (chunk: Buffer) => this.chunks.push(chunk));
			response.on('end', () => (this.end ??= 'end'));
			response.on('error', () => (this.end ??= 'cut'));
			response.on('close', () => (this.end ??= 'cut'));
		});
		request.on('error', () => (this.end ??= 'cut'));
		request.on('close', () => (this.end ??= 'cut'));
	}

	get bytes(): Buffer {
		return Buffer.concat(this.chunks);
	}

	/** Waits for the status. */
	async answered(): Promise<number> {
		await until(() => this.status !== null || this.end !== null);
		return this.status ?? 0;
	}

	/** Waits for the end. */
	async over(): Promise<'end' | 'cut'> {
		await until(() => this.end !== null);
		return this.end ?? 'cut';
	}
}

/** Opens `GET …/stream`. */
export function hear(one: Pick<Line, 'pbx' | 'token'>, path = '800/participants/25'): Stream {
	return new Stream(begin(one, 'GET', path));
}

/** Opens `POST …/stream`. */
export function play(one: Pick<Line, 'pbx' | 'token'>, path = '800/participants/25'): Stream {
	const stream = new Stream(begin(one, 'POST', path));
	stream.request.flushHeaders();
	return stream;
}

function begin({ pbx, token }: Pick<Line, 'pbx' | 'token'>, method: string, path: string) {
	const one = request(`${pbx.url}/callcontrol/${path}/stream`, {
		method,
		agent: false,
		headers: {
			authorization: `Bearer ${token}`,
			...(method === 'POST' ? { 'content-type': 'application/octet-stream' } : {}),
		},
	});
	if (method === 'GET') one.end();
	return one;
}

/** Sends bytes and waits until the PBX has read them. */
export async function send(one: { pbx: Pbx }, stream: Stream, bytes: Buffer, leg = 25) {
	const read = () => one.pbx.media.uploads(leg).reduce((sum, { bytes: n }) => sum + n, 0);
	const before = read();
	stream.request.write(bytes);
	await until(() => read() >= before + bytes.length);
}

/** A call from outside is up at 800: leg 25, the caller is 100001. */
export async function callUp(options: PbxOptions = {}): Promise<Line> {
	const one = await line(options);
	one.pbx.calls.inbound({ from: '+491700000001' });
	return one;
}

/** Opens a stream and waits until the PBX has taken it. */
export async function opened(one: Line, start: (line: Line) => Stream): Promise<Stream> {
	const before = one.pbx.media.openStreams;
	const stream = start(one);
	await until(() => one.pbx.media.openStreams > before || stream.status !== null);
	return stream;
}

/** Moves the clock on and waits until the client has the bytes of that time. */
export async function listenFor(clock: VirtualClock, stream: Stream, ms: number): Promise<Buffer> {
	const before = stream.bytes.length;
	await clock.advance(ms);
	await until(() => stream.bytes.length >= before + ms * 16);
	return stream.bytes.subarray(before);
}

/** A tone, s16le 8 kHz mono. */
export function tone(hz: number, ms: number): Buffer {
	const pcm = Buffer.alloc(ms * 16);
	for (let i = 0; i < pcm.length / 2; i++) {
		pcm.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * hz * i) / 8000)), i * 2);
	}
	return pcm;
}

/** Loudest frequency of these in some sound; 0 for silence. */
export function loudest(pcm: Buffer, of = [425, 450, 650, 900, 1200, 1550, 1950]): number {
	const power = (hz: number) => {
		let re = 0;
		let im = 0;
		for (let i = 0; i < pcm.length / 2; i++) {
			const value = pcm.readInt16LE(i * 2);
			re += value * Math.cos((2 * Math.PI * hz * i) / 8000);
			im += value * Math.sin((2 * Math.PI * hz * i) / 8000);
		}
		return Math.hypot(re, im);
	};
	if (pcm.every((byte) => byte === 0)) return 0;
	return of.reduce((best, hz) => (power(hz) > power(best) ? hz : best));
}
