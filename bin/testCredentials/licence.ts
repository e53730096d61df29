import { HEALTH_LIMITS, readSystemFacts, type Xapi } from '../../nodes/shared/xapi';
import type { Report } from '../report';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The licence as the PBX tells it (xapi.md §3.10). That both APIs answer shows that the edition holds them. */
export async function checkLicence(report: Report, xapi: Xapi, now: number): Promise<void> {
	try {
		const { version, licenceActive, licenceEnds, maxCalls } = await readSystemFacts(xapi, []);
		const calls = maxCalls === undefined ? '' : `, ${maxCalls} calls at once`;
		const ends = licenceEnds === undefined ? '' : `, until ${dayOf(licenceEnds)}`;
		const text = `Licence of 3CX ${version}: active${ends}${calls}`;
		if (licenceActive === false) {
			report.fail(
				'Licence: 3CX says that it is not active',
				'Renew it at 3CX; without it nobody can call.',
			);
		} else if (licenceEnds !== undefined && licenceEnds < now) {
			report.fail(`Licence: it ended on ${dayOf(licenceEnds)}`, 'Renew it at 3CX.');
		} else if (
			licenceEnds !== undefined &&
			licenceEnds - now < HEALTH_LIMITS.licenceDays * DAY_MS
		) {
			report.warn(text, 'It ends soon: renew it at 3CX.');
		} else {
			report.ok(text);
		}
	} catch (error) {
		report.broken('Licence', error, 'WARN');
	}
}

function dayOf(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}
