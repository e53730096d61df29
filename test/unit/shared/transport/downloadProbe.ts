/** A program of `downloadProxy.test.ts`: fetches each address given, and prints what came of it as JSON. */
import { Downloads, systemClock, TokenKeeper } from '../../../../nodes/shared/transport';

const nobody = async (): Promise<never> => {
	throw new Error('No token is to be asked for');
};
const downloads = new Downloads(
	{
		origin: 'https://pbx.example.com',
		ignoreSslIssues: false,
		tokens: new TokenKeeper(systemClock, Math.random),
		closed: new AbortController().signal,
		lookup: (_hostname, _options, callback) => callback(new Error('Nothing is looked up'), ''),
	},
	{ stored: nobody, renew: nobody },
);

async function probe(address: string): Promise<string> {
	try {
		const order = { address, maxBytes: 10_000, timeoutMs: 10_000, allowPrivate: false };
		const { bytes, contentType } = await downloads.get(order);
		return `${bytes.length} bytes of ${contentType}`;
	} catch (error) {
		return String(error);
	}
}

void Promise.all(process.argv.slice(2).map(probe)).then((results) => {
	process.stdout.write(JSON.stringify(results));
});
