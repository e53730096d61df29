import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone when this process is, also after Ctrl-C. */
export function temporaryFolder(prefix: string): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
	process.once('exit', () =>
		rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
	);
	return folder;
}
