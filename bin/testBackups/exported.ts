import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** A workflow or a credential as an export has it. */
export interface Exported {
	id: string;
	/** For messages, such as `workflow "On-call"`. */
	title: string;
	/** What must come through. */
	content: Readonly<Record<string, unknown>>;
}

/** Everything else is of the n8n that it lives in: times, versions, owners, whether it is published. */
const CONTENT = {
	workflow: ['name', 'nodes', 'connections', 'settings', 'pinData'],
	credential: ['name', 'type', 'data'],
} as const;

/** What `--backup` has written into a folder: a file for each. @throws Error when one of them is no JSON object */
export function readExport(folder: string, kind: keyof typeof CONTENT): Exported[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => {
			const value: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
			if (typeof value !== 'object' || value === null) throw new Error(`${name} is no ${kind}`);
			const field = (key: string): unknown => Reflect.get(value, key);
			return {
				id: String(field('id')),
				title: `${kind} "${String(field('name'))}"`,
				content: Object.fromEntries(CONTENT[kind].map((key) => [key, field(key) ?? null])),
			};
		});
}

/** What is missing, changed or new; no values, for they may be secrets. */
export function differences(before: readonly Exported[], after: readonly Exported[]): string[] {
	const rest = new Map(after.map((one) => [one.id, one]));
	const wrong = before.flatMap(({ id, title, content }) => {
		const now = rest.get(id);
		rest.delete(id);
		if (now === undefined) return [`${title} is missing`];
		const changed = Object.keys(content).filter(
			(key) => !isDeepStrictEqual(content[key], now.content[key]),
		);
		return changed.length === 0 ? [] : [`${title} has another ${changed.join(', ')}`];
	});
	return [...wrong, ...[...rest.values()].map(({ title }) => `${title} was not there before`)];
}
