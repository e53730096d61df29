import { firstCall } from './calls.mjs';
import { itemsOf, sleep, whichPrompts } from './modules.mjs';
import { followExecutions, masked, pushLine, tourPush } from './pushes.mjs';
import { CALLS, EVERY_SECONDS, PUSH } from './startN8n.mjs';

const NODE = 'Update On-Call Forwarding';
const ONCE_MS = 60_000;
const PUSHES_KEPT = 20;
const LOOK_MS = 2_000;

const workflowOf = ({ tour }, { key }) => tour.workflows.find((one) => one.key === key);

/** What a visitor needs to know. */
const welcome = (running) => {
	const { pbx, tour } = running;
	const { url, mail, password } = tour.n8n;
	return `
  start page        ${pbx.url}/start
                    (what to try, with buttons, and what happens)
  web phone         ${pbx.url}/phone
  n8n               ${url}
                    login ${mail}, password ${password}
  on-call push      ${workflowOf(running, PUSH).url}
                    (examples/${PUSH.file}; here every ${EVERY_SECONDS} seconds instead of every minute)
  department router ${workflowOf(running, CALLS).url}
                    (examples/${CALLS.file}; answers calls to 800)

Try this:
  1. open the web phone, ring 800, hear the greeting, press 1, and answer as 101
  2. change the on-call number by hand, as somebody in the 3CX console would, and see it put right:
       curl -X POST ${pbx.url}/__sim/users/999 -d '{"Mobile":"+491790000000"}'
       curl ${pbx.url}/__sim/where/999      (where a call to 999 goes now)
  3. take the PBX away and bring it back:
       curl -X POST ${pbx.url}/__sim/down        curl -X POST ${pbx.url}/__sim/up
  Then open the on-call push, change the rows in "Roster", publish, and see the calls move.

Ctrl-C ends everything and leaves nothing behind.
`;
};

const callLine = (pbx) => {
	const { kind, number, path } = pbx.whereWouldACallGo('999');
	return `a call to 999 now goes to: ${kind} ${masked(number)} (${path.join('; ')})`;
};

/** Calls `tell` with each push, oldest first, until `stopped` says so; the start page gets it too. */
async function followPushes(running, tell, stopped) {
	const { api, tour } = running;
	await followExecutions({
		api,
		workflowId: workflowOf(running, PUSH).id,
		itemsOf,
		node: NODE,
		sleep,
		stopped,
		tell: (execution, report) => {
			tour.pushes.unshift(tourPush(execution, report));
			tour.pushes.splice(PUSHES_KEPT);
			tell(execution, report);
		},
	});
}

/** The first push; returns whether everything is as it should be. */
async function firstPush(running) {
	const { pbx } = running;
	let done;
	const end = Date.now() + ONCE_MS;
	await followPushes(
		running,
		(execution, report) => {
			done ??= { execution, report };
		},
		() => done !== undefined || Date.now() > end,
	);
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

/** One push and one call; returns whether both were as they should be. */
export async function once(running) {
	const isGood =
		(await firstPush(running)) && (await firstCall({ ...running, whichPrompts, sleep }));
	console.log(isGood ? 'Everything is as it should be.' : 'This is NOT as it should be.');
	return isGood;
}

/** Keeps the start page informed whether n8n answers. */
async function watchN8n({ server, tour }) {
	for (;;) {
		tour.n8n.isUp = await fetch(`${server.url}/healthz`).then(
			({ ok }) => ok,
			() => false,
		);
		await sleep(LOOK_MS);
	}
}

/** Tells each push until the process is ended. */
export async function untilStopped(running) {
	console.log(welcome(running));
	void watchN8n(running);
	let previous;
	await followPushes(
		running,
		(execution, report) => {
			const line = pushLine(execution, report, previous);
			if (line) console.log(line);
			if (report?.changed) console.log(`          ${callLine(running.pbx)}`);
			previous = report;
		},
		() => false,
	);
	return true;
}
