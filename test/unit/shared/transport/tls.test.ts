import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CertificateError, type Outgoing } from '../../../../nodes/shared/transport';
import { selfSigned, type Certificate } from '../../../pbx/http/certificate';
import { everythingIn, exchangeWith, failureOf } from './bench';
import { replies, serve } from './testServer';

const GET: Outgoing = {
	method: 'GET',
	path: '/',
	headers: { Authorization: 'Bearer the-live-token' },
	timeoutMs: 3_000,
};

let good: Certificate;
let expired: Certificate;
let foreign: Certificate;

beforeAll(async () => {
	good = await selfSigned('localhost', false);
	expired = await selfSigned('localhost', true);
	foreign = await selfSigned('pbx.example.com', false);
});

describe('a PBX with a certificate of its own making', () => {
	it('is refused before anything is sent, and told what to do', async () => {
		const server = await serve(replies({ body: { ok: 1 } }), good);
		const error = await failureOf(exchangeWith(server.origin).send(GET));

		expect(error).toBeInstanceOf(CertificateError);
		expect(error).toMatchObject({
			retryable: false,
			message: `The certificate of ${server.origin} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)`,
			hint: expect.stringContaining('Ignore SSL Issues (Insecure)') as string,
		});
		expect(everythingIn(error)).not.toContain('the-live-token');
		expect(server.seen).toEqual([]);
	});

	it('is taken when the user insists, however bad the certificate is', async () => {
		for (const certificate of [good, expired, foreign]) {
			const server = await serve(replies({ body: { ok: 1 } }), certificate);
			const exchange = exchangeWith(server.origin, { ignoreSslIssues: true });
			expect((await exchange.send(GET)).body).toEqual({ ok: 1 });
		}
	});
});

/** Trust is given to a process at its start, so these run in one of their own. */
describe('a PBX whose certificate is signed by somebody we trust', () => {
	it('is reached by its name only, and only while the certificate lasts', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'threecx-tls-'));
		try {
			const trusted = join(folder, 'trusted.pem');
			await writeFile(trusted, [good, expired, foreign].map(({ cert }) => cert).join('\n'));
			const ports: number[] = [];
			for (const certificate of [good, expired, foreign]) {
				ports.push((await serve(replies({ body: { ok: 1 } }), certificate)).port);
			}
			const { stdout } = await promisify(execFile)(
				process.execPath,
				['--import', 'tsx', join(__dirname, 'tlsProbe.ts'), ...ports.map(String)],
				{ env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted } },
			);
			const results: unknown = JSON.parse(stdout);
			expect(results).toEqual([
				'200',
				expect.stringMatching(/^CertificateError: .*is not trusted \(CERT_HAS_EXPIRED\)$/),
				expect.stringMatching(/^CertificateError: .*\(ERR_TLS_CERT_ALTNAME_INVALID\)$/),
			]);
		} finally {
			await rm(folder, { recursive: true });
		}
	});
});
