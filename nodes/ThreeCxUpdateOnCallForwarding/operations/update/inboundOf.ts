import type { Pbx } from '../../../shared/n8n/pbx';
import type { NumberRules } from '../../../shared/phone';
import { checkInbound } from '../../inbound/checkInbound';
import type { InboundVerdict } from '../../inbound/judgeInbound';
import type { Duty } from './duty';
import type { UpdateOrder } from './order';
import type { Setting } from './setNumber';

/** As far as a plan is worth looking ahead. */
const DAYS = 7;

/** What a run tells of the calls to the emergency number. */
export interface InboundTold {
	/** Undefined: not asked for, or not known this time. */
	verdict?: InboundVerdict;
	/** None where calls come through, though `inbound` may have notes. */
	warnings: string[];
}

/**
 * Where calls to "Emergency Number (DID)" go now that the line is set. A check that fails must not make it look as if it
 * were not.
 */
export async function inboundOf(
	pbx: Pbx,
	{ extension, options }: UpdateOrder,
	duty: Duty,
	{ user }: Setting,
	rules: NumberRules,
	at: number,
): Promise<InboundTold> {
	const { checks, emergencyNumber: did, timeZone: zone, wording } = options;
	if (!checks || did === '') return { warnings: [] };
	const people = duty.number ? [{ name: duty.person, number: duty.number.dialable }] : [];
	const country = rules.defaultCountry;
	const question = { did, extension, at, days: DAYS, user, country, people };
	const telling = { language: wording.language, zone };
	try {
		const verdict = await checkInbound(pbx, question, telling);
		return { verdict, warnings: verdict.ok ? [] : verdict.warnings };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { warnings: [`Where calls to the emergency number go could not be read: ${why}`] };
	}
}
