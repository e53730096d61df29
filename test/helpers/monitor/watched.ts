import type { CallTruth } from '../../pbx';

/** What the client of Call Control sees. */
export const WATCHED: ReadonlySet<string> = new Set(['800', '101', '102', '103']);

/** From when to when a call is to be seen: all of it, or what goes on at these DNs. */
export function spanOf(
	dns?: ReadonlySet<string>,
): (call: CallTruth) => { from: number; to: number } | undefined {
	return ({ legs, startedAt, endedAt }) => {
		if (!dns) return { from: startedAt, to: endedAt ?? Infinity };
		const seen = legs.filter(({ dn }) => dns.has(dn));
		if (seen.length === 0) return undefined;
		return {
			from: Math.min(...seen.map((leg) => leg.startedAt)),
			to: Math.max(...seen.map((leg) => leg.endedAt ?? Infinity)),
		};
	};
}
