import type { Command, Given } from '../command';
import { UsageError } from '../command';
import { Report } from '../report';
import type { Terminal } from '../terminal';
import { audioFilesIn } from './audioFiles';
import { checkFile } from './checkFile';

const HELP = `n8n-nodes-3cx check-audio-files FILE|FOLDER …

Says of each file whether 3CX Call Control can play it, what it is, how long it is heard, and what to do when not.
The files are decoded as the node does it; nothing is written. In a folder all audio files are taken, those in its
folders as well.

Each line is OK, WARN or FAIL; the exit code is 1 after a FAIL, else 0.`;

async function run({ words }: Given, terminal: Terminal): Promise<number> {
	if (words.length === 0) throw new UsageError('Name at least one file or folder.');
	const report = new Report((line) => terminal.print(line));
	for (const word of words) {
		const found = audioFilesIn(word);
		if (found.problem !== undefined) report.fail(`${word}: ${found.problem}`);
		for (const file of found.files) await checkFile(report, file);
	}
	return report.close();
}

/** Says which audio files can be played. */
export const checkAudioFiles: Command = {
	name: 'check-audio-files',
	summary: 'says which audio files can be played to callers',
	help: HELP,
	options: {},
	takesWords: true,
	run,
};
