import { LOG_LEVELS, type LogLevel } from './logger';

/** What the environment of n8n sets for all nodes of the process; each has a default that works. */
export interface Settings {
	/** Used when a credential has no "Server URL". */
	readonly defaultServer?: string;
	/** Used when a node has no "Extension". */
	readonly defaultExtension?: string;
	/** Used when a credential has no "Client Secret". */
	readonly clientSecret?: string;
	/** Used when a credential has no "Webhook Secret". */
	readonly webhookSecret?: string;
	readonly logLevel: LogLevel;
	/** Longest time for one operation with all its repetitions, in ms. */
	readonly timeoutMs: number;
	/** Longest time for one request, in ms. */
	readonly requestTimeoutMs: number;
	/** How often a request that may be repeated is repeated. */
	readonly retryAttempts: number;
	readonly maxConcurrentCalls: number;
	/** Most connections to one PBX at a time. */
	readonly connectionPoolSize: number;
	/** How long an idle connection is kept, in ms. */
	readonly keepaliveTimeoutMs: number;
	readonly webhookTimeoutMs: number;
	/** File that events, and Call Control requests and replies, are written to, masked; nothing is written without. */
	readonly captureFile?: string;
}

/** Settings, and what was wrong in the environment: one sentence for each value that was not taken. */
export interface SettingsReading {
	readonly settings: Settings;
	readonly warnings: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the `N8N_3CX_*` variables of the guide. A value that cannot be used is named in a warning and its default
 * is taken; a secret's value is never repeated.
 */
export function parseSettings(env: Environment): SettingsReading {
	const warnings: string[] = [];
	const text = (name: string) => {
		const value = env[`N8N_3CX_${name}`]?.trim();
		return value === undefined || value === '' ? undefined : value;
	};
	const integer = (name: string, fallback: number, min: number, max: number) => {
		const value = text(name);
		if (value === undefined) return fallback;
		const number = Number(value);
		if (Number.isInteger(number) && number >= min && number <= max) return number;
		warnings.push(
			`N8N_3CX_${name}="${value}" is not a whole number from ${min} to ${max}; ${fallback} is used`,
		);
		return fallback;
	};
	const level = (fallback: LogLevel) => {
		const value = text('LOG_LEVEL');
		const known = LOG_LEVELS.find((name) => name === value?.toLowerCase());
		if (value !== undefined && known === undefined) {
			warnings.push(
				`N8N_3CX_LOG_LEVEL="${value}" is none of ${LOG_LEVELS.join(', ')}; ${fallback} is used`,
			);
		}
		return known ?? fallback;
	};
	const settings: Settings = {
		defaultServer: text('DEFAULT_SERVER'),
		defaultExtension: text('DEFAULT_EXTENSION'),
		clientSecret: text('CLIENT_SECRET'),
		webhookSecret: text('WEBHOOK_SECRET'),
		logLevel: level('info'),
		timeoutMs: integer('TIMEOUT', 30_000, 1_000, 600_000),
		requestTimeoutMs: integer('REQUEST_TIMEOUT', 15_000, 500, 600_000),
		retryAttempts: integer('RETRY_ATTEMPTS', 3, 0, 10),
		maxConcurrentCalls: integer('MAX_CONCURRENT_CALLS', 10, 1, 1_000),
		connectionPoolSize: integer('CONNECTION_POOL_SIZE', 5, 1, 100),
		keepaliveTimeoutMs: integer('KEEPALIVE_TIMEOUT', 30_000, 1_000, 600_000),
		webhookTimeoutMs: integer('WEBHOOK_TIMEOUT', 30_000, 1_000, 600_000),
		captureFile: text('CAPTURE_FILE'),
	};
	return { settings, warnings };
}

let ofThisProcess: SettingsReading | undefined;

/** The settings of this process, read from its environment once. */
export function processSettings(): SettingsReading {
	ofThisProcess ??= parseSettings(process.env);
	return ofThisProcess;
}
