import { checkDelta } from '../odata/delta';
import { invalidInput, noSuchEntity, warning } from '../odata/errors';
import type { Outcome } from '../http/reply';
import { ordinaryProfiles } from '../world/forwarding';
import { schedule } from '../world/schedule';
import type { Membership, User } from '../world/users';
import { isRow, numberOf, rowsOf, textOf, type Row } from '../world/values';
import type { XapiContext } from './entitySet';
import { checkProfiles, replaceExceptions, replaceProfiles } from './forwardingWrite';
import { created } from './replies';
import { userRow } from './userView';
import { assign, change, changeWith, refuseNumberChange } from './writes';

type ProfileWrite = 'accepted' | 'ignored' | 'rejected';

const SPECIAL = ['ForwardingProfiles', 'ForwardingExceptions', 'Groups'];

/** `PATCH /Users(Id)` (xapi.md §2.4, §4.6). */
export function patchUser(context: XapiContext, row: Row, body: unknown): Outcome {
	checkDelta(body, 'User', context.version);
	const user = userOfId(context, row.Id);
	const profiles = context.switches.profileWrite;
	checkUserBody(user, body, profiles);
	return change(() => applyToUser(user, body, context, profiles));
}

/** `POST /Users/Pbx.MultiUserUpdate {ids, user}` (xapi.md §4.6). */
export function multiUserUpdate(context: XapiContext, body: unknown): Outcome {
	if (!isRow(body) || !isRow(body.user)) throw invalidInput('user');
	if (Object.keys(body).some((name) => name !== 'ids' && name !== 'user')) {
		throw invalidInput('parameters');
	}
	const { ids, user: values } = body;
	if (!Array.isArray(ids) || !ids.every((id) => Number.isInteger(id))) throw invalidInput('ids');
	checkDelta(values, 'MultiEditUserData', context.version, 'user');

	const users = ids.map((id) => userOfId(context, id));
	const profiles = context.switches.bulkProfileWrite;
	for (const user of users) checkUserBody(user, values, profiles);
	return change(() => {
		for (const user of users) applyToUser(user, values, context, profiles);
	});
}

/** `POST /Users`: an empty body is enough, the PBX picks the number (xapi.md §2.4). */
export function createUser(context: XapiContext, body: unknown): Outcome {
	checkDelta(body, 'User', context.version);
	const number = textOf(body, 'Number') || firstFreeNumber(context);
	// The sample of §2.6 was recorded for exactly this.
	if (context.world.dn(number)) throw warning('WARNINGS.XAPI.ALREADY_IN_USE', 'Number');
	return changeWith(() => {
		const user = freshUser(context, number);
		context.world.users.push(user);
		applyToUser(user, { ...body, Number: number }, context, 'accepted');
		return created(userRow(user, context), 'User', 'Users', context);
	});
}

/** The lowest free extension number from 100. */
export function firstFreeNumber({ world }: XapiContext): string {
	let number = 100;
	while (world.dn(String(number))) number++;
	return String(number);
}

/** What a person in the console, or the API, may write into a user; throws before any change. */
export function checkUserBody(user: User, body: Row, profiles: ProfileWrite): void {
	refuseNumberChange(body, user.Number);
	const name = body.CurrentProfileName;
	if (name !== undefined && !user.ForwardingProfiles.some((one) => one.Name === name)) {
		throw warning('WARNINGS.INVALID', 'CurrentProfileName');
	}
	if (body.ForwardingProfiles === undefined) return;
	if (profiles === 'rejected') {
		throw warning('WARNINGS.XAPI.FORBIDDEN_CHANGE', 'ForwardingProfiles');
	}
	checkProfiles(user, rowsOf(body, 'ForwardingProfiles'));
}

/** Writes a checked body into a user. */
export function applyToUser(
	user: User,
	body: Row,
	context: XapiContext,
	profiles: ProfileWrite,
): void {
	const mobileBefore = user.Mobile;
	const plain = Object.entries(body).filter(([name]) => !SPECIAL.includes(name));
	const queueStatus = user.QueueStatus;
	assign(user, Object.fromEntries(plain), 'User', context.version);
	if (user.QueueStatus !== queueStatus) {
		context.records.agentChanged(user.Number, user.QueueStatus === 'LoggedIn');
	}
	if (body.Groups !== undefined) user.memberships = membershipsFrom(user, body);
	if (body.ForwardingExceptions !== undefined) replaceExceptions(user, body, context);
	if (body.ForwardingProfiles !== undefined && profiles === 'accepted') {
		replaceProfiles(user, rowsOf(body, 'ForwardingProfiles'), context, mobileBefore);
	}
}

/** Replaces all; a role sent only in `GroupRights` changes nothing (xapi.md §2.4, seen). */
function membershipsFrom(user: User, body: Row): Membership[] {
	return rowsOf(body, 'Groups').map((row) => {
		const GroupId = numberOf(row, 'GroupId');
		const old = user.memberships.find((membership) => membership.GroupId === GroupId);
		const RoleName = isRow(row.Rights) ? textOf(row.Rights, 'RoleName', 'users') : old?.RoleName;
		return { GroupId, RoleName: RoleName ?? 'users' };
	});
}

function userOfId({ world }: XapiContext, id: unknown): User {
	const user = world.users.find((candidate) => candidate.Id === id);
	if (!user) throw noSuchEntity();
	return user;
}

function freshUser({ world }: XapiContext, number: string): User {
	const group = world.defaultGroup();
	return {
		Id: world.takeId(),
		Number: number,
		FirstName: '',
		LastName: '',
		EmailAddress: '',
		Mobile: '',
		OutboundCallerID: '',
		Enabled: true,
		Internal: false,
		CurrentProfileName: 'Available',
		ForwardingProfiles: ordinaryProfiles(() => world.takeId(), number),
		ForwardingExceptions: [],
		QueueStatus: 'LoggedIn',
		OfficeHoursProps: ['GlobalSchedule'],
		Hours: schedule('OfficeHours'),
		BreakTime: schedule('Never'),
		PrimaryGroupId: group.Id,
		VMEnabled: true,
		memberships: [{ GroupId: group.Id, RoleName: 'users' }],
		devices: [],
		behaviour: 'answers',
	};
}
