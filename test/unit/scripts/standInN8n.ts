import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A program that takes the four commands of n8n which a backup needs, and keeps everything in one file. For what a real
 * n8n does not do on demand (loses a workflow, changes a node, cannot start); the real one is `npm run test-backups`.
 */
const PROGRAM = `
const fs = require('node:fs');
const { join } = require('node:path');
const { N8N_USER_FOLDER: home, N8N_ENCRYPTION_KEY: key, STAND_IN_FAULT: fault = '' } = process.env;
const [command, ...args] = process.argv.slice(2);
const value = (name) => args.find((arg) => arg.startsWith('--' + name + '='))?.split('=')[1];
if (fault === 'cannotStart') { console.error('Error: this n8n needs another Node; the key is ' + key); process.exit(1); }
const folder = join(home, '.n8n');
fs.mkdirSync(folder, { recursive: true });
const database = join(folder, 'database.sqlite');
const store = fs.existsSync(database) ? JSON.parse(fs.readFileSync(database)) : { workflow: [], credentials: [] };
const [doing, kind] = command.split(':');
if (doing === 'import') {
	const input = value('input');
	const files = args.includes('--separate') ? fs.readdirSync(input).map((name) => join(input, name)) : [input];
	const rows = files.map((file) => JSON.parse(fs.readFileSync(file))).flat();
	if (fault === 'losesWorkflow' && home.endsWith('same-key')) rows.length = kind === 'workflow' ? 0 : rows.length;
	if (fault === 'changesNode' && home.endsWith('same-key') && kind === 'workflow') rows[0].nodes[0].name = 'Other';
	for (const row of rows) {
		if (kind === 'credentials' && typeof row.data === 'object') row.data = JSON.stringify({ key, data: row.data });
		store[kind].push(row);
	}
	fs.writeFileSync(database, JSON.stringify(store));
} else {
	for (const row of store[kind]) {
		if (args.includes('--decrypted')) {
			const sealed = JSON.parse(row.data);
			if (sealed.key !== key) { console.log('Error exporting credentials.'); process.exit(0); }
			row.data = sealed.data;
		}
		fs.writeFileSync(join(value('output'), row.id + '.json'), JSON.stringify(row));
	}
}
`;

/** Writes the stand-in as a package; the path of its program. */
export function writeStandIn(folder: string): string {
	const bin = join(folder, 'n8n', 'bin');
	mkdirSync(bin, { recursive: true });
	writeFileSync(
		join(folder, 'n8n', 'package.json'),
		JSON.stringify({ name: 'n8n', version: '2.0.0' }),
	);
	writeFileSync(join(bin, 'n8n'), PROGRAM);
	return join(bin, 'n8n');
}

/** The folder of somebody's own n8n, with one workflow and one credential stored with this key. */
export function writeOwnFolder(folder: string, key: string, secret: string): void {
	mkdirSync(folder, { recursive: true });
	const credential = { id: 'c1', name: 'PBX', type: 'threeCxCallControlApi' };
	const data = JSON.stringify({ key, data: { clientSecret: secret } });
	const workflow = {
		id: 'w1',
		name: 'Night',
		nodes: [{ name: 'Start' }],
		connections: {},
		active: true,
	};
	const store = { workflow: [workflow], credentials: [{ ...credential, data }] };
	writeFileSync(join(folder, 'database.sqlite'), JSON.stringify(store));
	writeFileSync(join(folder, 'config'), JSON.stringify({ encryptionKey: key }));
}
