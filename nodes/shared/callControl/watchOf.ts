import type { Caller, PbxConnection } from '../transport';
import { CallWatcher } from './callWatcher';
import type { LiveWatch } from './watch';

const watchers = new WeakMap<PbxConnection, CallWatcher>();

/** The watcher of a connection, made when first asked for and closed with the connection. */
export function watcherOf(connection: PbxConnection): CallWatcher {
	const known = watchers.get(connection);
	if (known) return known;
	const watcher = new CallWatcher(connection);
	watchers.set(connection, watcher);
	const close = () => void watcher.close();
	if (connection.closed.aborted) close();
	else connection.closed.addEventListener('abort', close, { once: true });
	return watcher;
}

/**
 * The live calls of a connection on behalf of one node. Cheap: nothing is opened before `listen`, `ready` or `until`.
 * Hold the lease of the connection for as long as you listen.
 *
 * @param caller its token source and log are borrowed for the common socket while the node listens
 */
export function watchOf(connection: PbxConnection, caller: Caller): LiveWatch {
	return watcherOf(connection).as(caller);
}
