/** How much of the transport's work is logged. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The part of n8n's logger that we use. */
export interface Logger {
	debug(message: string, meta?: object): void;
	info(message: string, meta?: object): void;
	warn(message: string, meta?: object): void;
	error(message: string, meta?: object): void;
}

const nothing = () => {};

/** Logs nothing. */
export const silentLogger: Logger = {
	debug: nothing,
	info: nothing,
	warn: nothing,
	error: nothing,
};

/**
 * Passes on what is at least as important as `level`.
 * n8n's own level (N8N_LOG_LEVEL) applies on top of it.
 */
export function atLevel(level: LogLevel, logger: Logger): Logger {
	const limit = LOG_LEVELS.indexOf(level);
	const keep = (name: Exclude<LogLevel, 'silent'>) =>
		LOG_LEVELS.indexOf(name) <= limit
			? (message: string, meta?: object) => logger[name](`[3CX] ${message}`, meta)
			: nothing;
	return { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}
