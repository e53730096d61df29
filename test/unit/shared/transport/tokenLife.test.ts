import { tokenExpiry } from '../../../../nodes/shared/transport';

const NOW = Date.UTC(2026, 10, 22, 18);
const SECONDS = NOW / 1000;

function jwt(claims: unknown): string {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'ES256' })}.${part(claims)}.signature`;
}

/** How long from now a token is used, in seconds. */
function lifeOf(token: string, expiresIn?: unknown): number {
	return (tokenExpiry(token, expiresIn, NOW) - NOW) / 1000;
}

describe('the life of a token', () => {
	it('is exp − iat, ten seconds less so that none dies on its way', () => {
		expect(lifeOf(jwt({ iat: SECONDS, exp: SECONDS + 3_600 }), 60)).toBe(3_590);
	});

	it('does not shrink or grow with a wrong clock of the PBX', () => {
		for (const wrong of [-86_400, -3_700, 3_700, 86_400]) {
			const iat = SECONDS + wrong;
			expect(lifeOf(jwt({ iat, exp: iat + 3_600 }))).toBe(3_590);
		}
	});

	it('is counted from now when only exp is there', () => {
		expect(lifeOf(jwt({ exp: SECONDS + 600 }))).toBe(590);
	});

	it('is believed before expires_in, whose unit depends on the build', () => {
		const oneHour = jwt({ iat: SECONDS, exp: SECONDS + 3_600 });
		expect(lifeOf(oneHour, 60)).toBe(lifeOf(oneHour, 3_600));
	});

	it.each([
		[60, 50],
		[3_600, 3_590],
		[10, 5],
		[1, 0.5],
	])('without claims expires_in %d counts as seconds: used for %d s', (expiresIn, life) => {
		expect(lifeOf('opaque-token', expiresIn)).toBe(life);
	});

	it.each([undefined, null, 0, -60, '3600', {}])(
		'is short when nobody tells it: expires_in %p',
		(expiresIn) => {
			expect(lifeOf('opaque-token', expiresIn)).toBe(50);
		},
	);

	it.each([
		['no JWT', 'abc'],
		['an empty payload', 'a..c'],
		['a payload that is no JSON', `a.${Buffer.from('not json').toString('base64url')}.c`],
		['a list', jwt([1, 2])],
		['null', jwt(null)],
		['texts for numbers', jwt({ exp: '1799999999', iat: '1' })],
		['an end before the beginning', jwt({ iat: SECONDS, exp: SECONDS - 5 })],
		['an end in the past without a beginning', jwt({ exp: SECONDS - 5 })],
	])('falls back to expires_in for %s', (_what, token) => {
		expect(lifeOf(token, 600)).toBe(590);
	});

	it('is never over at once, however short it is', () => {
		expect(lifeOf(jwt({ iat: SECONDS, exp: SECONDS + 4 }))).toBe(2);
	});
});
