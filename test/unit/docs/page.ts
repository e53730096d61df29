import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const ROOT = join(__dirname, '..', '..', '..');

/** A table of a page: cells with their Markdown, without the line below the heads. */
export interface Table {
	/** Heading that it stands under. */
	heading: string;
	heads: string[];
	rows: string[][];
}

/** A fenced block of a page. */
export interface Fence {
	language: string;
	text: string;
}

/** A page of the repository, as its readers see it. */
export class Page {
	readonly text: string;

	/** @param path from the root of the repository, such as `docs/security.md` */
	constructor(readonly path: string) {
		this.text = readFileSync(join(ROOT, path), 'utf8');
	}

	get fences(): Fence[] {
		return [...this.text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(
			([, language = '', text = '']) => ({
				language,
				text,
			}),
		);
	}

	/** The text without what stands in fenced blocks. */
	get prose(): string {
		return this.text.replace(/^```\w*\n[^]*?^```$/gm, '');
	}

	/** What stands in backticks, without fenced blocks. */
	get quoted(): string[] {
		return [...this.prose.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
	}

	/** What is bold, without fenced blocks and inline code. */
	get bold(): string[] {
		const plain = this.prose.replace(/`[^`\n]*`/g, '');
		return [...plain.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, text = '']) => text);
	}

	get tables(): Table[] {
		const tables: Table[] = [];
		let heading = '';
		let open: Table | undefined;
		for (const line of this.prose.split('\n')) {
			heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
			if (!line.startsWith('|')) open = undefined;
			else if (open === undefined)
				tables.push((open = { heading, heads: cellsOf(line), rows: [] }));
			else if (!/^[|\s:-]+$/.test(line)) open.rows.push(cellsOf(line));
		}
		return tables;
	}

	/** The first table under a heading. @throws where there is none */
	tableUnder(heading: string): Table {
		const table = this.tables.find((candidate) => candidate.heading === heading);
		if (!table) throw new Error(`${this.path}: no table under "${heading}"`);
		return table;
	}

	/** Anchors of its headings, as GitHub makes them. */
	get anchors(): string[] {
		const seen = new Map<string, number>();
		return [...this.prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => {
			const anchor = heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.trim()
				.replace(/\s/g, '-');
			const times = seen.get(anchor) ?? 0;
			seen.set(anchor, times + 1);
			return times === 0 ? anchor : `${anchor}-${times}`;
		});
	}

	/** Relative links: the path from the root of the repository, and the anchor, both may be empty. */
	get links(): Array<{ to: string; anchor: string }> {
		const plain = this.prose.replace(/`[^`\n]*`/g, '');
		return [...plain.matchAll(/\]\(([^)\s]+)\)/g)]
			.map(([, target = '']) => target)
			.filter((target) => !/^[a-z]+:/i.test(target))
			.map((target) => {
				const [path = '', anchor = ''] = target.split('#');
				const from = dirname(join(ROOT, this.path));
				return { to: path === '' ? this.path : resolve(from, path).slice(ROOT.length + 1), anchor };
			});
	}
}

/** Whether the repository has a file or folder there. */
export function isThere(path: string): boolean {
	return existsSync(join(ROOT, path));
}

function cellsOf(line: string): string[] {
	return line
		.slice(1, line.lastIndexOf('|'))
		.split(/(?<!\\)\|/)
		.map((cell) => cell.trim());
}
