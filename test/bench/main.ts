import { BENCH_NAMES, BENCHES } from './benches';

/** `npm run bench [-- part-of-a-name]`: measures and prints; ratios are of one run on one machine. Needs a build. */
async function main(): Promise<void> {
	console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
	const wanted = process.argv[2] ?? '';
	for (const name of BENCH_NAMES) {
		if (!name.includes(wanted)) continue;
		for (const line of await BENCHES[name]()) console.log(line);
		console.log();
	}
}

void main();
