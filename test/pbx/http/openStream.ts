import type { IncomingMessage, ServerResponse } from 'node:http';

import { refuse } from '../callControl/result';
import type { Opening } from '../callControl/stream';
import type { FaultAction } from '../faults';
import type { JournalEntry } from '../journal';
import type { Pipeline } from './pipeline';
import type { Reply } from './reply';

/** A request whose stream was granted. */
export interface GrantedStream {
	opening: Opening;
	actions: readonly FaultAction[];
	entry: JournalEntry;
	incoming: IncomingMessage;
	response: ServerResponse;
	/** Called when the stream is over; null: the client got no status. */
	over(status: number | null): void;
}

/** Opens a stream of audio, or gives the reply of a PBX that takes one upload for each leg only (T26). */
export function openStream(pipeline: Pipeline, granted: GrantedStream): Reply | null {
	const { media, switches } = pipeline;
	const { opening, actions, entry, incoming, response, over } = granted;
	const { leg, isUpload, token } = opening.opens;
	// A client that is gone (it may have waited long) would never end what is opened now.
	if (incoming.socket.destroyed) {
		over(null);
		return null;
	}
	if (isUpload && switches.secondUpload === 409 && media.isUploading(leg)) {
		return refuse(pipeline, 409, 'There is an upload on this leg already');
	}
	const find = <K extends FaultAction['kind']>(kind: K) =>
		actions.find((action): action is Extract<FaultAction, { kind: K }> => action.kind === kind);
	const stall = find('streamStall');
	const order = {
		leg,
		token,
		incoming,
		response,
		over,
		dropAfterMs: find('streamDrop')?.afterMs,
		stall: stall && { afterMs: stall.afterMs ?? 0, ms: stall.ms },
	};
	if (!isUpload) {
		entry.status = 200;
		media.openListening(order);
		return null;
	}
	const failure = find('errorAfterWrite');
	media.openUpload(order, {
		isIgnored: find('acceptButIgnore') !== undefined,
		endStatus: failure ? (failure.status ?? 500) : 200,
	});
	return null;
}
