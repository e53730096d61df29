import { parseArgs } from 'node:util';
import { HostError } from '../host/hostError.mjs';

/** What `--help` says. */
export const USAGE = `npm run demo [-- options]    a real n8n beside a simulated 3CX, until Ctrl-C

  --once            one push and one call, then the end: 0 when all is as it should be
  --another         a second demo beside one that runs
  --port <n>        port of the simulated 3CX and its start page; 5001 when left out
  --n8n-port <n>    port of n8n; 5678 when left out
  --no-open         does not open the start page in a browser
  --help            this text

Ends with 0 when all is well, 1 when something is wrong (it says what), 2 for a wrong option.
N8N_VERSION and N8N_HOST_CACHE say which n8n, and where it is kept between runs.`;

const OPTIONS = {
	once: { type: 'boolean', default: false },
	another: { type: 'boolean', default: false },
	port: { type: 'string' },
	'n8n-port': { type: 'string' },
	'no-open': { type: 'boolean', default: false },
	help: { type: 'boolean', short: 'h', default: false },
};

/** A wrong command line. */
function misused(message) {
	return Object.assign(new HostError(`${message}\n\n${USAGE}`), { exitCode: 2 });
}

function portOf(option, text) {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (!/^\d+$/.test(text) || port < 1 || port > 65535)
		throw misused(`${option} takes a port from 1 to 65535, not "${text}".`);
	return port;
}

/** Reads the command line. */
export function readWishes(args) {
	let values;
	try {
		values = parseArgs({ args, options: OPTIONS }).values;
	} catch (error) {
		throw misused(error.message.split('\n')[0]);
	}
	const port = portOf('--port', values.port);
	const n8nPort = portOf('--n8n-port', values['n8n-port']);
	if (port !== undefined && port === n8nPort)
		throw misused(`3CX and n8n cannot both have port ${port}.`);
	const { once, another, help } = values;
	return { once, another, help, port, n8nPort, open: !once && !values['no-open'] };
}
