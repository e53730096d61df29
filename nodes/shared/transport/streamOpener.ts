import { HttpError } from './errors';
import type { StreamReply, StreamRequest } from './exchange';

/** Sends the head of a request for a stream; `body` goes out behind it. */
export type StreamOpener = (
	line: Required<Pick<StreamRequest, 'body' | 'opened' | 'signal'>>,
) => Promise<StreamReply>;

/** A refused stream as an error. Its body is not read: nobody knows whether it ends. */
export function refusalOf({ status }: StreamReply): HttpError {
	return new HttpError(`3CX answered with status ${status}`, status, undefined);
}
