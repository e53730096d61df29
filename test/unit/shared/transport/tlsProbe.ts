/** A program of `tls.test.ts`: asks https://localhost at each port given, and prints what came of it as JSON. */
import { Exchange } from '../../../../nodes/shared/transport';

async function probe(port: string): Promise<string> {
	const exchange = new Exchange({
		origin: `https://localhost:${port}`,
		ignoreSslIssues: false,
		poolSize: 1,
		keepaliveMs: 1_000,
	});
	try {
		const reply = await exchange.send({ method: 'GET', path: '/', timeoutMs: 5_000 });
		return String(reply.status);
	} catch (error) {
		return String(error);
	} finally {
		exchange.close();
	}
}

void Promise.all(process.argv.slice(2).map(probe)).then((results) => {
	process.stdout.write(JSON.stringify(results));
});
