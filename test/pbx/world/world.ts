import type { Behaviour } from './behaviour';
import type { Group, Queue, Receptionist, RingGroup } from './callFlow';
import type { ApiClient } from './clients';
import type { PeerType } from './destination';
import type { Holiday } from './schedule';
import type { GeneralSettings, OfficeHours, SystemFacts } from './system';
import type { E164Settings, InboundRule, OutboundRule, Trunk } from './trunks';
import type { User } from './users';

/** A DN of any kind. */
export interface Dn {
	id: number;
	number: string;
	name: string;
	type: PeerType;
	groupIds: number[];
}

/** Everything that can be written into a world file; {@link World} adds the look-ups. */
export interface WorldState {
	users: User[];
	groups: Group[];
	queues: Queue[];
	ringGroups: RingGroup[];
	receptionists: Receptionist[];
	trunks: Trunk[];
	inboundRules: InboundRule[];
	outboundRules: OutboundRule[];
	holidays: Holiday[];
	clients: ApiClient[];
	general: GeneralSettings;
	officeHours: OfficeHours;
	e164: E164Settings;
	/** Dial codes by their names in the API; null: none is set. */
	dialCodes: Record<string, string | null>;
	system: SystemFacts;
	/** False: the APIs answer 403 to everybody. */
	licensed: boolean;
	/** DNs without an entity of their own: voicemail menu, parking places. */
	specialDns: Dn[];
	/** What a DN or an outside number does when it is called, where it differs from the usual. */
	behaviours: Record<string, Partial<Behaviour>>;
	/** What the web server of the PBX gives to everybody, by path: prompts above all. */
	files: Record<string, Buffer>;
	/** Next Id of a DN, rule or profile. */
	nextId: number;
}

/** State of the PBX. Live: what is changed here is what the next request sees. */
export class World implements WorldState {
	users!: User[];
	groups!: Group[];
	queues!: Queue[];
	ringGroups!: RingGroup[];
	receptionists!: Receptionist[];
	trunks!: Trunk[];
	inboundRules!: InboundRule[];
	outboundRules!: OutboundRule[];
	holidays!: Holiday[];
	clients!: ApiClient[];
	general!: GeneralSettings;
	officeHours!: OfficeHours;
	e164!: E164Settings;
	dialCodes!: Record<string, string | null>;
	system!: SystemFacts;
	licensed!: boolean;
	specialDns!: Dn[];
	behaviours!: Record<string, Partial<Behaviour>>;
	files!: Record<string, Buffer>;
	nextId!: number;

	constructor(state: WorldState) {
		Object.assign(this, state);
	}

	/** As it is written into a world file: files in base64, without the prompts of every world. */
	toJSON(): object {
		const files = Object.entries(this.files).map(([path, file]) => [path, file.toString('base64')]);
		return { ...this, files: Object.fromEntries(files) };
	}

	/** A fresh Id; ids are never used twice. */
	takeId(): number {
		return this.nextId++;
	}

	/** The user of an extension; throws when there is none, since a test means a certain one. */
	user(number: string): User {
		const user = this.findUser(number);
		if (!user) throw new Error(`The simulated PBX has no user ${number}`);
		return user;
	}

	/** The user of an extension, if any. */
	findUser(number: string): User | undefined {
		return this.users.find((user) => user.Number === number);
	}

	/** The API client of that id, if any. */
	client(clientId: string): ApiClient | undefined {
		return this.clients.find((client) => client.clientId === clientId);
	}

	/** The department every DN without another belongs to. */
	defaultGroup(): Group {
		const group = this.groups.find((candidate) => candidate.IsDefault) ?? this.groups[0];
		if (!group) throw new Error('The simulated PBX has no department');
		return group;
	}

	/** Somebody deletes the user in the console; false when there is none. */
	deleteUser(number: string): boolean {
		const before = this.users.length;
		this.users = this.users.filter((user) => user.Number !== number);
		return this.users.length < before;
	}

	/** Deletes the user and creates it anew: same number and values, new Id (xapi.md §4.2). */
	recreateUser(number: string): User {
		const fresh = { ...structuredClone(this.user(number)), Id: this.takeId() };
		this.users = this.users.map((user) => (user.Number === number ? fresh : user));
		return fresh;
	}

	/** The phones of a user register anew: their device ids change (call-control-api.md §4). */
	rebindDevices(number: string): void {
		const user = this.user(number);
		user.devices = user.devices.map((device) => {
			const [contact = ''] = device.deviceId.split(';');
			const instance = this.takeId().toString(16).padStart(16, '0');
			return { ...device, deviceId: `${contact};rinstance=${instance}` };
		});
	}

	/** Every DN of any kind, ordered by number. */
	dns(): Dn[] {
		return this.everyDn().sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }));
	}

	/** The DN of that number, if any. */
	dn(number: string): Dn | undefined {
		// Not sorted: this is asked several times for each call of a soak.
		return this.everyDn().find((dn) => dn.number === number);
	}

	private everyDn(): Dn[] {
		return [
			...this.users.map((user) => ({
				id: user.Id,
				number: user.Number,
				name: [user.FirstName, user.LastName].filter(Boolean).join(' '),
				type: 'Extension' as const,
				groupIds: user.memberships.map((membership) => membership.GroupId),
			})),
			...this.queues.map((queue) => entityDn(queue, 'Queue')),
			...this.ringGroups.map((group) => entityDn(group, 'RingGroup')),
			...this.receptionists.map((ivr) => entityDn(ivr, 'IVR')),
			...this.trunks.map((trunk) => ({
				id: trunk.Id,
				number: trunk.Number,
				name: trunk.name,
				type: 'ExternalLine' as const,
				groupIds: [],
			})),
			...this.clients.map((client) => ({
				id: client.Id,
				number: client.routePointDn,
				name: client.clientId,
				type: 'RoutePoint' as const,
				groupIds: [client.groupId],
			})),
			...this.groups.map((group) => ({
				id: group.Id,
				number: group.Number,
				name: group.Name,
				type: 'Group' as const,
				groupIds: [],
			})),
			...this.specialDns,
		];
	}
}

function entityDn(
	entity: { Id: number; Number: string; Name: string; groupIds: number[] },
	type: PeerType,
): Dn {
	const { Id: id, Number: number, Name: name, groupIds } = entity;
	return { id, number, name, type, groupIds };
}
