import { InputError, urlPart, urlValue } from '../../../../nodes/shared/transport';

const HARD = "a,b:c d+e&f#g%h/i?j='k'@;ü😀";

describe('A part of a path', () => {
	it('has everything encoded that means something in an address', () => {
		const path = `/callcontrol/${urlPart('Extension', HARD)}/participants`;
		const url = new URL(`https://pbx.example.com${path}`);
		expect(url.pathname).toBe(path);
		expect(decodeURIComponent(url.pathname.split('/')[2] ?? '')).toBe(HARD);
	});

	it.each(['...', '.a', '..b', '%2e%2e', '..%2f'])('%j stays a part of its own', (part) => {
		const path = `/callcontrol/${urlPart('Extension', part)}/participants`;
		expect(new URL(`https://pbx.example.com${path}`).pathname).toBe(path);
	});

	it.each(['', '.', '..'])('%j is refused, as it would lead elsewhere', (part) => {
		const tried = () => urlPart('Extension', part);
		expect(tried).toThrow(InputError);
		expect(tried).toThrow(`"${part}" is no extension`);
	});
});

describe('A value in a query', () => {
	it('is encoded, but for commas and colons, which some builds want plain', () => {
		expect(urlValue(HARD)).toBe("a,b:c%20d%2Be%26f%23g%25h%2Fi%3Fj%3D'k'%40%3B%C3%BC%F0%9F%98%80");
	});
});
