import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** Size of the package as n8n installs it: packed, with its run-time dependencies. */
export async function installedSize(): Promise<string[]> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-3cx-size-'));
	try {
		const packed = npm(
			ROOT,
			'pack',
			'--ignore-scripts',
			'--silent',
			'--pack-destination',
			folder,
		).trim();
		npm(folder, 'install', '--omit=peer', '--ignore-scripts', '--no-package-lock', `./${packed}`);
		const modules = join(folder, 'node_modules');
		const sizes = readdirSync(modules)
			.filter((name) => !name.startsWith('.'))
			.map((name) => ({ name, bytes: bytesIn(join(modules, name)) }))
			.sort((a, b) => b.bytes - a.bytes);
		const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
		return [
			`Installed size: ${megabytes(total)} in ${sizes.length} packages; the tarball has ${megabytes(bytesIn(join(folder, packed)))}`,
			...sizes.slice(0, 5).map(({ name, bytes }) => `  ${megabytes(bytes).padStart(8)} ${name}`),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function npm(cwd: string, ...args: string[]): string {
	return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function bytesIn(path: string): number {
	const stats = lstatSync(path);
	if (!stats.isDirectory()) return stats.size;
	return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}

function megabytes(bytes: number): string {
	return `${(bytes / 1_048_576).toFixed(2)} MB`;
}
