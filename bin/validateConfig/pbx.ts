import {
	Exchange,
	normaliseServerUrl,
	systemClock,
	type Incoming,
	type Settings,
} from '../../nodes/shared/transport';
import type { Report } from '../report';

/** Up to here the seconds of a `Date` header and the way of the reply explain a difference. */
const FINE_MS = 3_000;
/** A minute is what a shift is planned in. */
const GRAVE_MS = 60_000;

/** Whether the PBX can be reached, with a certificate that is trusted, and has the same time. No login. */
export async function checkPbx(
	report: Report,
	settings: Settings,
	{ server, ignoreSslIssues }: { server: string | undefined; ignoreSslIssues: boolean },
): Promise<void> {
	if (server === undefined) {
		report.warn(
			'The PBX was not tried: its address is not known here',
			'Name it with --server https://pbx.example.com:5001, as in the credential.',
		);
		return;
	}
	let exchange: Exchange | undefined;
	try {
		exchange = new Exchange({
			origin: normaliseServerUrl(server, ignoreSslIssues),
			ignoreSslIssues,
			poolSize: 1,
			keepaliveMs: settings.keepaliveTimeoutMs,
		});
		const sentAt = systemClock.now();
		const reply = await exchange.send({
			method: 'GET',
			path: '/xapi/v1/Defs?$select=Id',
			timeoutMs: settings.requestTimeoutMs,
		});
		checkAnswer(report, reply, { origin: exchange.origin, ignoreSslIssues });
		if (ignoreSslIssues) {
			report.warn(
				'The certificate was not checked (--ignore-ssl-issues)',
				'Do the same in the credential only on a network you trust.',
			);
		}
		checkClock(report, reply.header('date'), { sentAt, receivedAt: systemClock.now() });
	} catch (error) {
		report.broken('PBX', error);
	} finally {
		exchange?.close();
	}
}

/** Without a token a 3CX answers 401 (xapi.md §1.4). */
function checkAnswer(
	report: Report,
	{ status }: Incoming,
	{ origin, ignoreSslIssues }: { origin: string; ignoreSslIssues: boolean },
): void {
	if (status === 401) {
		const isTrusted = origin.startsWith('https:') && !ignoreSslIssues;
		const safe = isTrusted ? ', with a trusted certificate' : '';
		report.ok(`${origin} answers as a 3CX does${safe}`);
		return;
	}
	report.fail(
		`What answers at ${origin} is not a 3CX V20 (status ${status})`,
		status >= 500
			? 'Check that the PBX is up; it answers like this while it starts.'
			: 'Check "Server URL" and its port: hosted PBXs use 443, self-hosted ones mostly 5001.',
	);
}

function checkClock(
	report: Report,
	date: string | undefined,
	{ sentAt, receivedAt }: { sentAt: number; receivedAt: number },
): void {
	const told = Date.parse(date ?? '');
	if (Number.isNaN(told)) {
		report.warn(
			'The PBX does not tell its time',
			'Compare its clock with that of this machine yourself.',
		);
		return;
	}
	// The header has whole seconds, cut off: the true time is half a second later on average.
	const difference = told + 500 - (sentAt + receivedAt) / 2;
	const seconds = Math.round(Math.abs(difference) / 1000);
	const text = `The clock of the PBX is ${seconds} s ${difference < 0 ? 'behind' : 'ahead of'} this machine`;
	const advice =
		'Let both take the time from a time server (NTP): shifts begin by the clock of this machine, history is kept by that of the PBX.';
	if (Math.abs(difference) <= FINE_MS) report.ok('The clocks of the PBX and of this machine agree');
	else if (Math.abs(difference) <= GRAVE_MS) report.warn(text, advice);
	else report.fail(text, advice);
}
