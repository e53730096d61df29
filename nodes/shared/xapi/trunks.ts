import type { Xapi } from './xapi';

/** A line to a provider, or a bridge (xapi.md §3.11). */
export interface Trunk {
	number: string;
	name: string;
	/** Undefined: 3CX does not say. */
	online: boolean | undefined;
	/** What was read of it; of the gateway only the name. */
	raw: Readonly<Record<string, unknown>>;
}

/** The login at the provider is in the default row. */
const FIELDS = ['Id', 'Number', 'IsOnline', 'Gateway'];

/** All trunks, by number. @throws ThreeCxError */
export async function readTrunks(xapi: Xapi): Promise<Trunk[]> {
	const trunks: Trunk[] = [];
	for await (const row of xapi.all('Trunks', { select: FIELDS, orderBy: 'Number' })) {
		const number = row.text('Number');
		if (number === undefined) continue;
		const name = row.child('Gateway')?.text('Name') ?? '';
		const online = row.flag('IsOnline');
		const raw = { ...row.raw, Gateway: { Name: name } };
		trunks.push({ number, name, online, raw });
	}
	return trunks;
}
