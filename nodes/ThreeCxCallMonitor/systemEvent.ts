import type { IDataObject } from 'n8n-workflow';
import type { EventType } from './eventTypes';
import { filtered, type MonitorItem } from './monitorItem';
import type { MonitorSettings } from './settings';

/** What a look at the PBX found out. Instants in ms since 1970. */
export interface SystemEvent {
	type: EventType;
	/** Ties the beginning of something to its end; never the same for two of them. */
	correlationId: string;
	/** When it was found. */
	at: number;
	/** When it was, by the clock of the PBX, where 3CX tells it. */
	happenedAt?: number;
	/** The extension that it is about; empty for none. */
	extension: string;
	/** Extensions of which one must be wanted; empty where it is about none. */
	extensions: readonly string[];
	/** Queues of which one must be wanted. */
	queues?: readonly string[];
	/** It may have happened at any time since the last reading. */
	afterGap: boolean;
	data: IDataObject;
	/** Fields of `data` that 3CX does not tell. */
	derived: readonly string[];
	/** As 3CX sent it. */
	row: Readonly<Record<string, unknown>>;
}

/** Event as the workflow is told it. */
export function systemItem(event: SystemEvent, raw: boolean): MonitorItem {
	const { type, correlationId, at, extension, afterGap, data, derived, row } = event;
	const timestamp = new Date(at).toISOString();
	return {
		eventType: type,
		// Nothing begins or ends twice.
		eventId: `${correlationId}/${type}`,
		correlationId,
		callId: '',
		extension,
		timestamp,
		data: {
			...data,
			afterGap,
			source: 'polling',
			timestamp,
			...(raw && { derived: [...derived, 'timestamp'], row: { ...row } as IDataObject }),
		},
	};
}

/** Whether the workflow starts for it. */
export function isWanted(
	{ extensions, queues = [''], at, happenedAt = at }: SystemEvent,
	item: MonitorItem,
	settings: Pick<MonitorSettings, 'extensions' | 'wants'>,
): boolean {
	const wanted = settings.extensions;
	const isThere = extensions.some((extension) => wanted.includes(extension));
	if (wanted.length > 0 && extensions.length > 0 && !isThere) return false;
	const { durationSeconds: talkSeconds = 0 } = item.data;
	const about = { ...filtered(item), at: happenedAt, talkSeconds: Number(talkSeconds) };
	return queues.some((queueId) => settings.wants({ ...about, queueId }));
}
