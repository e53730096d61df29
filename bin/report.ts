import { ThreeCxError } from '../nodes/shared/transport';

export type Level = 'OK' | 'WARN' | 'FAIL';

/** Width of the level and the blank behind it. */
const INDENT = ' '.repeat(6);

/** What a command has found: a line for each check, with what to do below it. Only FAIL makes it end with 1. */
export class Report {
	private readonly counts: Record<Level, number> = { OK: 0, WARN: 0, FAIL: 0 };

	constructor(private readonly print: (line: string) => void) {}

	ok(what: string): void {
		this.line('OK', what);
	}

	/** @param advice what to do, as a sentence or two */
	warn(what: string, advice?: string): void {
		this.line('WARN', what, advice);
	}

	/** @param advice what to do, as a sentence or two */
	fail(what: string, advice?: string): void {
		this.line('FAIL', what, advice);
	}

	/** A check that broke off. @param what was tried, as in "Token": begins the line */
	broken(what: string, error: unknown, level: 'WARN' | 'FAIL' = 'FAIL'): void {
		const { message, hint } = inWords(error);
		this.line(level, `${what}: ${message}`, hint);
	}

	/** A line that belongs to the one before. */
	detail(text: string): void {
		this.print(`${INDENT}${text}`);
	}

	/** A heading between groups of checks. */
	section(title: string): void {
		this.print('');
		this.print(title);
	}

	/** Prints how many there were of each level, and returns the exit code: 0, or 1 after a FAIL. */
	close(): 0 | 1 {
		const { OK, WARN, FAIL } = this.counts;
		this.print('');
		this.print(`${OK} OK, ${WARN} WARN, ${FAIL} FAIL`);
		return FAIL > 0 ? 1 : 0;
	}

	private line(level: Level, what: string, advice?: string): void {
		this.counts[level]++;
		this.print(`${level.padEnd(INDENT.length)}${what}`);
		if (advice !== undefined && advice !== '') this.detail(advice);
	}
}

/** Any error as what happened and what to do. Errors of others may hold anything, so only their message is taken. */
export function inWords(error: unknown): { message: string; hint?: string } {
	if (error instanceof ThreeCxError) return { message: error.message, hint: error.hint };
	return { message: error instanceof Error ? error.message : String(error) };
}
