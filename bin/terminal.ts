import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** The environment of a program. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a command speaks with a person, or with the script that calls it. */
export interface Terminal {
	readonly env: Environment;
	/** A line of the result. */
	print(line: string): void;
	/** A line about the work itself, beside the result. */
	remark(line: string): void;
	/** An answer typed by a person; undefined when nobody is there to ask. */
	ask(question: string): Promise<string | undefined>;
	/** The same without showing what is typed. */
	askSecret(question: string): Promise<string | undefined>;
}

/** The streams and the environment of a process. */
export interface Streams {
	env: Environment;
	stdin: NodeJS.ReadableStream & { isTTY?: boolean };
	stdout: NodeJS.WritableStream;
	stderr: NodeJS.WritableStream;
}

/** Shows nothing: what is typed is drawn here. */
function nowhere(): Writable {
	return new Writable({
		write(_chunk, _encoding, done) {
			done();
		},
	});
}

/** The terminal of this process. Questions go to stderr, so that the result can be sent into a file. */
export class ProcessTerminal implements Terminal {
	constructor(private readonly streams: Streams) {}

	get env(): Environment {
		return this.streams.env;
	}

	print(line: string): void {
		this.streams.stdout.write(`${line}\n`);
	}

	remark(line: string): void {
		this.streams.stderr.write(`${line}\n`);
	}

	async ask(question: string): Promise<string | undefined> {
		return await this.answer(question, this.streams.stderr);
	}

	async askSecret(question: string): Promise<string | undefined> {
		const answer = await this.answer(question, nowhere());
		if (answer !== undefined) this.remark('');
		return answer;
	}

	private async answer(
		question: string,
		output: NodeJS.WritableStream,
	): Promise<string | undefined> {
		const { stdin: input, stderr } = this.streams;
		if (input.isTTY !== true) return undefined;
		stderr.write(question);
		// As a terminal readline draws every key itself: into `output`, and the kernel echoes none.
		const lines = createInterface({ input, output, terminal: true });
		try {
			return await new Promise<string | undefined>((resolve) => {
				lines.once('line', resolve);
				// Ctrl-C and Ctrl-D are no answer.
				lines.once('SIGINT', () => lines.close());
				lines.once('close', () => resolve(undefined));
			});
		} finally {
			lines.close();
		}
	}
}
