import {
	Exchange,
	Http,
	parseSettings,
	requestToken,
	silentLogger,
	TokenKeeper,
} from '../../../../nodes/shared/transport';
import { Xapi } from '../../../../nodes/shared/xapi';
import { TestClock } from '../../../helpers/testClock';
import { DEFAULT_SECRET, startPbx, type Pbx, type PbxOptions } from '../../../pbx';

const running: Array<{ pbx?: Pbx; exchange: Exchange }> = [];

afterEach(async () => {
	for (const { pbx, exchange } of running.splice(0)) {
		exchange.close();
		await pbx?.close();
	}
});

/** A simulated PBX and its API as one of its clients; both end with the test. */
export async function xapiOf(
	options: PbxOptions & { clientId?: string } = {},
): Promise<{ pbx: Pbx; xapi: Xapi }> {
	const pbx = await startPbx(options);
	const { xapi, exchange } = xapiAt(pbx.url, options.clientId);
	running.push({ pbx, exchange });
	return { pbx, xapi };
}

/** The API at an address of a test's own server. */
export function xapiTo(origin: string): Xapi {
	const { xapi, exchange } = xapiAt(origin);
	running.push({ exchange });
	return xapi;
}

function xapiAt(origin: string, clientId = '800'): { xapi: Xapi; exchange: Exchange } {
	const exchange = new Exchange({
		origin,
		ignoreSslIssues: false,
		poolSize: 5,
		keepaliveMs: 5_000,
	});
	const clock = new TestClock(Date.now());
	const login = { clientId, clientSecret: DEFAULT_SECRET };
	const http = new Http(
		{ exchange, tokens: new TokenKeeper(clock, () => 0), clock, random: () => 0 },
		parseSettings({}).settings,
		{
			stored: async () => undefined,
			renew: async () =>
				await requestToken(exchange, login, { timeoutMs: 5_000, now: clock.now() }),
		},
		silentLogger,
	);
	return { xapi: new Xapi(http), exchange };
}

/** Requests to the API that the PBX saw, as sent. */
export function rawUrls(pbx: Pbx): string[] {
	return pbx.journal.requests({ path: '/xapi/v1' }).map(({ rawUrl }) => rawUrl);
}
