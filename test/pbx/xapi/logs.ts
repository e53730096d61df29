import type { Row } from '../world/values';
import type { EntitySet, FunctionHost } from './entitySet';

/** EventLogs (xapi.md §3.10): the message is a template that the params go into. */
export const EVENT_LOGS: EntitySet = {
	kind: 'set',
	type: 'EventLog',
	key: null,
	rows: ({ records }) =>
		records.events.map(
			(event): Row => ({
				Id: event.id,
				EventId: event.eventId,
				Type: event.type,
				Group: 'DEFAULT',
				GroupName: 'DEFAULT',
				Source: event.source,
				Message: event.message,
				Params: event.params,
				TimeGenerated: new Date(event.at).toISOString(),
			}),
		),
};

/** Who changed what (xapi.md §3.7). */
export const AUDIT_LOG: FunctionHost = {
	kind: 'functions',
	functions: {
		'Pbx.GetAuditLogData': {
			parameters: [],
			type: 'AuditLog',
			call: ({ records }) =>
				records.audit.map(
					(entry): Row => ({
						Id: entry.id,
						Timestamp: new Date(entry.at).toISOString(),
						Action: entry.action,
						ObjectType: 0,
						ObjectName: entry.objectName,
						Source: 1,
						UserName: entry.userName,
						Ip: '127.0.0.1',
						NewData: entry.newData,
					}),
				),
		},
	},
};

/** Whether there is anything new, for one that polls (xapi.md §3.2; since 20.0.7). */
export const LAST_CDR: EntitySet = {
	kind: 'set',
	type: 'LastCdrAndChatMessageTimestamp',
	key: null,
	since: '20.0.7',
	rows: ({ records, clock, switches }) => {
		const newest = records.history.newest(clock.now(), switches.logDelayMs);
		if (newest === null) return [];
		return [{ LastCdrStartedAt: new Date(newest).toISOString(), LastChatMessageTimeSent: null }];
	},
};
