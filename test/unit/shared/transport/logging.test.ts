import { atLevel, LOG_LEVELS, maskDigits, silentLogger } from '../../../../nodes/shared/transport';

describe('the log', () => {
	it.each(LOG_LEVELS)('at level %s passes on what is at least as important', (level) => {
		const lines: string[] = [];
		const line = (name: string) => (message: string) => void lines.push(`${name} ${message}`);
		const all = ['error', 'warn', 'info', 'debug'] as const;
		const logger = atLevel(level, {
			error: line('error'),
			warn: line('warn'),
			info: line('info'),
			debug: line('debug'),
		});

		for (const name of all) logger[name]('said');

		const expected = all.slice(0, LOG_LEVELS.indexOf(level));
		expect(lines).toEqual(expected.map((name) => `${name} [3CX] said`));
	});

	it('passes the details on', () => {
		const details: Array<object | undefined> = [];
		const logger = atLevel('info', { ...silentLogger, info: (_m, meta) => details.push(meta) });
		logger.info('said', { reason: 'because' });
		expect(details).toEqual([{ reason: 'because' }]);
	});
});

describe('phone numbers in a text from outside', () => {
	it.each([
		['+491712345678', '+491…78'],
		['0171-234 56 78', '0171…78'],
		['+49 (0) 171 / 2345678', '+490…78'],
		['0049.171.2345678', '0049…78'],
		['Mobile: +491712345678 is already in use', 'Mobile: +491…78 is already in use'],
		['from 030123456 to 0301234567', 'from 0301…56 to 0301…67'],
	])('%s shows as %s', (text, masked) => {
		expect(maskDigits(text)).toBe(masked);
	});

	it.each(['Extension 999', 'status 500', 'port 5001', 'the limit of 100', ''])(
		'"%s" holds none and stays',
		(text) => {
			expect(maskDigits(text)).toBe(text);
		},
	);

	it('takes no longer for a long text', () => {
		const text = '1 2(3) '.repeat(20_000);
		expect(maskDigits(text).length).toBeLessThan(20);
	});
});
