import { Row } from '../transport';
import { readParticipant, type Participant } from './participant';

/** A phone, app or route point slot that is registered for a DN. */
export interface Device {
	dn: string;
	/** A SIP contact; changes with each registration, so it is never kept (call-control-api.md §4). */
	deviceId: string;
	userAgent: string;
}

/** A DN that this client may control, with its devices and its legs of calls. */
export interface Dn {
	dn: string;
	/** `Wroutepoint`, `Wextension`, `Wqueue`, `Wivr`, or another word. */
	type: string;
	devices: Device[];
	participants: Participant[];
}

/** A DN from a reply; undefined when it has no number. */
export function readDn(value: unknown): Dn | undefined {
	const row = Row.of(value);
	const dn = row.text('dn') ?? '';
	if (dn === '') return undefined;
	return {
		dn,
		type: row.text('type') ?? '',
		devices: readList(row.raw.devices, readDevice),
		participants: readList(row.raw.participants, readParticipant),
	};
}

/** A device from a reply; undefined when it has no id. */
export function readDevice(value: unknown): Device | undefined {
	const row = Row.of(value);
	const deviceId = row.text('device_id') ?? '';
	if (deviceId === '') return undefined;
	return { dn: row.text('dn') ?? '', deviceId, userAgent: row.text('user_agent') ?? '' };
}

/** The things of a list; what is none of them is left out, and what is no list is empty. */
export function readList<T>(value: unknown, read: (item: unknown) => T | undefined): T[] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((item: unknown) => read(item) ?? []);
}
