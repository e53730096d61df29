import { Agent } from 'node:http';
import axios from 'axios';
import { PolledCalls } from '../../nodes/ThreeCxCallMonitor/polledCalls';
import {
	Exchange,
	Http,
	parseSettings,
	requestToken,
	silentLogger,
	systemClock,
	TokenKeeper,
} from '../../nodes/shared/transport';
import { readActiveCalls, readDirectory, Xapi } from '../../nodes/shared/xapi';
import { DEFAULT_SECRET } from '../pbx';
import type { PollingFigures } from './pollingCost';

const [, , mode = '', origin = ''] = process.argv;
const LOOKS = 30;
const WARM_UP = 10;
const PAGE = 100;
const login = { clientId: '800', clientSecret: DEFAULT_SECRET };
const { settings } = parseSettings({});

let requests = 0;
let characters = 0;

/** One look at the live calls. */
type Look = () => Promise<void>;

/** What one would write by hand: page after page until one is short, the rows kept by their Id. */
async function bare(): Promise<Look> {
	const httpAgent = new Agent({ keepAlive: true });
	const { value: accessToken } = await token();
	const headers = { Authorization: `Bearer ${accessToken}` };
	const known = new Map<number, object>();
	return async () => {
		for (let skip = 0; ; skip += PAGE) {
			const url = `${origin}/xapi/v1/ActiveCalls?$select=Id,Caller,Callee,Status,EstablishedAt,LastChangeStatus,ServerNow&$orderby=Id&$top=${PAGE}&$skip=${skip}`;
			const { data } = await axios.get<string>(url, { httpAgent, headers, responseType: 'text' });
			const { value } = JSON.parse(data) as { value: Array<{ Id: number }> };
			requests++;
			characters += data.length;
			for (const row of value) known.set(row.Id, row);
			if (value.length < PAGE) return;
		}
	};
}

/** What the Monitor's polling does at each look. */
async function ours(): Promise<Look> {
	const exchange = new CountingExchange({
		origin,
		ignoreSslIssues: false,
		poolSize: settings.connectionPoolSize,
		keepaliveMs: settings.keepaliveTimeoutMs,
	});
	const deps = {
		exchange,
		tokens: new TokenKeeper(systemClock, Math.random),
		clock: systemClock,
		random: Math.random,
	};
	const source = { stored: async () => undefined, renew: token };
	const xapi = new Xapi(new Http(deps, settings, source, silentLogger));
	const directory = await readDirectory(xapi);
	const calls = new PolledCalls({});
	return async () => {
		calls.seen(await readActiveCalls(xapi, directory), Date.now(), false);
	};
}

class CountingExchange extends Exchange {
	override async send(...args: Parameters<Exchange['send']>): ReturnType<Exchange['send']> {
		const reply = await super.send(...args);
		requests++;
		return reply;
	}
}

async function token() {
	const exchange = new Exchange({
		origin,
		ignoreSslIssues: false,
		poolSize: 1,
		keepaliveMs: 1_000,
	});
	return await requestToken(exchange, login, { timeoutMs: 5_000, now: systemClock.now() });
}

async function main(): Promise<void> {
	const look = mode === 'bare' ? await bare() : await ours();
	globalThis.gc?.();
	const before = process.memoryUsage().heapUsed;
	for (let i = 0; i < WARM_UP; i++) await look();
	globalThis.gc?.();
	const heldMb = Math.max(0, process.memoryUsage().heapUsed - before) / 1024 / 1024;
	requests = 0;
	characters = 0;
	const begun = process.cpuUsage();
	for (let i = 0; i < LOOKS; i++) await look();
	const { user, system } = process.cpuUsage(begun);
	const figures: PollingFigures = {
		requests: requests / LOOKS,
		kilobytes: characters / LOOKS / 1024,
		cpuMs: (user + system) / 1000 / LOOKS,
		heldMb,
	};
	console.log(JSON.stringify(figures));
	process.exit(0);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
