import type { Tokens } from './auth/tokens';
import type { Exchange } from './calls/exchange';
import type { SimClock } from './clock';
import type { Records } from './records/records';
import type { Switches } from './switches';
import type { World } from './world/world';

/** What the handlers of the PBX surface work on. */
export interface Core {
	readonly world: World;
	readonly switches: Switches;
	readonly clock: SimClock;
	readonly tokens: Tokens;
	/** All calls. */
	readonly exchange: Exchange;
	/** What the PBX has written down. */
	readonly records: Records;
	/** Build that is claimed. */
	readonly version: string;
}
