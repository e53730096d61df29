import { hostname } from 'node:os';
import {
	linkSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HostError } from './hostError.mjs';

/** The owner touches the lock every so often; one that has been silent for long is dead, wherever it ran. */
const HEARTBEAT_MS = 10_000;
const SILENT_MS = 90_000;

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** The text of a lock nobody holds any more, else undefined. */
function staleText(file) {
	try {
		const text = readFileSync(file, 'utf8');
		const [host, pid] = text.split(' ');
		if (host === hostname() && !isAlive(Number(pid))) return text;
		return Date.now() - statSync(file).mtimeMs > SILENT_MS ? text : undefined;
	} catch {
		return undefined; // Gone meanwhile: the next attempt takes it.
	}
}

/** Takes a stale lock away; gives it back if another process was faster and it is a fresh one by now. */
function clear(file, text) {
	const aside = `${file}.${process.pid}.stale`;
	try {
		renameSync(file, aside);
		if (readFileSync(aside, 'utf8') !== text) linkSync(aside, file);
	} catch {
		// Somebody else cleared it.
	}
	rmSync(aside, { force: true });
}

function tryTake(file) {
	const mine = `${file}.${process.pid}`;
	try {
		writeFileSync(mine, `${hostname()} ${process.pid} ${Date.now()}`);
	} catch (error) {
		throw new HostError(
			`${dirname(file)} cannot be written (${error.code}). Set N8N_HOST_CACHE to a folder of yours.`,
		);
	}
	try {
		linkSync(mine, file); // Atomic, and the lock is never seen half-written.
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(mine, { force: true });
	}
}

/** Runs `work` while holding the lock file; waits for another run, but not for a dead one. */
export async function withLock(file, log, work) {
	let said = false;
	while (!tryTake(file)) {
		const stale = staleText(file);
		if (stale !== undefined) {
			log('an earlier run ended without tidying up; going on');
			clear(file, stale);
			continue;
		}
		if (!said) log('another run is preparing n8n; waiting for it');
		said = true;
		await sleep(500);
	}
	const heartbeat = setInterval(() => {
		const now = new Date();
		utimesSync(file, now, now);
	}, HEARTBEAT_MS);
	const release = () => rmSync(file, { force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		process.off('exit', release);
		release();
	}
}
