import { loadavg } from 'node:os';
import { HostError } from '../host/hostError.mjs';
import {
	installPackage,
	N8nApi,
	N8nServer,
	OWNER,
	packPackage,
	readExample,
	temporaryFolder,
} from './modules.mjs';

/** The on-call workflow, and the client that may change users. */
export const PUSH = { key: 'push', file: 'on-call-push.json', client: 'admin' };
/** The workflow that answers the web phone, and the client whose route point it is. */
export const CALLS = { key: 'calls', file: 'department-router.json', client: '800' };
/** The example pushes every minute; nobody wants to watch a minute go by. */
export const EVERY_SECONDS = 10;

async function startServer(options) {
	try {
		return await N8nServer.start(options);
	} catch (error) {
		const load = loadavg()[0].toFixed(1);
		throw new HostError(
			`n8n did not start (load of this machine: ${load}). Its last words:\n${error.message}`,
		);
	}
}

/** Imports and publishes both workflows, each with the credential that it needs. */
async function publish({ root, api, pbx, url }) {
	const workflows = [];
	for (const { key, file, client } of [PUSH, CALLS]) {
		const credential = await api.createCredential(
			'threeCxCallControlApi',
			`Simulated 3CX, ${client}`,
			{
				serverUrl: pbx.url,
				clientId: client,
				clientSecret: pbx.world.client(client).secret,
			},
		);
		const cron = key === PUSH.key ? `*/${EVERY_SECONDS} * * * * *` : undefined;
		const { id } = await api.createWorkflow(readExample(root, file, { credential, cron }));
		await api.activate(id);
		workflows.push({ key, id, url: `${url}/workflow/${id}`, file: `examples/${file}` });
	}
	return workflows;
}

/** A real n8n with the package and both workflows in it; what has been started is undone by `cleanup`. */
export async function startN8n({ root, host, pbx, steps, port, cleanup }) {
	const folder = temporaryFolder('3cx-demo-');
	await steps.run('install', async () => {
		await installPackage(await packPackage(root, folder), folder);
	});
	const server = await steps.run('start', () =>
		startServer({ host, folder, port, env: { GENERIC_TIMEZONE: 'Europe/Berlin' } }),
	);
	cleanup.add(() => server.stop());
	const { tour } = pbx;
	const api = await steps.run('workflows', async () => {
		const made = await N8nApi.setUp(server.url);
		tour.n8n = {
			url: server.url,
			version: host.version,
			mail: OWNER.email,
			password: OWNER.password,
			isUp: true,
		};
		tour.workflows = await publish({ root, api: made, pbx, url: server.url });
		return made;
	});
	return { pbx, server, api, tour };
}
