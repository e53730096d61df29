import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../host/ensureN8n.mjs';
import { HostError } from '../host/hostError.mjs';

const fileOf = () => join(cacheFolder(), 'demo.json');

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** Who holds the claim; undefined when nobody does any more. */
function holder(file) {
	try {
		const found = JSON.parse(readFileSync(file, 'utf8'));
		return isAlive(found.pid) ? found : undefined;
	} catch {
		return undefined;
	}
}

/** Whether it is a demo that answers: a number of a process is given again to another program. */
async function answers(page) {
	if (!page) return true; // It is only starting.
	return await fetch(page, { signal: AbortSignal.timeout(2_000) }).then(
		({ ok }) => ok,
		() => false,
	);
}

function sayRunning({ startedAt, page, n8n }) {
	const since = new Date(startedAt).toLocaleTimeString('en-GB', { timeStyle: 'short' });
	return new HostError(
		[
			`A demo runs here already, since ${since}:`,
			page ? `  start page  ${page}` : '  it is still getting ready',
			...(n8n ? [`  n8n         ${n8n}`] : []),
			'End it with Ctrl-C in its terminal, or start a second one beside it, on other ports:',
			'  npm run demo -- --another',
		].join('\n'),
	);
}

/** Claims to be the one demo of this person; throws when one runs, and says where. */
export async function claimDemo() {
	const file = fileOf();
	const mine = { pid: process.pid, startedAt: new Date().toISOString(), page: '', n8n: '' };
	const write = (flag) => writeFileSync(file, JSON.stringify(mine), { flag });
	try {
		mkdirSync(cacheFolder(), { recursive: true });
		write('wx');
	} catch (error) {
		if (error.code !== 'EEXIST') {
			throw new HostError(
				`${cacheFolder()} cannot be written (${error.code}). Set N8N_HOST_CACHE to a folder of yours.`,
			);
		}
		const other = holder(file);
		if (other && (await answers(other.page))) throw sayRunning(other);
		write('w'); // Of one that was killed.
	}
	return {
		/** Tells a second start where this one is. */
		tell(addresses) {
			Object.assign(mine, addresses);
			write('w');
		},
		async release() {
			if (holder(file)?.pid === process.pid) rmSync(file, { force: true });
		},
	};
}
