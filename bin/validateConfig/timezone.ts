import type { Report } from '../report';
import type { Environment } from '../terminal';

const EXAMPLE = 'For instance: GENERIC_TIMEZONE=Europe/Berlin';

/** The time zone in which n8n reckons schedules, and this package shifts that name none. */
export function checkTimezone(report: Report, env: Environment): void {
	const zone = env.GENERIC_TIMEZONE?.trim();
	if (zone === undefined || zone === '') {
		report.warn(
			'GENERIC_TIMEZONE is not set: n8n reckons in New York, unless a workflow sets its own time zone',
			`Schedules and shifts would begin at the wrong hour. ${EXAMPLE}`,
		);
		return;
	}
	if (!isZone(zone)) {
		report.fail(`GENERIC_TIMEZONE="${zone}" is no time zone`, EXAMPLE);
		return;
	}
	const now = new Date().toLocaleTimeString('en-GB', { timeZone: zone, timeStyle: 'short' });
	report.ok(`GENERIC_TIMEZONE is ${zone}, where it is ${now}`);
}

function isZone(zone: string): boolean {
	try {
		return Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}
