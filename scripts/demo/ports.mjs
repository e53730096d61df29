import { createServer } from 'node:net';
import { HostError } from '../host/hostError.mjs';

const USUAL = { pbx: 5001, n8n: 5678 };
/** Ports that are looked at after the usual one. */
const MOST = 100;

function canListen(port, host) {
	return new Promise((resolve) => {
		const server = createServer();
		// A machine without IPv6 has nobody there either.
		server.once('error', ({ code }) =>
			resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'),
		);
		server.listen(port, host, () => server.close(() => resolve(true)));
	});
}

/** Whether nobody listens there, by either name of this machine: a browser asks ::1 for localhost first. */
async function isFree(port) {
	return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

async function nextFree(usual, taken) {
	for (let port = usual; port < usual + MOST; port++)
		if (!taken.includes(port) && (await isFree(port))) return port;
	throw new HostError(`No port from ${usual} to ${usual + MOST - 1} is free here.`);
}

async function choose({ wanted, usual, what, option, taken }, log) {
	if (wanted !== undefined) {
		if (await isFree(wanted)) return wanted;
		throw new HostError(
			`Port ${wanted} is taken by another program. Choose another with ${option}, or leave it out: a free one is found then.`,
		);
	}
	const port = await nextFree(usual, taken);
	if (port !== usual) log(`Port ${usual} is taken by another program; ${what} uses ${port}.`);
	return port;
}

/** The ports of both: what was asked for or a clear word, else the usual ones or the next that are free. */
export async function choosePorts({ port, n8nPort }, log) {
	const pbx = await choose(
		{
			wanted: port,
			usual: USUAL.pbx,
			what: 'the simulated 3CX',
			option: '--port',
			taken: [n8nPort],
		},
		log,
	);
	const n8n = await choose(
		{ wanted: n8nPort, usual: USUAL.n8n, what: 'n8n', option: '--n8n-port', taken: [pbx] },
		log,
	);
	return { pbx, n8n };
}
