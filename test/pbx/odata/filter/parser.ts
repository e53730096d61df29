import { badQuery } from '../errors';
import { tokens, unquote, type Token } from './lexer';

/** A constant in a filter; dates keep their text so that `date()` can compare days. */
export type Literal =
	| { type: 'string'; value: string }
	| { type: 'number'; value: number }
	| { type: 'boolean'; value: boolean }
	| { type: 'date'; value: string }
	| { type: 'null'; value: null };

/** Operators between two values. */
export const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;

/** Functions that the PBX is known to take (xapi.md §2.2), with the number of arguments. */
export const FUNCTIONS: Record<string, number> = {
	contains: 2,
	startswith: 2,
	endswith: 2,
	tolower: 1,
	toupper: 1,
	date: 1,
};

/** A parsed filter. */
export type Expression =
	| { kind: 'literal'; literal: Literal }
	| { kind: 'property'; path: string[] }
	| { kind: 'call'; name: string; args: Expression[] }
	| { kind: 'not'; operand: Expression }
	| { kind: 'logic'; op: 'and' | 'or'; left: Expression; right: Expression }
	| { kind: 'compare'; op: (typeof COMPARISONS)[number]; left: Expression; right: Expression };

/** Parses a `$filter`; 400 for anything that is not understood. */
export function parseFilter(text: string): Expression {
	const parser = new Parser(text, tokens(text));
	const expression = parser.or();
	parser.end();
	return expression;
}

class Parser {
	private position = 0;

	constructor(
		private readonly text: string,
		private readonly list: Token[],
	) {}

	or(): Expression {
		let left = this.and();
		while (this.takeName('or')) left = { kind: 'logic', op: 'or', left, right: this.and() };
		return left;
	}

	end(): void {
		if (this.position < this.list.length) throw this.syntaxError();
	}

	private and(): Expression {
		let left = this.not();
		while (this.takeName('and')) left = { kind: 'logic', op: 'and', left, right: this.not() };
		return left;
	}

	private not(): Expression {
		if (this.takeName('not')) return { kind: 'not', operand: this.not() };
		return this.comparison();
	}

	private comparison(): Expression {
		const left = this.operand();
		const op = COMPARISONS.find((name) => this.takeName(name));
		return op ? { kind: 'compare', op, left, right: this.operand() } : left;
	}

	private operand(): Expression {
		const token = this.list[this.position];
		if (!token) throw this.syntaxError();
		this.position++;
		switch (token.kind) {
			case 'string':
				return constant({ type: 'string', value: unquote(token.text) });
			case 'number':
				return constant({ type: 'number', value: Number(token.text) });
			case 'date':
				return constant({ type: 'date', value: token.text });
			case 'name':
				return this.named(token.text);
			case 'symbol': {
				if (token.text !== '(') throw this.syntaxError();
				const inner = this.or();
				this.take(')');
				return inner;
			}
		}
	}

	private named(name: string): Expression {
		if (name === 'null') return constant({ type: 'null', value: null });
		if (name === 'true' || name === 'false') {
			return constant({ type: 'boolean', value: name === 'true' });
		}
		if (this.list[this.position]?.text !== '(') return { kind: 'property', path: name.split('/') };

		const count = FUNCTIONS[name];
		if (count === undefined) {
			throw badQuery(`An unknown function with name '${name}' was found.`);
		}
		this.take('(');
		const args = [this.or()];
		while (this.list[this.position]?.text === ',') {
			this.position++;
			args.push(this.or());
		}
		this.take(')');
		if (args.length !== count) throw this.syntaxError();
		return { kind: 'call', name, args };
	}

	private takeName(name: string): boolean {
		const token = this.list[this.position];
		if (token?.kind !== 'name' || token.text !== name) return false;
		this.position++;
		return true;
	}

	private take(symbol: string): void {
		if (this.list[this.position]?.text !== symbol) throw this.syntaxError();
		this.position++;
	}

	private syntaxError() {
		const at = this.list[this.position]?.at ?? this.text.length;
		return badQuery(`Syntax error at position ${at} in '${this.text}'.`);
	}
}

function constant(literal: Literal): Expression {
	return { kind: 'literal', literal };
}
