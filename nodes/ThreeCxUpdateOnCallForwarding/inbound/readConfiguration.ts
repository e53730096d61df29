import { countryFromCallingCode } from '../../shared/phone';
import type { Row, Xapi } from '../../shared/xapi';
import type { Destination } from '../forwarding/destination';
import { visible, type Surroundings } from '../forwarding/surroundings';
import type { Capacity, CallTrunk, Configuration } from './configuration';
import { DEPARTMENT_FIELDS, readDepartment, type OfficeHours } from './department';
import { readHoliday, type Holiday } from './holiday';
import { readDns } from './readDns';
import { readSchedule } from './schedule';

/**
 * Reads what decides where calls to the PBX go: some ten requests on most PBXs, whatever their size, and at most
 * some sixty. What the client may not see, or the build does not have, stays undefined and is named in `unseen`.
 *
 * @param around rules and general settings, which the other checks read as well
 * @param country for comparing numbers, as in `NumberRules`; undefined: the one that 3CX is set to
 * @param more destinations besides those of the inbound rules
 * @throws ThreeCxError when 3CX cannot be reached
 */
export async function readConfiguration(
	xapi: Xapi,
	around: Surroundings,
	country: string | undefined,
	more: readonly Destination[] = [],
): Promise<Configuration> {
	const unseen: string[] = [];
	const part = async <T>(name: string, read: Promise<T>): Promise<T | undefined> => {
		const value = await visible(read);
		if (value === undefined) unseen.push(name);
		return value;
	};
	const [zones, officeRow, departmentRows, trunks, holidays, capacity, own] = await Promise.all([
		part('time zones', readZones(xapi)),
		part('office hours', xapi.single('OfficeHours', { select: OFFICE_FIELDS })),
		part('departments', rowsOf(xapi, 'Groups', DEPARTMENT_FIELDS)),
		part('trunks', readTrunks(xapi)),
		part('holidays', readHolidays(xapi)),
		part('system status', readCapacity(xapi)),
		country ?? visible(readCountry(xapi)),
	]);
	const zoneOf = (id: string | undefined) => (id === undefined ? undefined : zones?.get(id));
	const office: OfficeHours = {
		zone: zoneOf(officeRow?.text('TimeZoneId')),
		hours: readSchedule(officeRow?.child('Hours')),
		breaks: readSchedule(officeRow?.child('BreakTime')),
	};
	if (around.inboundRules === undefined) unseen.push('inbound rules');
	if (around.outboundRules === undefined) unseen.push('outbound rules');
	const starts = (around.inboundRules ?? []).flatMap(
		({ office: always, outOfOffice, holidays: on }) =>
			[always, outOfOffice, on].flatMap((one) => one ?? []),
	);
	return {
		country: own,
		inboundRules: around.inboundRules,
		outboundRules: around.outboundRules,
		forwardingAllowed: around.forwardingAllowed,
		blockedOutOfOffice: around.blockedOutOfOffice,
		trunks,
		office,
		departments: (departmentRows ?? []).map((row) => readDepartment(row, office, zoneOf)),
		holidays,
		capacity: capacity ?? { calls: undefined, active: undefined },
		dns: await readDns(xapi, [...starts, ...more]),
		unseen,
	};
}

const OFFICE_FIELDS = ['Hours', 'BreakTime', 'TimeZoneId'];

const TRUNK_FIELDS = [
	'Id',
	'Number',
	'Gateway',
	'IsOnline',
	'Direction',
	'EnableInboundCalls',
	'EnableOutboundCalls',
	'SimultaneousCalls',
	'ExternalNumber',
	'DidNumbers',
];

const HOLIDAY_FIELDS = [
	'Id',
	'Name',
	'Group',
	'IsRecurrent',
	'Year',
	'Month',
	'Day',
	'YearEnd',
	'MonthEnd',
	'DayEnd',
	'TimeOfStartDate',
	'TimeOfEndDate',
];

async function rowsOf(xapi: Xapi, set: string, select: readonly string[]): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const row of xapi.all(set, { select, orderBy: 'Id' })) rows.push(row);
	return rows;
}

/** IANA names by the keys that departments have (xapi.md §3.5). */
async function readZones(xapi: Xapi): Promise<ReadonlyMap<string, string>> {
	const rows = await rowsOf(xapi, 'Defs/TimeZones', ['Id', 'IanaName']);
	return new Map(
		rows.flatMap((row) => {
			const id = row.text('Id');
			const name = row.text('IanaName');
			return id && name ? [[id, name] as const] : [];
		}),
	);
}

/** `Holidays` is there since 20.0.6; before, they are a part of the office hours (xapi.md §6.1). */
export async function readHolidays(xapi: Xapi): Promise<Holiday[]> {
	const rows =
		(await visible(rowsOf(xapi, 'Holidays', HOLIDAY_FIELDS))) ??
		(
			await xapi.single('OfficeHours', { select: OFFICE_FIELDS, expand: ['OfficeHolidays'] })
		).children('OfficeHolidays');
	return rows.map(readHoliday);
}

async function readTrunks(xapi: Xapi): Promise<CallTrunk[]> {
	return (await rowsOf(xapi, 'Trunks', TRUNK_FIELDS)).map((row) => {
		const direction = row.text('Direction') ?? 'Both';
		const main = row.text('ExternalNumber') ?? '';
		return {
			id: row.integer('Id') ?? 0,
			number: row.text('Number') ?? '',
			name: row.child('Gateway')?.text('Name') ?? '',
			online: row.flag('IsOnline'),
			takesCalls: row.flag('EnableInboundCalls') !== false && direction !== 'Outbound',
			dialsOut: row.flag('EnableOutboundCalls') !== false && direction !== 'Inbound',
			channels: row.integer('SimultaneousCalls'),
			numbers: [...(main === '' ? [] : [main]), ...row.texts('DidNumbers')],
		};
	});
}

async function readCapacity(xapi: Xapi): Promise<Capacity> {
	const row = await xapi.single('SystemStatus', { select: ['MaxSimCalls', 'CallsActive'] });
	return { calls: row.integer('MaxSimCalls'), active: row.integer('CallsActive') };
}

/** The country that 3CX itself is set to (xapi.md §3.12). */
async function readCountry(xapi: Xapi): Promise<string | undefined> {
	const row = await xapi.single('E164Settings', { select: ['CountryCode'] });
	return countryFromCallingCode(row.text('CountryCode') ?? '');
}
