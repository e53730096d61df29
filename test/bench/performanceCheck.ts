import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BENCHES } from './benches';
import { MEASURES } from './measures';
import { measureAll, page, table } from './summary';

const USAGE = `npm run performance-check [-- options]    the quick benches with their limits, below two minutes
  --full         all of them
  --only NAME    the benches whose name holds this
  --write FILE   writes the table as a page
Exit codes: 0 all is well, 1 a figure is beyond its limit, 2 the command line or the build is not right.`;

/** Runs benches and holds their figures against limits; resolves to the exit code. */
async function main(args: string[]): Promise<number> {
	const { values } = parseArgs({
		args,
		options: {
			full: { type: 'boolean' },
			only: { type: 'string', default: '' },
			write: { type: 'string' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help === true) {
		console.log(USAGE);
		return 0;
	}
	const measures = MEASURES.filter(
		({ bench, isQuick }) => (isQuick || values.full === true) && bench.includes(values.only),
	);
	if (measures.length === 0) throw new Error(`There is no bench "${values.only}" among them.`);
	if (!existsSync(join(__dirname, '../../dist/nodes')))
		throw new Error('There is no dist folder: run `npm run build` first.');
	const results = await measureAll(
		measures,
		async (name) => await BENCHES[name](),
		(line) => console.error(line),
	);
	console.log(`\n${table(results)}`);
	const machine = `${process.platform} ${process.arch}, ${cpus().length} cores`;
	const day = new Date().toISOString().slice(0, 10);
	if (values.write !== undefined)
		writeFileSync(values.write, page(results, { node: process.version, machine, day }));
	return results.every(({ passes }) => passes) ? 0 : 1;
}

main(process.argv.slice(2)).then(
	(code) => (process.exitCode = code),
	(error: unknown) => {
		console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
		process.exitCode = 2;
	},
);
