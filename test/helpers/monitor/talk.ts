import type { CallTruth } from '../../pbx';

/** When the first person took the call: menus, mailboxes and queues do not count. */
export function personAt({ legs }: CallTruth): number | undefined {
	const times = legs.flatMap(({ via, dn, answeredAt }) =>
		via === '' || !/^(1\d\d|1\d{4})$/.test(dn) || answeredAt === null ? [] : answeredAt,
	);
	return times.length === 0 ? undefined : Math.min(...times);
}

/** From then to the end of the call. */
export function talkMs(call: CallTruth): number | undefined {
	const from = personAt(call);
	return from === undefined || call.endedAt === null ? undefined : call.endedAt - from;
}
