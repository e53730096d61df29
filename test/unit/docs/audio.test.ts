import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { ThreeCxCallControl } from '../../../nodes/ThreeCxCallControl/ThreeCxCallControl.node';
import { AudioBench } from '../ThreeCxCallControl/audioBench';

const text = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'audio.md'), 'utf8');
const { properties } = new ThreeCxCallControl().description;

/** Labels of the options of an operation. */
function optionsOf(operation: string): string[] {
	const found = properties.find(
		({ name, displayOptions }) =>
			name === 'options' && displayOptions?.show?.operation?.includes(operation),
	);
	return ((found?.options ?? []) as INodeProperties[]).map(({ displayName }) => displayName);
}

/** A section of the page, without its heading. */
function section(heading: string): string {
	const [, after = ''] = text.split(`\n## ${heading}\n`);
	return after.split('\n## ')[0] ?? '';
}

function firstCells(part: string): string[] {
	const rows = part.split('\n').filter((line) => line.startsWith('|'));
	return rows.slice(2).map((line) => line.split('|')[1]?.trim() ?? '');
}

describe('docs/audio.md', () => {
	it.each([
		['Options of Play Audio', 'playAudio'],
		['Options of Collect DTMF', 'collectDTMF'],
		['Options of Record Audio', 'recordAudio'],
	])('under "%s" names every option, and none that does not exist', (heading, operation) => {
		const existing = optionsOf(operation);
		expect(existing.length).toBeGreaterThan(3);
		expect(firstCells(section(heading)).sort()).toEqual(existing.sort());
	});

	it('names the fields that come out', async () => {
		const call = await AudioBench.start();
		const outputs: Array<[heading: string, operation: string]> = [
			['Options of Play Audio', 'playAudio'],
			['Options of Collect DTMF', 'collectDTMF'],
			['Options of Record Audio', 'recordAudio'],
		];
		for (const [heading, operation] of outputs) {
			const audio = { audioFile: 'other', prompt: 'other', timeout: 1, maxSeconds: 1 };
			const own = Object.keys(await call.run(operation, { ...audio, retries: 0 }));
			const common = Object.keys(await call.run('stopAudio'));
			const special = own.filter((name) => !common.includes(name) || name === 'secondsPlayed');
			expect(special.length).toBeGreaterThan(1);
			for (const name of special) expect(section(heading)).toContain(`\`${name}\``);
		}
	});

	it.each(['Audio File', 'Prompt', 'Wait Until Played', 'Outputs', 'Wait For'])(
		'names the parameter "%s", which exists',
		(label) => {
			expect(text).toContain(`"${label}"`);
			expect(properties.map(({ displayName }) => displayName)).toContain(label);
		},
	);
});
