import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ensureN8n, findN8n } from '../host/ensureN8n.mjs';
import { buildIfNeeded } from './build.mjs';
import { openPage } from './openPage.mjs';
import { installPackages } from './packages.mjs';
import { Steps } from './steps.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Seconds of a quiet machine with two cores. */
const PLAN = [
	{ key: 'packages', what: 'fetching the tools of this project', usualSeconds: 60 },
	{ key: 'build', what: 'building the nodes', usualSeconds: 20 },
	{ key: 'node', what: 'fetching a Node for n8n (190 MB)', usualSeconds: 10 },
	{ key: 'n8n', what: 'fetching n8n (700 MB, 2.6 GB on disk)', usualSeconds: 150 },
	{ key: 'database', what: 'preparing the database driver of n8n', usualSeconds: 60 },
	{ key: 'install', what: 'putting the nodes into n8n', usualSeconds: 8 },
	{ key: 'start', what: 'starting n8n', usualSeconds: 15 },
	{ key: 'workflows', what: 'publishing two workflows', usualSeconds: 5 },
];

/** A page that is open gets to know why it ends. */
const LAST_LOOK_MS = 1_500;

/** The tools of this project, and with them the simulated 3CX with its start page. */
async function startSimulator({ steps, ports, wishes, claim, cleanup }) {
	await installPackages(root, steps);
	const { startPbx } = await import('./modules.mjs');
	const pbx = await startPbx({ port: ports.pbx });
	cleanup.add(() => pbx.close());
	pbx.tour = { steps: steps.list, failure: '', n8n: null, workflows: [], pushes: [] };
	const page = `${pbx.url}/start`;
	claim?.tell({ page });
	steps.say(`start page: ${page}`);
	if (wishes.open) openPage(page);
	await buildIfNeeded(root, steps);
	return pbx;
}

/** An n8n of this machine; what is there already is no step. */
async function prepareN8n(steps) {
	const found = await findN8n();
	const host = found ?? (await ensureN8n({ log: steps.log }));
	steps.skip('node', 'n8n', 'database');
	return host;
}

/** The demo; resolves to whether all was as it should be. Without `--once` it never ends by itself. */
export async function runDemo({ wishes, ports, claim, cleanup }) {
	const steps = new Steps((line) => console.log(line), PLAN);
	let pbx;
	const simulator = startSimulator({ steps, ports, wishes, claim, cleanup }).then((started) => {
		pbx = started;
	});
	try {
		// Side by side: one waits for the disk mostly, the other for the processor.
		const [host] = await Promise.all([prepareN8n(steps), simulator]);
		const { startN8n } = await import('./startN8n.mjs');
		const running = await startN8n({ root, host, pbx, steps, port: ports.n8n, cleanup });
		claim?.tell({ n8n: running.server.url });
		const { once, untilStopped } = await import('./running.mjs');
		return await (wishes.once ? once(running) : untilStopped(running));
	} catch (error) {
		if (pbx?.tour && wishes.open && !cleanup.isRunning) {
			pbx.tour.failure = error.message;
			await sleep(LAST_LOOK_MS);
		}
		throw error;
	}
}
