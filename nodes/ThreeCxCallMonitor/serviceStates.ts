import type { Service } from '../shared/xapi';
import { KeptSince } from './keptSince';
import type { SystemEvent } from './systemEvent';

/** Services in, those that stopped out. Pure. */
export class ServiceStates {
	private readonly stops: KeptSince;

	/** @param store the workflow's static data */
	constructor(store: Record<string, unknown>) {
		this.stops = new KeptSince(store, 'services');
	}

	/** The services as they are now. One that does not run at the first look may not be meant to, and is not told. */
	seen(services: readonly Service[], at: number, afterGap: boolean): SystemEvent[] {
		const now = services.map((service) => {
			const { name, running } = service;
			return { thing: service, name, isOn: running === undefined ? undefined : !running };
		});
		return this.stops
			.compare(now, at)
			.filter(({ isOn, isFirst }) => isOn && !isFirst)
			.map(({ thing, since }) => ({
				type: 'system_error',
				correlationId: `service-${thing.name}-${since.toString(36)}`,
				at,
				extension: '',
				extensions: [],
				afterGap,
				data: {
					kind: 'service',
					message: `The service "${thing.title}" of 3CX has stopped`,
					errorSource: thing.name,
					group: '',
					errorTime: '',
				},
				derived: ['message'],
				row: thing.raw,
			}));
	}
}
