import {
	request as httpRequest,
	type ClientRequest,
	type IncomingMessage,
	type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What axios calls in place of node:http and node:https. */
interface Transport {
	request(options: RequestOptions, handle: (reply: IncomingMessage) => void): ClientRequest;
}

/**
 * node:http and node:https, telling when the line is open. The head goes out at once: without that it waits for the
 * first byte of the body, and who paces the body waits for the line.
 */
export function telling(opened: () => void): Transport {
	return {
		request: (options, handle) => {
			const isSecure = options.protocol === 'https:';
			const request = isSecure ? httpsRequest(options, handle) : httpRequest(options, handle);
			request.once('socket', (socket) => {
				if (!socket.connecting) return opened();
				socket.once(isSecure ? 'secureConnect' : 'connect', opened);
			});
			request.flushHeaders();
			return request;
		},
	};
}
