import type { ApiClient } from './clients';

/** Secret of every client of the default world: a simulator has nothing to hide. */
export const DEFAULT_SECRET = 'simulated-secret';

/** One client for each way in which access is granted or refused (pbx-simulator.md §2). */
export function defaultClients(takeId: () => number, groupId: number): ApiClient[] {
	const client = (clientId: string, more: Partial<ApiClient> = {}): ApiClient => ({
		Id: takeId(),
		clientId,
		secret: DEFAULT_SECRET,
		xapi: true,
		callControl: true,
		licensed: true,
		role: 'system_owners',
		groupId,
		routePointDn: clientId,
		dids: [],
		monitored: [],
		...more,
	});
	return [
		client('800', { dids: ['+4930123457'], monitored: ['101', '102', '103'] }),
		client('xapi-only', { callControl: false }),
		client('callcontrol-only', { xapi: false }),
		client('admin', { role: 'system_admins' }),
		client('department', { role: 'group_owners' }),
		client('users-role', { role: 'users' }),
		client('nolicence', { licensed: false }),
	];
}
