import type { Pbx } from '../../shared/n8n/pbx';
import { sameNumber } from '../../shared/phone';
import type { DutyUser } from '../forwarding/dutyUser';
import { readSurroundings } from '../forwarding/surroundings';
import { destinationsOf, readException, type CallUser } from './callUser';
import { withUser, type Configuration } from './configuration';
import { judgeInbound, type InboundQuestion, type InboundVerdict } from './judgeInbound';
import { readConfiguration } from './readConfiguration';
import { wantedBy } from './readDns';
import type { Telling } from './words';

const FIVE_MINUTES = 300_000;

/** What is asked, and what is known already. */
export interface InboundCheck extends InboundQuestion {
	/** The user of the extension as it was just read; undefined: as the configuration has it. */
	user: DutyUser | undefined;
	/** Country for comparing numbers, as in `NumberRules`; undefined: the one that 3CX is set to. */
	country: string | undefined;
	/** Who may be on duty, to be named; numbers in any form. */
	people: ReadonlyArray<{ name: string; number: string }>;
}

/**
 * Where calls to the emergency number go, by the configuration of 3CX, which is read once in five minutes: some ten
 * requests. The user on duty is taken as it was read last.
 *
 * @throws ThreeCxError when 3CX cannot be reached
 */
export async function checkInbound(
	pbx: Pbx,
	check: InboundCheck,
	{ language, zone }: Pick<Telling, 'language' | 'zone'>,
): Promise<InboundVerdict> {
	const configuration = await configurationFor(pbx, check);
	const rules = { defaultCountry: configuration.country };
	const nameOf = (number: string) =>
		check.people.find((one) => one.name !== '' && sameNumber(one.number, number, rules))?.name;
	return judgeInbound(configuration, check, { language, zone, nameOf });
}

async function configurationFor(pbx: Pbx, { user, country }: InboundCheck): Promise<Configuration> {
	const ways = user ? destinationsOf(callUser(user)) : [];
	// A rule that leads to another DN than before needs that one looked up as well.
	const dns = new Set(ways.flatMap(wantedBy).map(({ number }) => number));
	const configuration = await pbx.remember(
		`inbound ${country ?? ''} ${[...dns].sort().join(',')}`,
		FIVE_MINUTES,
		async () => {
			const around = await pbx.remember(
				'surroundings',
				FIVE_MINUTES,
				async () => await readSurroundings(pbx.xapi),
			);
			return await readConfiguration(pbx.xapi, around, country, ways);
		},
	);
	const known = user && configuration.dns.users.get(user.number);
	if (!user || !known) return configuration;
	// Hours and departments are not read with the user on duty.
	const { hours, groupIds } = known;
	return withUser(configuration, { ...callUser(user), hours, groupIds });
}

function callUser(user: DutyUser): CallUser {
	const exceptions = user.exceptions.map(readException);
	return { ...user, exceptions, hours: undefined, groupIds: [] };
}
