import { checkAudioFiles } from './checkAudioFiles';
import { Given, UsageError, type Command } from './command';
import { readOwnPackage } from './ownPackage';
import { inWords } from './report';
import type { Terminal } from './terminal';
import { testBackups } from './testBackups';
import { testCredentials } from './testCredentials';
import { validateConfig } from './validateConfig';

/** All commands, in the order of the overview. */
export const COMMANDS: readonly Command[] = [
	validateConfig,
	checkAudioFiles,
	testCredentials,
	testBackups,
];

/** What people look for here, and why it is elsewhere. */
const ELSEWHERE: Readonly<Record<string, string>> = {
	'performance-check':
		'performance-check measures this package against the simulated 3CX, which is not in the package: run "npm run performance-check" in a clone of the repository.',
};

function overview(): string {
	const width = Math.max(...COMMANDS.map(({ name }) => name.length));
	return [
		'Helpers of the 3CX nodes for n8n.',
		'',
		'n8n-nodes-3cx COMMAND [options]',
		'',
		...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
		'',
		'n8n-nodes-3cx COMMAND --help tells more. Exit codes: 0 all is well, 1 something is wrong, 2 the command line is.',
	].join('\n');
}

/** Runs a command line without the name of the program; resolves to the exit code. Never throws. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
	const [name, ...rest] = args;
	if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
		terminal.print(overview());
		return name === undefined ? 2 : 0;
	}
	if (name === '--version' || name === '-v') {
		terminal.print(readOwnPackage().version);
		return 0;
	}
	const command = COMMANDS.find((one) => one.name === name);
	if (command === undefined) {
		terminal.remark(ELSEWHERE[name] ?? `There is no command "${name}".\n\n${overview()}`);
		return 2;
	}
	return await runCommand(command, rest, terminal);
}

async function runCommand(
	command: Command,
	args: readonly string[],
	terminal: Terminal,
): Promise<number> {
	try {
		const given = Given.of(command, args);
		if (!given.flag('help')) return await command.run(given, terminal);
		terminal.print(command.help);
		return 0;
	} catch (error) {
		const { message, hint } = inWords(error);
		terminal.remark(hint === undefined ? message : `${message}\n${hint}`);
		if (!(error instanceof UsageError)) return 1;
		terminal.remark(`n8n-nodes-3cx ${command.name} --help tells more.`);
		return 2;
	}
}
