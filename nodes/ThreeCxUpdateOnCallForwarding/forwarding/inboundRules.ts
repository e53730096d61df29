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

/** What is wrong with the rules for an extension, as sentences; where a number is known, its way is followed instead. */
export function inboundProblems(rules: readonly InboundRule[], extension: string): string[] {
	const leads = ({ number }: Destination) => number === extension;
	return rules.some((rule) => timesOf(rule).some(leads))
		? []
		: [
				`No inbound rule leads to ${extension}: outside callers reach it only by way of something else`,
			];
}

function timesOf({ office, outOfOffice, holidays }: InboundRule): Destination[] {
	return [office, outOfOffice, holidays].flatMap((destination) => destination ?? []);
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
