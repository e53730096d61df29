import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Terminal } from './terminal';

/** A command of this program. */
export interface Command {
	name: string;
	/** A line for the list of commands. */
	summary: string;
	/** What `--help` shows. */
	help: string;
	options: NonNullable<ParseArgsConfig['options']>;
	/** Whether it takes words besides options. */
	takesWords?: boolean;
	/** Resolves to the exit code: 0 all is well, 1 something is wrong. @throws UsageError */
	run(given: Given, terminal: Terminal): Promise<number>;
}

/** The command line cannot be meant like this; the program ends with 2. */
export class UsageError extends Error {}

/** What stands on the command line behind the name of the command. */
export class Given {
	private constructor(
		private readonly values: Readonly<Record<string, unknown>>,
		/** Words that belong to no option. */
		readonly words: readonly string[],
	) {}

	/** @throws UsageError for an option that the command does not have, or without its value */
	static of({ options, takesWords }: Command, args: readonly string[]): Given {
		try {
			const { values, positionals } = parseArgs({
				args: [...args],
				options: { ...options, help: { type: 'boolean', short: 'h' } },
				allowPositionals: takesWords === true,
			});
			return new Given(values, positionals);
		} catch (error) {
			throw new UsageError(error instanceof Error ? firstSentence(error.message) : String(error));
		}
	}

	/** The text of an option; undefined when it is not given or empty. */
	text(name: string): string | undefined {
		const value = this.values[name];
		return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
	}

	flag(name: string): boolean {
		return this.values[name] === true;
	}
}

/** Node adds how to write a word that begins with a dash. */
function firstSentence(message: string): string {
	return message.split('. To specify')[0] ?? message;
}
