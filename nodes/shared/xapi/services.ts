import type { Xapi } from './xapi';

/** A program that 3CX is made of (xapi.md §3.10). */
export interface Service {
	name: string;
	/** For people. */
	title: string;
	/** Undefined while it starts or stops. */
	running: boolean | undefined;
	raw: Readonly<Record<string, unknown>>;
}

const RUNNING: Readonly<Record<string, boolean>> = { Running: true, Stopped: false };

/** All services. @throws ThreeCxError */
export async function readServices(xapi: Xapi): Promise<Service[]> {
	const services: Service[] = [];
	const query = { select: ['Name', 'DisplayName', 'Status'], orderBy: 'Name' };
	for await (const row of xapi.all('Services', query)) {
		const name = row.text('Name');
		if (name === undefined) continue;
		const running = RUNNING[row.text('Status') ?? ''];
		services.push({ name, title: row.text('DisplayName') || name, running, raw: row.raw });
	}
	return services;
}
