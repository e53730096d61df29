import { isVisible } from './groupView';
import type { EntitySet, XapiContext } from './entitySet';
import { getByNumber } from './getByNumber';
import { createUser, firstFreeNumber, multiUserUpdate, patchUser } from './userWrite';
import { userRow } from './userView';
import { change } from './writes';

function rows(context: XapiContext) {
	return context.world.users
		.filter((user) =>
			isVisible(
				context.client,
				user.memberships.map((one) => one.GroupId),
			),
		)
		.map((user) => userRow(user, context));
}

/** Users (xapi.md §3.3). */
export const USERS: EntitySet = {
	kind: 'set',
	type: 'User',
	key: 'Id',
	byNumber: true,
	navigation: ['ForwardingProfiles', 'Groups', 'Greetings'],
	rows,
	create: createUser,
	patch: patchUser,
	remove: (context, row) =>
		change(() => {
			context.world.users = context.world.users.filter((user) => user.Id !== row.Id);
		}),
	functions: {
		'Pbx.GetByNumber': getByNumber('User', rows),
		'Pbx.GetFirstAvailableExtensionNumber': {
			parameters: [],
			type: 'FirstAvailableNumber',
			call: (context) => ({ Number: firstFreeNumber(context) }),
		},
	},
	actions: { 'Pbx.MultiUserUpdate': multiUserUpdate },
};
