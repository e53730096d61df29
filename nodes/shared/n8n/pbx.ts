import {
	atLevel,
	Connections,
	fingerprint,
	Locks,
	Memo,
	processSettings,
	systemClock,
	type Clock,
	type Downloads,
	type Logger,
	type MediaStreams,
	type PbxAddress,
	type PbxConnection,
	type Settings,
	type SettingsReading,
} from '../transport';
import { PromptCache } from '../audio';
import { CallControl, LegPoll, watchOf, type LegWatch, type LiveWatch } from '../callControl';
import { Xapi } from '../xapi';
import { CREDENTIAL_NAME, readCredential } from './credential';
import { KeptStores } from './keptStores';
import { CredentialTokenSource, type PbxContext } from './tokenSource';

/** What a node works with while it runs. */
export interface Pbx {
	readonly address: PbxAddress;
	/** Shared by all nodes of the process: what lives longer than one execution is tied to it. */
	readonly connection: PbxConnection;
	/** DN of the route point. */
	readonly extension: string;
	/** Of whatever sends webhooks; empty when there is none. */
	readonly webhookSecret: string;
	readonly xapi: Xapi;
	readonly callControl: CallControl;
	/** Waits for a leg of a call. */
	readonly legs: LegWatch;
	/** The live calls, by one socket for all nodes of the process; nothing is opened before it is used. */
	readonly watch: LiveWatch;
	/** Audio, from and to the calls at the route point. */
	readonly streams: MediaStreams;
	/** Audio files, from the PBX and from elsewhere. */
	readonly downloads: Downloads;
	/** Decoded ones, kept for all executions of the process. */
	readonly prompts: PromptCache;
	readonly clock: Clock;
	readonly logger: Logger;
	/** Fires when the execution is stopped. */
	readonly signal: AbortSignal | undefined;
	/** What is remembered about this PBX across executions: rarely changing things only. */
	remember<T>(what: string, ttlMs: number, load: () => Promise<T>): Promise<T>;
	/** One at a time in this process, for this PBX. */
	exclusively<T>(what: string, work: () => Promise<T>): Promise<T>;
	/** Begins another use of the connection, for what goes on after the execution; the returned function ends it. */
	keepOpen(): () => void;
	/** Ends the use; the connection itself stays warm for some seconds. */
	release(): void;
}

/** What all nodes of a process share: connections, memory, locks. Clock and settings are handed in for tests. */
export class PbxHost {
	readonly connections: Connections;
	/** What triggers knew, for their next start. */
	readonly stores: KeptStores;
	private readonly memo: Memo;
	private readonly prompts = new PromptCache();
	private readonly locks = new Locks();
	private warned = false;

	constructor(
		private readonly reading: SettingsReading,
		readonly clock: Clock,
	) {
		this.connections = new Connections(reading.settings, clock);
		this.memo = new Memo(clock);
		this.stores = new KeptStores(clock);
	}

	/** What the environment of n8n sets. */
	get settings(): Settings {
		return this.reading.settings;
	}

	/** Opens the PBX of the node's credential. @throws SettingsError when a field of it cannot work */
	async open(context: PbxContext): Promise<Pbx> {
		const { settings } = this.reading;
		const { clock } = this;
		const logger = atLevel(settings.logLevel, context.logger);
		this.warnOnce(logger);
		const { address, extension, webhookSecret } = readCredential(
			await context.getCredentials(CREDENTIAL_NAME),
			settings,
		);
		const signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		const { connection, release } = this.connections.acquire(address);
		const tokens = new CredentialTokenSource(context, address, connection, {
			settings,
			clock,
			logger,
		});
		const http = connection.http({ tokens, logger, signal });
		const callControl = new CallControl(http, connection.http({ tokens, logger }));
		const own = (what: string) => `${fingerprint(address)} ${what}`;
		return {
			address,
			connection,
			extension,
			webhookSecret,
			xapi: new Xapi(http),
			callControl,
			legs: new LegPoll(callControl, clock),
			watch: watchOf(connection, { tokens, logger }),
			streams: connection.streams({ tokens, logger }),
			downloads: connection.downloads({ tokens, logger, signal }),
			prompts: this.prompts,
			clock,
			logger,
			signal,
			remember: async (what, ttlMs, load) => await this.memo.get(own(what), ttlMs, load),
			exclusively: async (what, work) => await this.locks.run(own(what), work),
			keepOpen: () => this.connections.acquire(address).release,
			release,
		};
	}

	/** Bad environment values are told once in a process, not at every run. */
	private warnOnce(logger: Logger): void {
		if (this.warned) return;
		this.warned = true;
		for (const warning of this.reading.warnings) logger.warn(warning);
	}
}

let ofThisProcess: PbxHost | undefined;

/** The host of this process. */
export function processHost(): PbxHost {
	ofThisProcess ??= new PbxHost(processSettings(), systemClock);
	return ofThisProcess;
}
