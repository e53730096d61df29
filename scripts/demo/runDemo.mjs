import { fileURLToPath } from 'node:url';
import { require as load } from 'tsx/cjs/api';
import { ensureN8n } from '../host/ensureN8n.mjs';
import { HostError } from '../host/hostError.mjs';
import { timed } from '../host/progress.mjs';
import { buildIfNeeded } from './build.mjs';
import { firstCall } from './calls.mjs';
import { Cleanup } from './cleanup.mjs';
import { portOr } from './ports.mjs';
import { followExecutions, masked, pushLine } from './pushes.mjs';

const ports = load('../../test/n8n/freePort.ts', import.meta.url);
const { installPackage } = load('../../test/n8n/install.ts', import.meta.url);
const { N8nApi, OWNER, itemsOf } = load('../../test/n8n/n8nApi.ts', import.meta.url);
const { N8nServer } = load('../../test/n8n/n8nServer.ts', import.meta.url);
const { packPackage } = load('../../test/n8n/pack.ts', import.meta.url);
const { readExample } = load('../../test/n8n/exampleFile.ts', import.meta.url);
const { temporaryFolder } = load('../../test/n8n/temporaryFolder.ts', import.meta.url);
const { sleep } = load('../../test/n8n/waitFor.ts', import.meta.url);
const { startPbx, whichPrompts } = load('../../test/pbx/index.ts', import.meta.url);

const root = fileURLToPath(new URL('../..', import.meta.url));

const EXAMPLE = 'on-call-push.json';
const NODE = 'Update On-Call Forwarding';
const CLIENT = 'admin';
/** The workflow that answers the web phone, and the client whose route point it is. */
const CALL_EXAMPLE = 'department-router.json';
const CALL_CLIENT = '800';
/** The example pushes every minute; nobody wants to watch a minute go by. */
const EVERY_SECONDS = 10;
const ONCE_MS = 60_000;

/** Starts everything; what has been started is undone by `cleanup`. */
async function start(log, cleanup) {
	await buildIfNeeded(root, log);
	const host = await ensureN8n({ log: (line) => console.log(line) });
	const folder = temporaryFolder('3cx-demo-');

	const pbx = await startPbx({ port: await portOr(5001, 'the simulated 3CX', ports, log) });
	cleanup.add(() => pbx.close());
	log(`the simulated 3CX answers at ${pbx.url}`);

	log('installing the package into an n8n of its own …');
	await installPackage(await packPackage(root, folder), folder);
	log(`starting n8n ${host.version} (10 to 20 seconds) …`);
	const server = await N8nServer.start({
		host,
		folder,
		port: await portOr(5678, 'n8n', ports, log),
		env: { GENERIC_TIMEZONE: 'Europe/Berlin' },
	});
	cleanup.add(() => server.stop());

	const api = await N8nApi.setUp(server.url);
	const credentialOf = async (clientId, name) =>
		await api.createCredential('threeCxCallControlApi', name, {
			serverUrl: pbx.url,
			clientId,
			clientSecret: pbx.world.client(clientId).secret,
		});
	const credential = await credentialOf(CLIENT, 'Simulated 3CX');
	const workflow = await api.createWorkflow(
		readExample(root, EXAMPLE, { credential, cron: `*/${EVERY_SECONDS} * * * * *` }),
	);
	await api.activate(workflow.id);
	const calls = await api.createWorkflow(
		readExample(root, CALL_EXAMPLE, {
			credential: await credentialOf(CALL_CLIENT, 'Simulated 3CX, calls to 800'),
		}),
	);
	await api.activate(calls.id);
	return { pbx, server, api, workflowId: workflow.id, callWorkflowId: calls.id };
}

