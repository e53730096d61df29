import { LEAD_MS } from '../../../nodes/shared/media';
import { parseSettings } from '../../../nodes/shared/transport';
import { DEFAULT_LIMITS, MOST_LEAD_MS } from '../../../nodes/shared/audio';
import { labels, NODE_NAMES, variables } from './names';
import { Page } from './page';

const page = new Page('docs/scaling.md');
const limits = page.tableUnder('Limits that are built in').rows;

/** What the line about a matter says. */
function limitOf(matter: string): string {
	return limits.find(([first = '']) => first.startsWith(matter))?.[1] ?? '';
}

describe('docs/scaling.md', () => {
	it('tells the defaults that hold', () => {
		const { settings } = parseSettings({});
		expect(limitOf('Connections')).toMatch(new RegExp(`^${settings.connectionPoolSize};`));
		expect(limitOf('Calls that one')).toBe(String(settings.maxConcurrentCalls));
		expect(limitOf('Audio file')).toBe(`25 MB, ${DEFAULT_LIMITS.maxSeconds / 60} minutes`);
	});

	it('tells how far audio is sent ahead', () => {
		const told = [LEAD_MS.interruptible, LEAD_MS.plain, MOST_LEAD_MS].map((ms) => `${ms} ms`);
		for (const ms of told) expect(page.text).toContain(ms);
	});

	it('names nodes, parameters and variables that exist', () => {
		const own = page.quoted.filter((text) => /^N8N_3CX_[A-Z]/.test(text));
		expect(own.length).toBeGreaterThan(1);
		expect(own.filter((name) => !variables().includes(name))).toEqual([]);
		const nodes = page.bold.filter((text) => text.startsWith('3CX '));
		expect(nodes.length).toBeGreaterThan(1);
		expect(nodes.filter((name) => !NODE_NAMES.includes(name))).toEqual([]);
		for (const label of ['Polling Interval (Seconds)', 'Stop Audio', 'Maximum Calls at Once']) {
			expect(page.text).toContain(label);
			expect([label, labels.has(label)]).toEqual([label, true]);
		}
	});
});
