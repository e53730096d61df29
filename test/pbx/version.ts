/** Build that the simulator claims to be when none is asked for. */
export const DEFAULT_VERSION = '20.0.10.1234';

/** Whether build `version` is `wanted` or newer; compares number by number, so 20.0.10 > 20.0.9. */
export function isAtLeast(version: string, wanted: string): boolean {
	const have = version.split('.').map(Number);
	const want = wanted.split('.').map(Number);
	for (let i = 0; i < want.length; i++) {
		const difference = (have[i] ?? 0) - (want[i] ?? 0);
		if (difference !== 0) return difference > 0;
	}
	return true;
}
