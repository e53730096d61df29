import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { startPbx } from './pbx';
import { parseSwitch, SWITCH_NAMES, SWITCH_VALUES, type Switches } from './switches';
import { DEFAULT_VERSION } from './version';
import { DEFAULT_SECRET } from './world/defaultClients';
import { defaultWorld } from './world/defaultWorld';
import { worldFromJson } from './world/worldFile';

const HELP = `A simulated 3CX V20 on loopback.

  npm run pbx -- [options]

  --port <n>             port to listen on; 5484 when left out, 0 picks a free one
  --tls                  HTTPS with a self-signed certificate
  --world <file.json>    start from this world (save one with: curl …/__sim/world)
  --users <n>            users of the default world, for instance 250
  --version <build>      build to claim; ${DEFAULT_VERSION} when left out
  --token-ttl <seconds>  life of an access token; 3600 when left out
  --switch <name=value>  one of the open questions answered otherwise; may be repeated
  --help                 this text

Switches (the first value is the default):
${SWITCH_NAMES.map((name) => `  ${name}: ${SWITCH_VALUES[name].join(' | ')}`).join('\n')}
`;

interface Wishes {
	port: number;
	tls: boolean;
	worldFile?: string;
	users?: number;
	version?: string;
	tokenTtlSeconds?: number;
	switches: Partial<Switches>;
}

/** Reads the command line; null when only the help was asked for. */
function readWishes(args: string[]): Wishes | null {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: '5484' },
			tls: { type: 'boolean', default: false },
			world: { type: 'string' },
			users: { type: 'string' },
			version: { type: 'string' },
			'token-ttl': { type: 'string' },
			switch: { type: 'string', multiple: true, default: [] },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return null;
	const switches: Partial<Switches> = {};
	for (const setting of values.switch) {
		const [name = '', value = ''] = setting.split('=');
		Object.assign(switches, parseSwitch(name, value));
	}
	return {
		port: count('--port', values.port) ?? 0,
		tls: values.tls,
		worldFile: values.world,
		users: count('--users', values.users),
		version: values.version,
		tokenTtlSeconds: count('--token-ttl', values['token-ttl']),
		switches,
	};
}

function count(option: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) throw new Error(`${option} takes a number, not "${text}"`);
	return Number(text);
}

async function main(): Promise<void> {
	const wishes = readWishes(process.argv.slice(2));
	if (!wishes) {
		console.log(HELP);
		return;
	}
	const { worldFile, users, ...options } = wishes;
	const world = worldFile
		? worldFromJson(readFileSync(worldFile, 'utf8'))
		: defaultWorld({ users });
	const pbx = await startPbx({ ...options, world });

	const curl = wishes.tls ? 'curl -k' : 'curl';
	console.log(`Simulated 3CX ${pbx.world.system.fqdn} at ${pbx.url}`);
	console.log(
		`Web phone, to ring your workflow: ${pbx.url}/phone (what to try: ${pbx.url}/start)\n`,
	);
	console.log(`Clients (the secret of each in the default world is ${DEFAULT_SECRET}):`);
	for (const client of world.clients) {
		const apis = [client.xapi && 'XAPI', client.callControl && 'Call Control'].filter(Boolean);
		console.log(`  ${client.clientId.padEnd(18)}${client.role.padEnd(16)}${apis.join(' + ')}`);
	}
	const routePoint = world.clients[0]?.routePointDn ?? '';
	console.log(`
Where would a call go now?     ${curl} '${pbx.url}/__sim/where/999?from=outside'
And one to the number outside? ${curl} '${pbx.url}/__sim/where-did/+4930123456'
Change a user by hand:         ${curl} -d '{"Mobile":"+491711111111"}' ${pbx.url}/__sim/users/999
What was asked of the PBX:     ${curl} ${pbx.url}/__sim/journal
Let somebody ring ${routePoint}:${' '.repeat(Math.max(1, 12 - routePoint.length))}${curl} -d '{"from":"+491719876543","name":"Frau Sommer"}' ${pbx.url}/__sim/call/inbound
Who talks to whom?             ${curl} ${pbx.url}/__sim/call
Press a key in that call:      ${curl} -d '{"leg":25,"keys":"1"}' ${pbx.url}/__sim/call/press
Take a ringing phone off:      ${curl} -d '{"dn":"101"}' ${pbx.url}/__sim/call/answer
Hang up (everything):          ${curl} -X POST ${pbx.url}/__sim/call/hangup
Cut the event sockets:         ${curl} -X POST ${pbx.url}/__sim/ws/drop
Break something:               ${curl} -d '{"action":{"kind":"status","status":503}}' ${pbx.url}/__sim/fault
Open questions:                ${curl} ${pbx.url}/__sim/switches
`);

	const end = () => void pbx.close();
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
