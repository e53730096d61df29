import { CallControl, watchOf, type Dn } from '../../nodes/shared/callControl';
import {
	requestToken,
	silentLogger,
	systemClock,
	type Caller,
	type PbxConnection,
	type Settings,
} from '../../nodes/shared/transport';
import { Xapi } from '../../nodes/shared/xapi';
import type { Report } from '../report';
import { checkLicence } from './licence';
import type { Login } from './login';
import { needsCallControl, needsXapi, type NodeKey } from './nodeReads';
import { checkNode } from './nodeCheck';
import { OneToken } from './oneToken';

export interface Wishes {
	login: Login;
	settings: Settings;
	nodes: readonly NodeKey[];
}

/** Everything that can be told about a client, one thing after another. */
export async function checkAccess(
	report: Report,
	connection: PbxConnection,
	wishes: Wishes,
): Promise<void> {
	const { login, settings, nodes } = wishes;
	let caller: Caller;
	try {
		const token = await requestToken(connection.exchange, login.address, {
			timeoutMs: settings.requestTimeoutMs,
			now: systemClock.now(),
		});
		const minutes = Math.max(1, Math.round((token.expiresAt - systemClock.now()) / 60_000));
		report.ok(`Token: 3CX takes ID and secret; it is good for about ${minutes} min`);
		caller = { tokens: new OneToken(token), logger: silentLogger };
	} catch (error) {
		report.broken('Token', error);
		return;
	}
	const http = connection.http(caller);
	const xapi = new Xapi(http);
	const callControl = new CallControl(http);
	const mayRead = nodes.some(needsXapi) && (await checkXapi(report, xapi));
	const mayControl = nodes.some(needsCallControl) && (await checkDns(report, callControl, login));
	if (mayControl) await checkEvents(report, connection, caller, settings.requestTimeoutMs);
	if (!mayRead) return;
	try {
		for (const node of nodes) {
			await checkNode(report, node, { xapi, login, now: systemClock.now() });
		}
	} catch (error) {
		report.broken('Token', error);
	}
}

async function checkXapi(report: Report, xapi: Xapi): Promise<boolean> {
	try {
		await xapi.single('Defs', { select: ['Id'] });
		report.ok('Configuration API (XAPI): allowed');
	} catch (error) {
		report.broken('Configuration API (XAPI)', error);
		return false;
	}
	await checkLicence(report, xapi, systemClock.now());
	return true;
}

/** What the client may control: its own route point, and the extensions granted to it. */
async function checkDns(
	report: Report,
	callControl: CallControl,
	{ extension, address }: Login,
): Promise<boolean> {
	let dns: Dn[];
	try {
		dns = await callControl.dns();
	} catch (error) {
		report.broken('Call Control', error);
		return false;
	}
	const own = dns.find(({ dn }) => dn === extension);
	const granted = dns.map(({ dn }) => dn);
	report.ok(`Call Control: allowed, for ${granted.join(', ') || 'no extension'}`);
	if (own === undefined) {
		report.fail(
			`The extension ${extension} is not granted to this client`,
			"Leave --extension out for the client's own route point, or add the extension to the client under Admin console > Integrations > API.",
		);
	} else if (own.type === 'Wroutepoint') {
		report.ok(
			`Route point ${extension}: calls that come to it can be answered, played to and recorded`,
		);
	} else {
		report.warn(
			`${extension} is no route point (3CX says "${own.type}")`,
			`Its calls can be watched and steered, but nothing can be played to them. The route point of this client is ${address.clientId}.`,
		);
	}
	return true;
}

/** Triggers live on a WebSocket, which some proxies do not let through. */
async function checkEvents(
	report: Report,
	connection: PbxConnection,
	caller: Caller,
	limitMs: number,
): Promise<void> {
	const limit = AbortSignal.timeout(limitMs);
	try {
		await watchOf(connection, caller).ready(limit);
		report.ok('Events: the connection for them stands');
	} catch (error) {
		if (!limit.aborted) return report.broken('Events', error);
		report.fail(
			`Events: no connection for them within ${limitMs / 1000} s`,
			'The triggers need a WebSocket to /callcontrol/ws. A proxy or firewall between n8n and the PBX must let it through.',
		);
	}
}
