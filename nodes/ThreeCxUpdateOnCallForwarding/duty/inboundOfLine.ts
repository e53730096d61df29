import type { DateTime } from 'luxon';
import { readNumber } from '../../shared/phone';
import { readDutyUser } from '../forwarding/dutyUser';
import { asPlanned } from '../inbound/asPlanned';
import { checkInbound } from '../inbound/checkInbound';
import type { InboundVerdict } from '../inbound/judgeInbound';
import type { Question } from './question';

const MINUTE_MS = 60_000;

/** Whom the plan puts on duty at the instant that is asked about; an empty number: nobody knows it. */
export interface Planned {
	name: string;
	number: string;
}

/**
 * Where calls to "Emergency Number (DID)" go at an instant. Now: by what is set in 3CX. At another time: as if the
 * number of the plan were set by then.
 *
 * @returns undefined where no such number is given, or 3CX must not be asked
 * @throws ThreeCxError when 3CX cannot be read
 */
export async function inboundOfLine(
	question: Question,
	at: DateTime,
	days: number,
	planned: Planned,
): Promise<InboundVerdict | undefined> {
	const { pbx, line, rules, order, options, now } = question;
	const did = String(options.emergencyNumber ?? '').trim();
	if (pbx === undefined || did === '') return undefined;
	const user = await readDutyUser(pbx.xapi, line.extension);
	const reading = readNumber(planned.number, rules);
	const isNow = Math.abs(at.toMillis() - now) < MINUTE_MS;
	return await checkInbound(
		pbx,
		{
			did,
			days,
			extension: line.extension,
			at: at.toMillis(),
			user: isNow || !reading.ok ? user : asPlanned(user, reading.number, rules),
			country: rules.defaultCountry,
			people: [planned],
		},
		{ language: 'en', zone: order.timeZone },
	);
}
