import type { Core } from '../core';
import type { FaultAction } from '../faults';
import type { PbxRequest } from '../http/request';
import type { ApiClient } from '../world/clients';

/** A request of a client that has passed the gate. */
export interface ControlContext {
	request: Pick<PbxRequest, 'method' | 'headers' | 'body'>;
	client: ApiClient;
	core: Core;
	/** Faults that fired on it; some are about what only a handler knows. */
	faults: readonly FaultAction[];
}
