import { asRow, type Row } from '../world/values';
import type { World } from '../world/world';
import type { EntitySet, XapiContext } from './entitySet';
import { getByNumber } from './getByNumber';
import { groupRow, isVisible, plainMemberships } from './groupView';
import { patchWith } from './writes';
import { displayName } from '../world/users';

const CLICK_TO_CALL: Row = {
	TranscriptionMode: 'Inherit',
	CallUsEnableChat: true,
	CallUsEnablePhone: true,
	CallUsEnableVideo: false,
	CallUsRequirement: 'Both',
};

/** Departments (xapi.md §3.5). */
export const GROUPS: EntitySet = {
	kind: 'set',
	type: 'Group',
	key: 'Id',
	navigation: ['Members', 'Rights'],
	rows: ({ world, client }) =>
		world.groups
			.filter((group) => isVisible(client, [group.Id]))
			.map((group) => groupRow(group, world)),
	patch: patchWith('Group', ({ world }, row) => world.groups.find((group) => group.Id === row.Id)),
};

function queueRows({ world, client }: XapiContext): Row[] {
	return world.queues
		.filter((queue) => isVisible(client, queue.groupIds))
		.map((queue) => ({
			...CLICK_TO_CALL,
			WrapUpTime: 2,
			SLATime: 0,
			MaxCallersInQueue: 0,
			CallbackEnableTime: -1,
			OnHoldFile: 'onhold.wav',
			Recording: 'Disabled',
			...asRow(queue),
			ClickToCallId: `queue${queue.Number}`,
			IsRegistered: true,
			Groups: plainMemberships(queue.groupIds, world),
			Agents: queue.Agents.map((agent) => ({ ...asRow(agent), ...person(agent.Number, world) })),
			Managers: queue.Managers.map((one) => ({ ...asRow(one), ...person(one.Number, world) })),
		}));
}

/** Parking places (xapi.md §3.8); who is parked is not here. */
export const PARKINGS: EntitySet = {
	kind: 'set',
	type: 'Parking',
	key: 'Id',
	byNumber: true,
	navigation: ['Groups'],
	rows: ({ world, client }) =>
		world.specialDns
			.filter((dn) => dn.type === 'Parking' && isVisible(client, dn.groupIds))
			.map((dn) => ({
				Id: dn.id,
				Number: dn.number,
				TranscriptionMode: 'Nothing',
				Groups: plainMemberships(dn.groupIds, world),
			})),
};

/** Queues (xapi.md §3.6). */
export const QUEUES: EntitySet = {
	kind: 'set',
	type: 'Queue',
	key: 'Id',
	byNumber: true,
	navigation: ['Agents', 'Managers'],
	rows: queueRows,
	patch: patchWith('Queue', ({ world }, row) => world.queues.find((queue) => queue.Id === row.Id)),
	functions: { 'Pbx.GetByNumber': getByNumber('Queue', queueRows) },
};

function ringGroupRows({ world, client }: XapiContext): Row[] {
	return world.ringGroups
		.filter((group) => isVisible(client, group.groupIds))
		.map((group) => ({
			...CLICK_TO_CALL,
			VMEmailOptions: 'None',
			...asRow(group),
			ClickToCallId: `ringgroup${group.Number}`,
			IsRegistered: true,
			Groups: plainMemberships(group.groupIds, world),
			Members: group.Members.map((member) => ({
				...asRow(member),
				...person(member.Number, world),
			})),
		}));
}

/** Ring groups (xapi.md §3.8). */
export const RING_GROUPS: EntitySet = {
	kind: 'set',
	type: 'RingGroup',
	key: 'Id',
	byNumber: true,
	navigation: ['Members'],
	rows: ringGroupRows,
	patch: patchWith('RingGroup', ({ world }, row) =>
		world.ringGroups.find((group) => group.Id === row.Id),
	),
	functions: { 'Pbx.GetByNumber': getByNumber('RingGroup', ringGroupRows) },
};

function receptionistRows({ world, client }: XapiContext): Row[] {
	return world.receptionists
		.filter((ivr) => isVisible(client, ivr.groupIds))
		.map((ivr) => ({
			TranscriptionMode: 'Nothing',
			IVRType: 'Default',
			PromptFilename: 'onhold.wav',
			TimeoutForwardType: 'EndCall',
			TimeoutForwardPeerType: 'None',
			...asRow(ivr),
			IsRegistered: true,
			Groups: plainMemberships(ivr.groupIds, world),
			Forwards: ivr.Forwards.map((forward) => ({
				...asRow(forward),
				PeerType: world.dn(forward.ForwardDN)?.type ?? 'None',
				CustomData: '',
			})),
		}));
}

/** Digital receptionists (xapi.md §3.8). */
export const RECEPTIONISTS: EntitySet = {
	kind: 'set',
	type: 'Receptionist',
	key: 'Id',
	byNumber: true,
	navigation: ['Forwards'],
	rows: receptionistRows,
	patch: patchWith('Receptionist', ({ world }, row) =>
		world.receptionists.find((ivr) => ivr.Id === row.Id),
	),
	functions: { 'Pbx.GetByNumber': getByNumber('Receptionist', receptionistRows) },
};

/** Name and Id of the user behind an agent, manager or member (sample in xapi.md §3.6). */
function person(number: string, world: World): Row {
	const user = world.findUser(number);
	return { Name: user ? displayName(user) : '', Id: user?.Id ?? 0 };
}
