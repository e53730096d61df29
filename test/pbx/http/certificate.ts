/** A certificate with its key, in PEM. */
export interface Certificate {
	cert: string;
	key: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** A self-signed certificate; `expired` makes one whose time is over. */
export async function selfSigned(commonName: string, expired: boolean): Promise<Certificate> {
	// Loaded only here: most tests speak plain HTTP, and the package is slow to load.
	const { generate } = await import('selfsigned');
	const now = Date.now();
	const made = await generate([{ name: 'commonName', value: commonName }], {
		keySize: 2048,
		algorithm: 'sha256',
		notBeforeDate: new Date(now - (expired ? 20 : 1) * DAY),
		notAfterDate: new Date(now + (expired ? -10 : 10) * DAY),
	});
	return { cert: made.cert, key: made.private };
}
