import { parseSettings, type Settings } from '../../../../nodes/shared/transport';

const NUMBERS: ReadonlyArray<[string, keyof Settings, number, number, number]> = [
	['N8N_3CX_TIMEOUT', 'timeoutMs', 30_000, 1_000, 600_000],
	['N8N_3CX_REQUEST_TIMEOUT', 'requestTimeoutMs', 15_000, 500, 600_000],
	['N8N_3CX_RETRY_ATTEMPTS', 'retryAttempts', 3, 0, 10],
	['N8N_3CX_MAX_CONCURRENT_CALLS', 'maxConcurrentCalls', 10, 1, 1_000],
	['N8N_3CX_CONNECTION_POOL_SIZE', 'connectionPoolSize', 5, 1, 100],
	['N8N_3CX_KEEPALIVE_TIMEOUT', 'keepaliveTimeoutMs', 30_000, 1_000, 600_000],
	['N8N_3CX_WEBHOOK_TIMEOUT', 'webhookTimeoutMs', 30_000, 1_000, 600_000],
];

const TEXTS: ReadonlyArray<[string, keyof Settings]> = [
	['N8N_3CX_DEFAULT_SERVER', 'defaultServer'],
	['N8N_3CX_DEFAULT_EXTENSION', 'defaultExtension'],
	['N8N_3CX_CLIENT_SECRET', 'clientSecret'],
	['N8N_3CX_WEBHOOK_SECRET', 'webhookSecret'],
];

describe('the environment', () => {
	it('may be empty: everything has a default that works, and nothing is warned of', () => {
		const { settings, warnings } = parseSettings({});

		expect(warnings).toEqual([]);
		expect(settings.logLevel).toBe('info');
		for (const [, key, fallback] of NUMBERS) expect(settings[key]).toBe(fallback);
		for (const [, key] of TEXTS) expect(settings[key]).toBeUndefined();
	});

	it.each(NUMBERS)('%s sets a number between its bounds', (name, key, _fallback, min, max) => {
		for (const value of [min, max]) {
			const { settings, warnings } = parseSettings({ [name]: ` ${value} ` });
			expect(settings[key]).toBe(value);
			expect(warnings).toEqual([]);
		}
	});

	it.each(NUMBERS)(
		'%s out of bounds is named with the default taken',
		(name, key, fallback, min, max) => {
			for (const value of [
				`${min - 1}`,
				`${max + 1}`,
				'soon',
				'1.5',
				'-1',
				'10s',
				'NaN',
				'Infinity',
			]) {
				const { settings, warnings } = parseSettings({ [name]: value });
				expect(settings[key]).toBe(fallback);
				expect(warnings).toEqual([
					`${name}="${value}" is not a whole number from ${min} to ${max}; ${fallback} is used`,
				]);
			}
		},
	);

	it.each(TEXTS)('%s sets a text, trimmed; blanks are none', (name, key) => {
		expect(parseSettings({ [name]: '  pbx  ' }).settings[key]).toBe('pbx');
		expect(parseSettings({ [name]: '   ' }).settings[key]).toBeUndefined();
	});

	it.each(['silent', 'error', 'warn', 'info', 'debug', 'DEBUG', ' Warn '])(
		'log level %s is taken',
		(value) => {
			const { settings, warnings } = parseSettings({ N8N_3CX_LOG_LEVEL: value });
			expect(settings.logLevel).toBe(value.trim().toLowerCase());
			expect(warnings).toEqual([]);
		},
	);

	it('an unknown log level is named with those there are', () => {
		const { settings, warnings } = parseSettings({ N8N_3CX_LOG_LEVEL: 'verbose' });
		expect(settings.logLevel).toBe('info');
		expect(warnings).toEqual([
			'N8N_3CX_LOG_LEVEL="verbose" is none of silent, error, warn, info, debug; info is used',
		]);
	});

	it('several bad values are warned of one by one, and no warning repeats a secret', () => {
		const { warnings } = parseSettings({
			N8N_3CX_TIMEOUT: 'x',
			N8N_3CX_RETRY_ATTEMPTS: '99',
			N8N_3CX_CLIENT_SECRET: 'geheim-1',
			N8N_3CX_WEBHOOK_SECRET: 'geheim-2',
		});
		expect(warnings).toHaveLength(2);
		expect(warnings.join()).not.toContain('geheim');
	});
});
