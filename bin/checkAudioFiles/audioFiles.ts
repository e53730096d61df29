import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

/** Names of audio files, readable or not; others in a folder are none of our business. */
const ENDINGS = new Set(
	'.wav .wave .mp3 .mp2 .ogg .oga .opus .flac .m4a .mp4 .aac .wma .aif .aiff .au .caf .amr .gsm .g729 .g722 .raw .webm'.split(
		' ',
	),
);

/** The audio files that a word on the command line means, by name; a file that is named is taken as it is. */
export function audioFilesIn(path: string): { files: string[]; problem?: string } {
	try {
		if (!statSync(path).isDirectory()) return { files: [path] };
		const files = readdirSync(path, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && ENDINGS.has(extname(entry.name).toLowerCase()))
			.map((entry) => join(entry.parentPath, entry.name))
			.sort();
		return files.length === 0 ? { files, problem: 'no audio file is in this folder' } : { files };
	} catch (error) {
		return {
			files: [],
			problem: isMissing(error)
				? 'there is no such file or folder'
				: `cannot be read (${String(error)})`,
		};
	}
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && Reflect.get(error, 'code') === 'ENOENT';
}
