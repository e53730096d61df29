import { join } from 'node:path';
import { run } from './run';

/** Packs the built package as `npm publish` would and returns the tarball's path. */
export async function packPackage(root: string, destination: string): Promise<string> {
	// `--dry-run=false`: npm hands that setting down when this runs inside another npm command.
	const args = ['pack', '--ignore-scripts', '--json', '--dry-run=false'];
	const output = await run('npm', [...args, '--pack-destination', destination], root);
	const [packed]: Array<{ filename: string }> = JSON.parse(output);
	if (!packed) throw new Error(`npm pack said nothing about a tarball: ${output}`);
	return join(destination, packed.filename);
}
