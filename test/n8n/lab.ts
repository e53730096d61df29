import type { N8nHost } from '../../scripts/host/ensureN8n.mjs';
import type { Checks } from './check';
import type { N8nApi } from './n8nApi';
import type { N8nServer } from './n8nServer';

/** What every spec gets: a running n8n with the packed package installed, and somebody logged in. */
export interface Lab {
	check: Checks['check'];
	server: N8nServer;
	api: N8nApi;
	/** The repository. */
	root: string;
	host: N8nHost;
	/** The packed package. */
	tarball: string;
	/** `n8n-nodes-3cx-call-control`, the prefix of our node types. */
	packageName: string;
}

/** A file of checks. */
export type Spec = (lab: Lab) => Promise<void>;
