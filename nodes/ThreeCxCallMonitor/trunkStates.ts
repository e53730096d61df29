import type { Trunk } from '../shared/xapi';
import { KeptSince } from './keptSince';
import type { SystemEvent } from './systemEvent';

/** Trunks in, their outages out. Pure. */
export class TrunkStates {
	private readonly outages: KeptSince;

	/** @param store the workflow's static data */
	constructor(store: Record<string, unknown>) {
		this.outages = new KeptSince(store, 'trunks');
	}

	/** The trunks as they are now. One that is down when it is first seen is told: somebody should know. */
	seen(trunks: readonly Trunk[], at: number, afterGap: boolean): SystemEvent[] {
		const now = trunks.map((trunk) => {
			const { number: name, online } = trunk;
			return { thing: trunk, name, isOn: online === undefined ? undefined : !online };
		});
		return this.outages.compare(now, at).map(({ thing, isOn, since, isFirst }) => ({
			type: isOn ? 'trunk_down' : 'trunk_up',
			correlationId: `trunk-${thing.number}-${since.toString(36)}`,
			at,
			extension: '',
			extensions: [],
			afterGap: afterGap || isFirst,
			data: {
				trunk: thing.number,
				name: thing.name,
				...(!isOn && { downSeconds: Math.round((at - since) / 1000) }),
			},
			derived: isOn ? [] : ['downSeconds'],
			row: thing.raw,
		}));
	}
}
