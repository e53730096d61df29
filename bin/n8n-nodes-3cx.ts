#!/usr/bin/env node
import { tooOldNode } from './nodeVersion';

/** The commands of this package for a terminal; see `n8n-nodes-3cx --help`. */
async function main(): Promise<void> {
	const problem = tooOldNode(process.versions.node);
	if (problem !== undefined) {
		process.stderr.write(`${problem}\n`);
		process.exitCode = 1;
		return;
	}
	// Only now: an older Node may not even be able to load the rest, and there must be a sentence instead of a stack.
	const { runProgram } = await import('./program');
	const { ProcessTerminal } = await import('./terminal');
	process.exitCode = await runProgram(process.argv.slice(2), new ProcessTerminal(process));
}

void main();
