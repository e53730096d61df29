/** Role names of the API, largest first (xapi.md §1.3). */
export const ROLES = [
	'system_owners',
	'system_admins',
	'group_owners',
	'managers',
	'group_admins',
	'receptionists',
	'users',
] as const;

/** One of the role names. */
export type RoleName = (typeof ROLES)[number];

/** An API client ("Integrations > API"); in the API a ServicePrincipal. */
export interface ApiClient {
	Id: number;
	clientId: string;
	secret: string;
	/** Tick "Configuration API". */
	xapi: boolean;
	/** Tick "Call Control API". */
	callControl: boolean;
	/** False stands for an edition that does not hold these APIs. */
	licensed: boolean;
	role: RoleName;
	/** Department that a group-level role is limited to. */
	groupId: number;
	/** DN of its route point; the client id itself on a real PBX. */
	routePointDn: string;
	/** Direct numbers that lead to the route point. */
	dids: string[];
	/** DNs whose calls it may see. */
	monitored: string[];
}
