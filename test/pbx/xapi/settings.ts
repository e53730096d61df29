import { json } from '../http/reply';
import { checkDelta } from '../odata/delta';
import type { Holiday } from '../world/schedule';
import { asRow, numberOf, textOf, flagOf } from '../world/values';
import type { EntitySet, Singleton, XapiContext } from './entitySet';
import { peerRow } from './peers';
import { plainMemberships } from './groupView';
import { created } from './replies';
import { assign, change, changeWith, patchWith } from './writes';

/** A singleton that is kept as it goes out and may be patched. */
function settings(type: string, of: (context: XapiContext) => object): Singleton {
	return {
		kind: 'singleton',
		type,
		row: (context) => asRow(of(context)),
		patch: (context, body) => {
			checkDelta(body, type, context.version);
			return change(() => assign(of(context), body, type, context.version));
		},
	};
}

/** General settings; two of them can stop every forward to the outside (xapi.md §4.5). */
export const GENERAL_SETTINGS = settings('GeneralSettingsForPbx', ({ world }) => world.general);

/** International form of numbers (xapi.md §3.12). */
export const E164_SETTINGS = settings('E164Settings', ({ world }) => world.e164);

/** What is dialled for voicemail, parking and the like (xapi.md §3.12). */
export const DIAL_CODE_SETTINGS = settings('DialCodeSettings', ({ world }) => world.dialCodes);

/** Office hours of the PBX (xapi.md §3.12). */
export const OFFICE_HOURS: Singleton = {
	...settings('OfficeHours', ({ world }) => world.officeHours),
	row: ({ world }) => ({
		...asRow(world.officeHours),
		OfficeHolidays: world.holidays.map(asRow),
	}),
};

/** Holidays; by key and to be made since 20.0.6 and 20.0.7 (xapi.md §6.1). */
export const HOLIDAYS: EntitySet = {
	kind: 'set',
	type: 'Holiday',
	key: 'Id',
	since: '20.0.6',
	rows: ({ world }) => world.holidays.map(asRow),
	create: (context, body) => {
		checkDelta(body, 'Holiday', context.version);
		return changeWith(() => {
			const day = numberOf(body, 'Day', 1);
			const month = numberOf(body, 'Month', 1);
			const year = numberOf(body, 'Year', 0);
			const holiday: Holiday = {
				Id: context.world.takeId(),
				Name: textOf(body, 'Name'),
				Group: textOf(body, 'Group'),
				HolidayPrompt: textOf(body, 'HolidayPrompt'),
				IsRecurrent: flagOf(body, 'IsRecurrent'),
				Day: day,
				Month: month,
				Year: year,
				DayEnd: numberOf(body, 'DayEnd', day),
				MonthEnd: numberOf(body, 'MonthEnd', month),
				YearEnd: numberOf(body, 'YearEnd', year),
				TimeOfStartDate: textOf(body, 'TimeOfStartDate', 'PT0S'),
				TimeOfEndDate: textOf(body, 'TimeOfEndDate', 'PT23H59M59S'),
			};
			context.world.holidays.push(holiday);
			return created(asRow(holiday), 'Holiday', 'Holidays', context);
		});
	},
	patch: patchWith('Holiday', ({ world }, row) => world.holidays.find((one) => one.Id === row.Id)),
	remove: ({ world }, row) =>
		change(() => {
			world.holidays = world.holidays.filter((holiday) => holiday.Id !== row.Id);
		}),
};

/** API clients (xapi.md §3.12). */
export const SERVICE_PRINCIPALS: EntitySet = {
	kind: 'set',
	type: 'ServicePrincipal',
	key: 'Id',
	rows: ({ world }) =>
		world.clients.map((client) => ({
			Id: client.Id,
			Number: client.clientId,
			TranscriptionMode: 'Nothing',
			Groups: plainMemberships([client.groupId], world),
			IsSystem: false,
			LastUsed: null,
			XAPIEnabled: client.xapi,
			CallControlEnabled: client.callControl,
			MyPhoneEnabled: false,
			Peers: client.monitored.flatMap((number) => {
				const dn = world.dn(number);
				return dn ? [peerRow(dn, world)] : [];
			}),
		})),
	entityActions: {
		'Pbx.GenerateAppToken': ({ world }, _body, row) =>
			changeWith(() => {
				const client = world.clients.find((candidate) => candidate.Id === row?.Id);
				const value = `generated-secret-${world.takeId()}`;
				if (client) client.secret = value;
				return json(200, { value });
			}),
	},
};
