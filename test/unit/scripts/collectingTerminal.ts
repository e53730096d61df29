import { runProgram } from '../../../bin/program';
import type { Environment, Terminal } from '../../../bin/terminal';

/** A terminal whose lines are kept, with a person who gives these answers, or none. */
export class CollectingTerminal implements Terminal {
	readonly printed: string[] = [];

	readonly remarks: string[] = [];

	readonly questions: string[] = [];

	constructor(
		readonly env: Environment,
		private readonly answers?: string[],
	) {}

	print(line: string): void {
		this.printed.push(line);
	}

	remark(line: string): void {
		this.remarks.push(line);
	}

	async ask(question: string): Promise<string | undefined> {
		this.questions.push(question);
		return this.answers?.shift();
	}

	async askSecret(question: string): Promise<string | undefined> {
		return await this.ask(`${question}(hidden)`);
	}
}

/** What a command came to. */
export interface Outcome {
	code: number;
	/** Everything that was printed. */
	output: string;
	/** Everything beside the result. */
	remarks: string;
	questions: string[];
	/** The lines of one level, without what to do. */
	lines(level: 'OK' | 'WARN' | 'FAIL'): string[];
	/** The only line that begins so, with what to do behind it; a test fails where there is none or more. */
	line(level: 'OK' | 'WARN' | 'FAIL', part: string): string;
}

/** Runs the program as a terminal would, in this process. */
export async function command(
	args: readonly string[],
	env: Environment = {},
	answers?: string[],
): Promise<Outcome> {
	const terminal = new CollectingTerminal(env, answers);
	const code = await runProgram(args, terminal);
	const { printed, remarks, questions } = terminal;
	const output = printed.join('\n');
	const lines = (level: string) =>
		printed.filter((line) => line.startsWith(level)).map((line) => line.slice(6));
	return {
		code,
		output,
		remarks: remarks.join('\n'),
		questions,
		lines,
		line: (level, part) => {
			const found = printed.flatMap((line, at) =>
				line.startsWith(level) && line.includes(part)
					? [`${line.slice(6)} ${(printed[at + 1] ?? '').trim()}`]
					: [],
			);
			if (found.length !== 1)
				throw new Error(
					`${found.length} lines of ${level} with "${part}" in:\n${output}\n${remarks.join('\n')}`,
				);
			return found[0] ?? '';
		},
	};
}