/** What a visitor needs to know. */
const welcome = ({ pbx, server, workflowId, callWorkflowId }) => `
  n8n               ${server.url}
                    login ${OWNER.email}, password ${OWNER.password}
  on-call push      ${server.url}/workflow/${workflowId}
                    (examples/${EXAMPLE}; here every ${EVERY_SECONDS} seconds instead of every minute)
  department router ${server.url}/workflow/${callWorkflowId}
                    (examples/${CALL_EXAMPLE}; answers calls to 800)
  simulated 3CX     ${pbx.url}
  web phone         ${pbx.url}/phone
                    (ring 800 or 999, press keys, answer as 101, see where calls go)

Try this:
  - open the web phone, ring 800, hear the greeting, press 1, and answer as 101
  - where does a call to 999 go now?   curl ${pbx.url}/__sim/where/999
  - change the number by hand, as somebody in the 3CX console would, and see it put right:
      curl -X POST ${pbx.url}/__sim/users/999 -d '{"Mobile":"+491790000000"}'
  - open the on-call push, change the rows in "Roster", publish, and see the calls move
  - take the PBX away and bring it back:
      curl -X POST ${pbx.url}/__sim/down        curl -X POST ${pbx.url}/__sim/up

Ctrl-C ends everything and leaves nothing behind.
`;

const callLine = (pbx) => {
	const { kind, number, path } = pbx.whereWouldACallGo('999');
	return `a call to 999 now goes to: ${kind} ${masked(number)} (${path.join('; ')})`;
};

/** The first push; returns whether everything is as it should be. */
async function firstPush({ pbx, api, workflowId }) {
	let done;
	const end = Date.now() + ONCE_MS;
	await followExecutions({
		api,
		workflowId,
		itemsOf,
		node: NODE,
		sleep,
		stopped: () => done !== undefined || Date.now() > end,
		tell: (execution, report) => {
			done ??= { execution, report };
		},
	});
	if (!done) {
		console.log(`The workflow did not run within ${ONCE_MS / 1000} seconds.`);
		return false;
	}
	const { execution, report } = done;
	console.log(pushLine(execution, report));
	if (report?.message) console.log(`          ${report.message}`);
	console.log(`          ${callLine(pbx)}`);
	const call = pbx.whereWouldACallGo('999');
	const digits = String(report?.newNumber ?? '')
		.replace(/\D/g, '')
		.replace(/^0/, '');
	return (
		execution.status === 'success' &&
		report?.status === 'changed' &&
		report.verified === true &&
		call.kind === 'outside' &&
		digits !== '' &&
		call.number.endsWith(digits)
	);
}

/** Tells each push until the process is ended. */
async function tellPushes({ pbx, api, workflowId }) {
	let previous;
	await followExecutions({
		api,
		workflowId,
		itemsOf,
		node: NODE,
		sleep,
		stopped: () => false,
		tell: (execution, report) => {
			const line = pushLine(execution, report, previous);
			if (line) console.log(line);
			if (report?.changed) console.log(`          ${callLine(pbx)}`);
			previous = report;
		},
	});
}

/** The demo from start to end. */
export async function runDemo({ once }) {
	const cleanup = new Cleanup();
	const log = timed((line) => console.log(line));
	let stopping = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, async () => {
			if (stopping) return;
			stopping = true;
			console.log('\nstopping …');
			await cleanup.run();
			// 0 for the way a person ends it; the exit handlers remove the temporary folder.
			process.exit(signal === 'SIGINT' ? 0 : 1);
		});
	}
	let good = false;
	try {
		const running = await start(log, cleanup);
		if (once) {
			good = (await firstPush(running)) && (await firstCall({ ...running, whichPrompts, sleep }));
			console.log(good ? 'Everything is as it should be.' : 'This is NOT as it should be.');
		} else {
			console.log(welcome(running));
			await tellPushes(running);
		}
	} catch (error) {
		if (stopping) return;
		const known = error instanceof HostError || !(error instanceof Error);
		console.error(known ? String(error.message ?? error) : error.stack);
	}
	if (stopping) return;
	await cleanup.run();
	process.exit(good ? 0 : 1);
}
