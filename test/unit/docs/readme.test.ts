import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { ThreeCxCallControlApi } from '../../../credentials/ThreeCxCallControlApi.credentials';
import { ThreeCxCallControl } from '../../../nodes/ThreeCxCallControl/ThreeCxCallControl.node';
import { ThreeCxCallData } from '../../../nodes/ThreeCxCallData/ThreeCxCallData.node';
import { ThreeCxCallMonitor } from '../../../nodes/ThreeCxCallMonitor/ThreeCxCallMonitor.node';
import { ThreeCxCallReceiver } from '../../../nodes/ThreeCxCallReceiver/ThreeCxCallReceiver.node';
import { ThreeCxUpdateOnCallForwarding } from '../../../nodes/ThreeCxUpdateOnCallForwarding/ThreeCxUpdateOnCallForwarding.node';
import { OnCallBench } from '../ThreeCxUpdateOnCallForwarding/update/onCallRun';

const ROOT = join(__dirname, '..', '..', '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The first cells of the table that follows a line with this text. */
function firstCells(before: string): string[] {
	const after = readme.slice(readme.indexOf(before) + before.length);
	const table = /(?:^\|.*\n)+/m.exec(after)?.[0] ?? '';
	return table
		.split('\n')
		.slice(2)
		.map((line) => line.split('|')[1]?.trim() ?? '')
		.filter((cell) => cell !== '');
}

function words(cells: readonly string[]): string[] {
	return cells.flatMap((cell) => cell.split(',')).map((word) => word.replaceAll('`', '').trim());
}

const properties = new ThreeCxUpdateOnCallForwarding().description.properties;
const labels = (list: readonly INodeProperties[]) => list.map(({ displayName }) => displayName);
const options = properties.find(({ name }) => name === 'options')?.options ?? [];

describe('The README', () => {
	it('names every parameter of the node, and none that does not exist', () => {
		const named = words(firstCells('### Parameters'));
		// The operations share most of them.
		const existing = new Set(
			labels(properties).filter((label) => label !== 'Operation' && label !== 'Options'),
		);
		expect(named.sort()).toEqual([...existing].sort());
	});

	it('names every option of the node, and none that does not exist', () => {
		const existing = options.map((option) =>
			'displayName' in option ? option.displayName : option.name,
		);
		expect(firstCells('\nOptions:').sort()).toEqual(existing.sort());
	});

	it('names every parameter of the Call Receiver, and none that does not exist', () => {
		const existing = new ThreeCxCallReceiver().description.properties
			.filter(({ type }) => type !== 'notice')
			.map(({ displayName }) => displayName);
		expect(words(firstCells('\n## 3CX Call Receiver')).sort()).toEqual(existing.sort());
	});

	it('names every operation and parameter of Call Control, and none that does not exist', () => {
		const { properties: list } = new ThreeCxCallControl().description;
		const operations = list.find(({ name }) => name === 'operation')?.options ?? [];
		const section = readme.slice(readme.indexOf('\n## 3CX Call Control\n'));
		expect(firstCells('\n## 3CX Call Control\n').sort()).toEqual(
			operations.map(({ name }) => name).sort(),
		);
		const second = section.slice(section.indexOf('| Operation'));
		const named = words(
			second
				.split('\n\n')[0]
				?.split('\n')
				.map((line) => line.split('|')[1] ?? '') ?? [],
		);
		expect(named.sort()).toEqual([...new Set(labels(list))].sort());
	});

	it('names every parameter and event of the Call Monitor, and none that does not exist', () => {
		const list = new ThreeCxCallMonitor().description.properties;
		expect(words(firstCells('\n## 3CX Call Monitor')).sort()).toEqual(labels(list).sort());
		const events = list.find(({ name }) => name === 'eventTypes')?.options ?? [];
		for (const event of events)
			expect(readme).toContain(`\`${'value' in event ? String(event.value) : ''}\``);
	});

	it('names every operation and parameter of Call Data, and none that does not exist', () => {
		const list = new ThreeCxCallData().description.properties;
		const operations = list.find(({ name }) => name === 'operation')?.options ?? [];
		const names = operations.map(({ name }) => name).sort();
		expect(firstCells('\n## 3CX Call Data').sort()).toEqual(names);
		const section = readme.slice(readme.indexOf('\n## 3CX Call Data'));
		const rows = section.slice(section.indexOf('| Parameters')).split('\n\n')[0]?.split('\n') ?? [];
		const named = words(rows.slice(2).map((row) => row.split('|')[1] ?? ''));
		const existing = list
			.filter(({ type }) => type !== 'notice')
			.map(({ displayName }) => displayName);
		const missing = new Set(
			existing.filter((label) => label !== 'Operation' && !named.includes(label)),
		);
		expect([...missing]).toEqual([]);
		expect(named.filter((label) => !existing.includes(label))).toEqual([]);
	});

	it('names every field of the credential that can be seen', () => {
		const visible = new ThreeCxCallControlApi().properties.filter(({ type }) => type !== 'hidden');
		expect(firstCells('In n8n:').sort()).toEqual(labels(visible).sort());
	});

	it('names every field of the output', async () => {
		const bench = await OnCallBench.start();
		const outcome = await bench.outcome();
		await bench.stop();
		expect(words(firstCells('### Output')).sort()).toEqual(Object.keys(outcome).sort());
	});

	it('names every environment variable that is read', () => {
		const source = readFileSync(join(ROOT, 'nodes/shared/transport/settings.ts'), 'utf8');
		const read = [...source.matchAll(/(?:text|integer)\('([A-Z_]+)'/g)].map(
			([, name]) => `N8N_3CX_${name}`,
		);
		const existing = [...new Set([...read, 'N8N_3CX_LOG_LEVEL'])];
		expect(words(firstCells('## Settings for all nodes')).sort()).toEqual(existing.sort());
	});

	it('has commands that exist', () => {
		const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			scripts: Record<string, string>;
		};
		const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
		expect(named.length).toBeGreaterThan(3);
		for (const name of named) expect(Object.keys(manifest.scripts)).toContain(name);
	});

	it('links to files that exist', () => {
		const targets = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path ?? '');
		expect(targets.length).toBeGreaterThan(2);
		for (const target of targets)
			expect({ target, exists: existsSync(join(ROOT, target)) }).toEqual({ target, exists: true });
	});

	it('links to headings that exist', () => {
		const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
			(text ?? '')
				.toLowerCase()
				.replace(/[^\w\s-]/g, '')
				.replaceAll(' ', '-'),
		);
		for (const [, anchor] of readme.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
	});
});
