/** Oldest Node that this package runs on (`engines` in package.json). */
export const OLDEST_NODE = '20.19';

/** A sentence when a version such as `18.20.4` is too old; undefined when it will do. */
export function tooOldNode(version: string): string | undefined {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [oldMajor = 0, oldMinor = 0] = OLDEST_NODE.split('.').map(Number);
	if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return undefined;
	return `This needs Node ${OLDEST_NODE} or later; here is ${version}. n8n's own Node will do.`;
}
