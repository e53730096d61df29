import type { Row } from '../world/values';
import type { Dn, World } from '../world/world';
import type { EntitySet, XapiContext } from './entitySet';
import { getByNumber } from './getByNumber';
import { isVisible } from './groupView';

/** A DN as a Peer; also what `InboundRule.TrunkDN` and `ServicePrincipal.Peers` hold. */
export function peerRow(dn: Dn, world: World): Row {
	const memberships = world.findUser(dn.number)?.memberships ?? [];
	return {
		Id: dn.id,
		Number: dn.number,
		Name: dn.name,
		Type: dn.type,
		Hidden: false,
		MemberOf: dn.groupIds.map((groupId, index) => {
			const group = world.groups.find((candidate) => candidate.Id === groupId);
			return {
				GroupID: groupId,
				Number: group?.Number ?? '',
				Name: group?.Name ?? '',
				RoleName: memberships.find((one) => one.GroupId === groupId)?.RoleName ?? '',
				IsPrimary: index === 0,
			};
		}),
	};
}

function rows({ world, client }: XapiContext): Row[] {
	return world
		.dns()
		.filter((dn) => isVisible(client, dn.groupIds))
		.map((dn) => peerRow(dn, world));
}

/** Every DN of any kind: the best way to tell what a number is (xapi.md §3.8); no GET by Id. */
export const PEERS: EntitySet = {
	kind: 'set',
	type: 'Peer',
	key: null,
	byNumber: true,
	rows,
	functions: { 'Pbx.GetPeerByNumber': getByNumber('Peer', rows) },
};
