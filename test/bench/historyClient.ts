import type { IDataObject } from 'n8n-workflow';
import { executeCallData } from '../../nodes/ThreeCxCallData/execute';
import {
	Exchange,
	Http,
	parseSettings,
	requestToken,
	silentLogger,
	systemClock,
	TokenKeeper,
} from '../../nodes/shared/transport';
import { PbxHost } from '../../nodes/shared/n8n/pbx';
import { dateLiteral, groupCalls, readHistory, Xapi, type Slice } from '../../nodes/shared/xapi';
import { executeContext } from '../helpers/executeContext';
import { StoredCredential } from '../helpers/storedCredential';

const [, , mode = '', origin = '', from = '', to = ''] = process.argv;
const whole = { from: Number(from), to: Number(to) };
/** First, so that neither compiling nor connecting is measured. */
const warmUp = { from: whole.to - 24 * 60 * 60 * 1000, to: whole.to };
const settings = parseSettings({}).settings;
const login = { clientId: '800', clientSecret: 'simulated-secret' };
const PAGE = 500;

interface Counted {
	rows: number;
	/** Ms until the first row or call was there. */
	firstMs: number;
}

/** What a plain program does: page after page until one is short, each row looked at and dropped. */
async function bare(period: Slice): Promise<Counted> {
	const begun = performance.now();
	const reply = await fetch(`${origin}/connect/token`, {
		method: 'POST',
		body: new URLSearchParams({
			client_id: login.clientId,
			client_secret: login.clientSecret,
			grant_type: 'client_credentials',
		}),
	});
	const { access_token: token } = (await reply.json()) as { access_token: string };
	const list = `periodFrom=${dateLiteral(new Date(period.from))},periodTo=${dateLiteral(new Date(period.to))},sourceType=0,sourceFilter='',destinationType=0,destinationFilter='',callsType=0,callTimeFilterType=0,callTimeFilterFrom='0:00:0',callTimeFilterTo='0:00:0',hidePcalls=true`;
	let rows = 0;
	let firstMs = 0;
	for (let skip = 0; ; skip += PAGE) {
		const url = `${origin}/xapi/v1/ReportCallLogData/Pbx.GetCallLogData(${list})?$orderby=StartTime%20desc&$top=${PAGE}&$skip=${skip}`;
		const page = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
		const { value } = (await page.json()) as { value: object[] };
		firstMs ||= performance.now() - begun;
		rows += value.length;
		if (value.length < PAGE) return { rows, firstMs };
	}
}

function xapi(): Xapi {
	const exchange = new Exchange({
		origin,
		ignoreSslIssues: false,
		poolSize: settings.connectionPoolSize,
		keepaliveMs: settings.keepaliveTimeoutMs,
	});
	const tokens = new TokenKeeper(systemClock, Math.random);
	const renew = async () =>
		await requestToken(exchange, login, { timeoutMs: 5_000, now: systemClock.now() });
	const source = { stored: async () => undefined, renew };
	const deps = { exchange, tokens, clock: systemClock, random: Math.random };
	return new Xapi(new Http(deps, settings, source, silentLogger));
}

/** Our reader, legs or calls, each dropped at once. */
async function stream(period: Slice, grouped: boolean): Promise<Counted> {
	const begun = performance.now();
	const legs = readHistory(xapi(), { ...period, raw: false, now: systemClock.now() });
	let rows = 0;
	let firstMs = 0;
	for await (const page of grouped ? groupCalls(legs) : legs) {
		if (page.length > 0) firstMs ||= performance.now() - begun;
		for (const one of page) rows += 'legs' in one ? one.legs.length : 1;
	}
	return { rows, firstMs };
}

/** The node itself, which has to hold all items that it gives. */
async function node(period: Slice, output: string): Promise<Counted> {
	const parameters: IDataObject = {
		operation: 'getCallHistory',
		output,
		returnAll: true,
		startDate: new Date(period.from).toISOString(),
		endDate: new Date(period.to).toISOString(),
	};
	const credential = new StoredCredential({
		...login,
		serverUrl: origin,
		extension: '',
		ignoreSslIssues: false,
		webhookSecret: '',
		accessToken: '',
		accessTokenFor: '',
	});
	const context = executeContext({ credential, parameters: parameters as never });
	const [items = []] = await executeCallData.call(
		context,
		new PbxHost(parseSettings({}), systemClock),
	);
	return { rows: items.length, firstMs: 0 };
}

async function run(period: Slice): Promise<Counted> {
	if (mode === 'bare') return await bare(period);
	if (mode.startsWith('node:')) return await node(period, mode.slice(5));
	return await stream(period, mode === 'calls');
}

async function main(): Promise<void> {
	globalThis.gc?.();
	const idle = process.memoryUsage.rss();
	await run(warmUp);
	let peak = idle;
	const watch = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss());
	}, 20);
	const begun = performance.now();
	const cpu = process.cpuUsage();
	const counted = await run(whole);
	const ms = performance.now() - begun;
	const { user, system } = process.cpuUsage(cpu);
	const cpuMs = (user + system) / 1000;
	clearInterval(watch);
	peak = Math.max(peak, process.memoryUsage.rss());
	console.log(JSON.stringify({ ...counted, ms, cpuMs, overIdleMb: (peak - idle) / 1024 / 1024 }));
	process.exit(0);
}

void main();
