import { get } from 'node:https';

import { realClock, virtualClock } from '../../pbx';
import { login, start } from './client';

describe('a running PBX', () => {
	it('comes back on its port after a stop, with its tokens', async () => {
		const pbx = await start();
		const client = await login(pbx);
		const { port } = pbx;
		await pbx.stop();
		await expect(client.xapi('Defs')).rejects.toThrow();
		await pbx.start();
		expect(pbx.port).toBe(port);
		expect((await client.xapi('Defs')).status).toBe(200);
	});

	it('voids all tokens by a restart and is away for the time asked', async () => {
		const clock = virtualClock(0);
		const pbx = await start({ clock });
		const client = await login(pbx);
		const restarted = pbx.restart(5000);
		await expect(client.xapi('Defs')).rejects.toThrow();
		await clock.advance(5000);
		await restarted;
		expect((await client.xapi('Defs')).status).toBe(401);
	});

	it('closes twice without complaint, also in the middle of a restart', async () => {
		const pbx = await start({ clock: virtualClock(0) });
		const restarted = pbx.restart(5000);
		await pbx.close();
		await restarted;
		await pbx.close();
		await expect(fetch(pbx.url)).rejects.toThrow();
	});

	it('speaks HTTPS with a certificate of its own', async () => {
		const pbx = await start({ tls: { commonName: 'pbx.example', expired: true } });
		await expect(fetch(`${pbx.url}/callcontrol`)).rejects.toThrow();
		const seen = await new Promise<{ status?: number; subject?: string; ends: number }>(
			(resolve, reject) => {
				const options = { rejectUnauthorized: false, agent: false };
				get(`${pbx.url}/callcontrol`, options, (response) => {
					const { socket } = response;
					const certificate = 'getPeerCertificate' in socket ? peer(socket) : null;
					response.resume();
					resolve({
						status: response.statusCode,
						subject: certificate?.subject.CN,
						ends: Date.parse(certificate?.valid_to ?? ''),
					});
				}).on('error', reject);
			},
		);
		expect(seen).toMatchObject({ status: 401, subject: 'pbx.example' });
		expect(seen.ends).toBeLessThan(Date.now());
	});
});

function peer(socket: object): { subject: { CN: string }; valid_to: string } | null {
	const { getPeerCertificate } = socket as {
		getPeerCertificate?: () => { subject: { CN: string }; valid_to: string };
	};
	return getPeerCertificate ? getPeerCertificate.call(socket) : null;
}

describe('clocks', () => {
	it('virtual: sleepers wake in order, also those that go to sleep again', async () => {
		const clock = virtualClock(0);
		const woken: string[] = [];
		void clock.wait(20).then(() => woken.push(`b ${clock.now()}`));
		void clock
			.wait(10)
			.then(() => clock.wait(5))
			.then(() => woken.push(`a ${clock.now()}`));
		await clock.advance(30);
		expect(woken).toEqual(['a 15', 'b 20']);
		expect(clock.now()).toBe(30);
	});

	it('both wake at once when aborted', async () => {
		for (const clock of [virtualClock(0), realClock()]) {
			const closer = new AbortController();
			const slept = clock.wait(60_000, closer.signal);
			closer.abort();
			await slept;
			await clock.wait(60_000, closer.signal);
		}
	});
});
