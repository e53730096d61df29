import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Checks } from './check';

/** Runs every *.spec.ts of a folder whose name contains `wanted`, one after another. */
export async function runSpecs<L extends { check: Checks['check'] }>(
	folder: string,
	lab: L,
	wanted: string,
): Promise<void> {
	const files = readdirSync(folder)
		.filter((name) => name.endsWith('.spec.ts') && name.includes(wanted))
		.sort();
	for (const file of files) {
		console.log(`\n${file}`);
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
	}
}
