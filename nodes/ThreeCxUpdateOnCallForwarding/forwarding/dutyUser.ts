import { HttpError, InputError, ProtocolError } from '../../shared/transport';
import { Filter, Row, type Query, type Xapi } from '../../shared/xapi';

/** The user whose calls are forwarded, as far as the push needs it (xapi.md §4.2). */
export interface DutyUser {
	/** Key in paths; a user that was made anew has another one, so it is kept for one run only. */
	id: number;
	number: string;
	name: string;
	mobile: string;
	/** Name of the status that is on, as 3CX spells it: `Available`, `Away`, `Out of office`, `Custom 1`, `Custom 2`. */
	activeProfile: string;
	enabled: boolean;
	/** A phone or app is registered; undefined when 3CX does not say. */
	registered: boolean | undefined;
	/** The user may not call outside. */
	insideOnly: boolean;
	/** `AutoSwitchProfiles`, `BlockOutboundCalls` … (xapi.md §4.5). */
	officeHours: readonly string[];
	groupId: number | undefined;
	profiles: readonly Row[];
	exceptions: readonly Row[];
}

/** Without these there is no push. */
const NEEDED = ['Id', 'Number', 'DisplayName', 'Mobile', 'CurrentProfileName'];
/** For the checks. A build that does not know one of them refuses the whole request (xapi.md §2.1). */
const CHECKED = ['Enabled', 'Internal', 'IsRegistered', 'OfficeHoursProps', 'PrimaryGroupId'];

const WHOLE: Pick<Query, 'select' | 'expand'> = {
	select: [...NEEDED, ...CHECKED],
	expand: ['ForwardingProfiles', 'ForwardingExceptions'],
};
const CORE: Pick<Query, 'select' | 'expand'> = { select: NEEDED, expand: ['ForwardingProfiles'] };

/** The one request of a run that changes nothing. Two rows are asked for, to notice what must not be. */
async function userRows(xapi: Xapi, extension: string): Promise<Row[]> {
	const rest = { filter: Filter.eq('Number', extension), top: 2 };
	return await xapi.page('Users', { ...WHOLE, ...rest }).catch(async (error: unknown) => {
		if (!(error instanceof HttpError) || error.status !== 400) throw error;
		return await xapi.page('Users', { ...CORE, ...rest });
	});
}

/**
 * Reads the user by extension. By filter and not by key: that works on every V20 (xapi.md §6.1).
 *
 * @throws InputError when no user has this extension; it says what the number is instead
 */
export async function readDutyUser(xapi: Xapi, extension: string): Promise<DutyUser> {
	const [row, second] = await userRows(xapi, extension);
	if (!row) throw await noSuchUser(xapi, extension);
	if (second) {
		throw new ProtocolError(`3CX knows more than one user with the extension ${extension}`, false);
	}
	const id = row.integer('Id');
	if (id === undefined || row.text('Number') !== extension) {
		throw new ProtocolError(`3CX sent another user than ${extension}`, false);
	}
	return {
		id,
		number: extension,
		name: row.text('DisplayName') ?? '',
		mobile: row.text('Mobile') ?? '',
		activeProfile: row.text('CurrentProfileName') ?? '',
		enabled: row.flag('Enabled') ?? true,
		registered: row.flag('IsRegistered'),
		insideOnly: row.flag('Internal') ?? false,
		officeHours: row.texts('OfficeHoursProps'),
		groupId: row.integer('PrimaryGroupId'),
		profiles: row.children('ForwardingProfiles'),
		exceptions: row.children('ForwardingExceptions'),
	};
}

async function noSuchUser(xapi: Xapi, extension: string): Promise<InputError> {
	const type = await peerType(xapi, extension).catch(() => undefined);
	return new InputError(
		'Extension',
		type === undefined || type === 'Extension'
			? `3CX shows this API client no user with the extension ${extension} ("Extension")`
			: `${extension} is no user but of the kind "${type}" ("Extension")`,
		{
			hint: 'Choose the dummy user whose forwarding rules lead to the mobile. A client of one department sees only the users of that department.',
		},
	);
}

/** What kind of DN a number is, undefined when the PBX knows none: `Extension`, `Queue`, `RingGroup`, `IVR` … */
export async function peerType(xapi: Xapi, number: string): Promise<string | undefined> {
	const [peer] = await xapi.page('Peers', {
		select: ['Id', 'Number', 'Type'],
		filter: Filter.eq('Number', number),
		top: 1,
	});
	return peer?.text('Type');
}
