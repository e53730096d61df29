import { isDepartmentRole } from '../auth/roles';
import type { Group } from '../world/callFlow';
import type { ApiClient } from '../world/clients';
import { displayName, type User } from '../world/users';
import { asRow, type Row } from '../world/values';
import type { World } from '../world/world';

/** Whether the client may see something of these departments (xapi.md §1.3). */
export function isVisible(client: ApiClient, groupIds: readonly number[]): boolean {
	return !isDepartmentRole(client) || groupIds.includes(client.groupId);
}

function rights(roleName: string): Row {
	const isUser = roleName === 'users';
	return {
		RoleName: roleName,
		AllowIVR: true,
		AllowParking: true,
		AllowToChangePresence: !isUser,
		AllowToManageCompanyBook: !isUser,
		AssignClearOperations: !isUser,
		CanBargeIn: !isUser,
		CanIntercom: !isUser,
		CanSeeGroupCalls: true,
		CanSeeGroupMembers: true,
		CanSeeGroupRecordings: !isUser,
		Invalid: false,
		PerformOperations: !isUser,
		ShowMyCalls: true,
		ShowMyPresence: true,
		ShowMyPresenceOutside: false,
	};
}

/** The departments of a user, each with the role held there. */
export function userMemberships(user: User, world: World): Row[] {
	return user.memberships.map(({ GroupId, RoleName }, index) => {
		const group = world.groups.find((candidate) => candidate.Id === GroupId);
		return {
			Id: index + 1,
			GroupId,
			Number: group?.Number ?? '',
			Name: group?.Name ?? '',
			MemberName: displayName(user),
			Type: 'Extension',
			CanDelete: true,
			TranscriptionMode: 'Inherit',
			Rights: rights(RoleName),
			GroupRights: rights('users'),
		};
	});
}

/** Departments of a DN that has no rights there: queues, ring groups, IVRs. */
export function plainMemberships(groupIds: readonly number[], world: World): Row[] {
	return groupIds.map((groupId, index) => {
		const group = world.groups.find((candidate) => candidate.Id === groupId);
		return {
			Id: index + 1,
			GroupId: groupId,
			Number: group?.Number ?? '',
			Name: group?.Name ?? '',
			CanDelete: true,
		};
	});
}

/** A department as it goes out. */
export function groupRow(group: Group, world: World): Row {
	const members = world.dns().filter((dn) => dn.groupIds.includes(group.Id));
	return {
		TranscriptionMode: 'Nothing',
		CallUsEnableChat: true,
		CallUsEnablePhone: true,
		CallUsEnableVideo: false,
		CallUsRequirement: 'Both',
		ClickToCallId: group.Name.toLowerCase(),
		PromptSet: '',
		OverrideHolidays: false,
		AllowCallService: true,
		AnswerAfter: 0,
		GloballyVisible: true,
		...asRow(group),
		HasMembers: members.length > 0,
		Members: members.map((dn) => ({
			Id: dn.id,
			GroupId: group.Id,
			Number: dn.number,
			Name: dn.name,
			MemberName: dn.name,
			Type: dn.type,
			CanDelete: true,
			Rights: rights(roleOf(dn.number, group.Id, world)),
		})),
		Rights: ['system_owners', 'system_admins', 'group_owners', 'managers', 'users'].map(rights),
		OfficeHolidays: world.holidays
			.filter((holiday) => !holiday.Group || holiday.Group === group.Number)
			.map(asRow),
	};
}

function roleOf(number: string, groupId: number, world: World): string {
	const memberships = world.findUser(number)?.memberships ?? [];
	return memberships.find((membership) => membership.GroupId === groupId)?.RoleName ?? 'users';
}
