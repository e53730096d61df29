import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Checks } from './check';

/** How `runSpecs` tells of a spec. */
export interface Telling {
	print: (line: string) => void;
	/** Called after each spec. */
	told?: () => void;
}

/** The *.spec.ts of a folder whose name contains `wanted`. Several that take from one such list share it out. */
export function specFiles(folder: string, wanted: string): IterableIterator<string> {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.spec.ts') && name.includes(wanted))
		.sort()
		.values();
}

/** Runs specs of a folder one after another: those of a list, or every one whose name contains the text. */
export async function runSpecs<L extends { check: Checks['check'] }>(
	folder: string,
	lab: L,
	files: string | IterableIterator<string>,
	{ print, told }: Telling = { print: console.log },
): Promise<void> {
	for (const file of typeof files === 'string' ? specFiles(folder, files) : files) {
		print(`\n${file}`);
		const { spec }: { spec: (lab: L) => Promise<void> } = await import(
			join(folder, file.replace(/\.ts$/, ''))
		);
		try {
			await spec(lab);
		} catch (error) {
			// A spec that breaks off outside a check must not pass for one that ran to its end.
			await lab.check(`${file} runs to its end`, () => {
				throw error;
			});
		}
		told?.();
	}
}
