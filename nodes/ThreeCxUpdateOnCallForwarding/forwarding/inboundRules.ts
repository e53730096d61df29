import { sameNumber, type NumberRules } from '../../shared/phone';
import { Row, type Xapi } from '../../shared/xapi';
import { readDestination, type Destination } from './destination';

/** Where a DID leads, by the inbound rules (xapi.md §3.11). */
export interface InboundRule {
	name: string;
	/** The DID or caller ID pattern of the rule. */
	data: string;
	/** `ForwardAll`, `BasedOnDID`, `BasedOnCallerID`; empty: 3CX does not say. */
	condition: string;
	/** `AllCalls`, `ExternalCallsOnly`, `InternalCallsOnly`. */
	callType: string;
	/** Number of the trunk whose calls it is for; empty: 3CX does not say. */
	trunk: string;
	/** When `office` counts, as 3CX has it. */
	hours: Row | undefined;
	office: Destination;
	/** Undefined when the rule is the same outside office hours. */
	outOfOffice: Destination | undefined;
	/** Undefined when the rule is the same on holidays. */
	holidays: Destination | undefined;
}

export async function readInboundRules(xapi: Xapi): Promise<InboundRule[]> {
	const rules: InboundRule[] = [];
	const query = {
		select: [
			'Id',
			'RuleName',
			'Data',
			'Condition',
			'CallType',
			'Hours',
			'OfficeHoursDestination',
			'AlterDestinationDuringOutOfOfficeHours',
			'OutOfOfficeHoursDestination',
			'AlterDestinationDuringHolidays',
			'HolidaysDestination',
		],
		expand: ['TrunkDN'],
		orderBy: 'Id',
	};
	for await (const row of xapi.all('InboundRules', query)) rules.push(readRule(row));
	return rules;
}

/**
 * What is wrong with the way of outside callers to the extension, as sentences; none when it is fine.
 *
 * @param did the emergency number; empty: any number that leads to the extension will do
 */
export function inboundProblems(
	rules: readonly InboundRule[],
	extension: string,
	did: string,
	numbers: NumberRules,
): string[] {
	const leads = (destination: Destination) => destination.number === extension;
	if (did === '') {
		return rules.some((rule) => timesOf(rule).some(([, destination]) => leads(destination)))
			? []
			: [
					`No inbound rule leads to ${extension}: outside callers reach it only by way of something else`,
				];
	}
	const own = rules.filter((rule) => sameNumber(rule.data, did, numbers) || rule.data === did);
	if (own.length === 0) return ['No inbound rule is for the number in "Emergency Number (DID)"'];
	return own.flatMap((rule) =>
		timesOf(rule)
			.filter(([, destination]) => !leads(destination))
			.map(([when]) => `The inbound rule "${rule.name}" does not lead to ${extension} ${when}`),
	);
}

function timesOf(rule: InboundRule): Array<[when: string, destination: Destination]> {
	const times: Array<[string, Destination]> = [['in office hours', rule.office]];
	if (rule.outOfOffice) times.push(['outside office hours', rule.outOfOffice]);
	if (rule.holidays) times.push(['on holidays', rule.holidays]);
	return times;
}

function readRule(row: Row): InboundRule {
	const altered = (flag: string, destination: string) =>
		row.flag(flag) === false ? undefined : readDestination(row.child(destination));
	return {
		name: row.text('RuleName') ?? '',
		data: row.text('Data') ?? '',
		condition: row.text('Condition') ?? '',
		callType: row.text('CallType') ?? '',
		trunk: row.child('TrunkDN')?.text('Number') ?? '',
		hours: row.child('Hours'),
		office: readDestination(row.child('OfficeHoursDestination')),
		outOfOffice: altered('AlterDestinationDuringOutOfOfficeHours', 'OutOfOfficeHoursDestination'),
		holidays: altered('AlterDestinationDuringHolidays', 'HolidaysDestination'),
	};
}
