import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import axios from 'axios';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { logged } from '../../../helpers/executeContext';
import { OnCallBench } from '../update/onCallRun';

/** What a monitor does with a call. */
type Answer = { status: number; location?: string } | 'nothing' | 'endless';

/** A monitor on the network. */
class Monitor {
	readonly calls: Array<{ method: string; url: string; headers: object; body: string }> = [];
	answer: Answer = { status: 200 };
	private constructor(private readonly server: Server) {}

	static async start(): Promise<Monitor> {
		const server = createServer();
		const monitor = new Monitor(server);
		server.on('request', (request: IncomingMessage, response) => {
			void text(request).then((body) => {
				const { method = '', url = '', headers } = request;
				monitor.calls.push({ method, url, headers, body });
				const { answer } = monitor;
				if (answer === 'nothing') return;
				if (answer === 'endless') {
					response.writeHead(200);
					const more = () => {
						if (!response.destroyed) response.write('x'.repeat(65_536), more);
					};
					return more();
				}
				const { status, location } = answer;
				response.writeHead(status, location === undefined ? {} : { Location: location }).end('OK');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return monitor;
	}

	address(path: string): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/** As n8n does it (backend-network, n8n 2.41): the options that we use, and nothing else. */
async function httpRequest(options: IHttpRequestOptions): Promise<unknown> {
	const { url, method, body, timeout, abortSignal, encoding, disableFollowRedirect } = options;
	const reply = await axios.request({
		url,
		method,
		data: body,
		timeout,
		signal: abortSignal,
		responseType: encoding,
		...(disableFollowRedirect === true ? { maxRedirects: 0 } : {}),
		validateStatus: () => options.ignoreHttpStatusErrors === true,
	});
	return { body: reply.data as unknown, headers: reply.headers, statusCode: reply.status };
}

describe('The heartbeat of a run', () => {
	let bench: OnCallBench;
	let monitor: Monitor;
	beforeEach(async () => {
		[bench, monitor] = await Promise.all([OnCallBench.start(), Monitor.start()]);
		bench.httpRequest = httpRequest;
	});
	afterEach(async () => {
		await bench.stop();
		await monitor.stop();
	});

	const to = (path: string, more: IDataObject = {}) => ({
		options: { checks: false, heartbeatUrl: monitor.address(path), ...more },
	});

	it('goes out after a run in which all is well, with no token of the PBX', async () => {
		expect(await bench.outcome(to('/ping/secret?x=1'))).toMatchObject({ warnings: [] });
		expect(await bench.outcome(to('/ping', { heartbeatMethod: 'POST' }))).toMatchObject({
			warnings: [],
		});
		expect(monitor.calls).toMatchObject([
			{ method: 'GET', url: '/ping/secret?x=1', body: '' },
			{ method: 'POST', url: '/ping', body: '{"status":"ok","lines":["999"]}' },
		]);
		expect(JSON.stringify(monitor.calls)).not.toMatch(/authorization|bearer/i);
	});

	it('does not go out after a problem or a dry run', async () => {
		await bench.outcome({ ...to('/ping'), mobileNumber: 'kaputt' });
		await bench.outcome(to('/ping', { dryRun: true }));
		expect(monitor.calls).toEqual([]);
	});

	it('goes out once for all lines with the same address, when all of them are well', async () => {
		const parameters = {
			extension: ({ line }: IDataObject) => line as string,
			options: ({ path }: IDataObject) => ({
				checks: false,
				takeOver: true,
				heartbeatUrl: monitor.address(String(path)),
			}),
		};
		const items = [
			{ line: '999', path: '/mixed' },
			{ line: '820', path: '/mixed' },
			{ line: '104', path: '/good' },
			{ line: '103', path: '/good' },
		];
		await bench.run(parameters, { items, continueOnFail: true });
		expect(monitor.calls.map(({ url }) => url)).toEqual(['/good']);
		await expect(bench.run(parameters, { items })).rejects.toThrow('820');
		expect(monitor.calls.map(({ url }) => url)).toEqual(['/good', '/good']);
	});

	const FAILURES: ReadonlyArray<readonly [string, Answer, RegExp]> = [
		['a monitor that is ill', { status: 500 }, /was answered with status 500$/],
		[
			'a redirect',
			{ status: 302, location: 'http://elsewhere.example/' },
			/was answered with status 302: it is not sent on/,
		],
	];

	it.each(FAILURES)('makes a warning of %s, and nothing more', async (_name, answer, warning) => {
		monitor.answer = answer;
		const outcome = await bench.outcome(to('/ping/secret'));
		expect(outcome).toMatchObject({
			status: 'changed',
			verified: true,
			warnings: [expect.stringMatching(warning)],
		});
		expect(JSON.stringify(outcome)).not.toContain('secret');
	});

	it('waits five seconds for a monitor that says nothing', async () => {
		monitor.answer = 'nothing';
		const run = bench.outcome(to('/ping/secret'));
		while (monitor.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
		bench.clock.advance(5_000);
		expect(await run).toMatchObject({
			status: 'changed',
			warnings: [expect.stringMatching(/was not answered within 5 s$/)],
		});
	});

	it('does not read what a monitor says without end', async () => {
		monitor.answer = 'endless';
		expect(await bench.outcome(to('/ping'))).toMatchObject({ warnings: [] });
	});

	it('makes a warning of a monitor that is not there, without its secret', async () => {
		const address = monitor.address('/ping/secret');
		await monitor.stop();
		logged.length = 0;
		const outcome = await bench.outcome({ options: { checks: false, heartbeatUrl: address } });
		expect(outcome).toMatchObject({
			status: 'changed',
			warnings: [expect.stringMatching(/did not get through \(ECONNREFUSED\)$/)],
		});
		expect(JSON.stringify([outcome, logged])).not.toContain('secret');
		monitor = await Monitor.start();
	});

	it.each([
		['file:///etc/passwd', 'it begins with "file:", not with https: or http:'],
		['hc-ping.com/x', 'it is no web address'],
		['https://user:pass@hc-ping.com/x', 'it contains a user name or password'],
		[42, 'it is no web address'],
	])('of %p is not sent, and the number is set all the same', async (heartbeatUrl, why) => {
		bench.httpRequest = () => {
			throw new Error('Nobody may be asked');
		};
		expect(await bench.outcome({ options: { checks: false, heartbeatUrl } })).toMatchObject({
			status: 'changed',
			warnings: [`"Heartbeat Address" cannot be used: ${why}`],
		});
	});
});
