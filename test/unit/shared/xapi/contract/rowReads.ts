import { Row, Xapi } from '../../../../../nodes/shared/xapi';
import type { Schema } from '../../../pbx/openApi';
import type { XapiSpec } from './spec';

type Reader = 'text' | 'flag' | 'integer' | 'child' | 'children' | 'texts' | 'integers';
const READERS: readonly Reader[] = [
	'text',
	'flag',
	'integer',
	'child',
	'children',
	'texts',
	'integers',
];

/** Watches which fields the nodes take from the rows of the configuration API, and compares them with the file. */
export class RowReads {
	/** Every field that was taken, as `GET Users DisplayName text`. */
	readonly taken = new Set<string>();
	/** Only the names. */
	readonly names = new Set<string>();
	readonly problems = new Set<string>();
	private readonly origin = new WeakMap<Row, { from: string; schema: Schema | undefined }>();

	constructor(private readonly spec: XapiSpec) {}

	/** Everything goes on as it is; jest puts the methods back after the test. */
	watch(): void {
		this.tagResults('page');
		this.tagResults('call');
		this.tagResults('single');
		this.tagResults('callOne');
		for (const reader of READERS) this.watchReader(reader);
	}

	private tagResults(method: 'page' | 'call' | 'single' | 'callOne'): void {
		const original = Xapi.prototype[method] as (...args: unknown[]) => Promise<Row | Row[]>;
		const tag = (row: Row, from: string) => {
			this.origin.set(row, { from, schema: this.spec.rowOf(from) });
		};
		jest.spyOn(Xapi.prototype, method).mockImplementation(async function (
			this: Xapi,
			...args: unknown[]
		) {
			const result = await original.apply(this, args);
			for (const row of [result].flat()) tag(row, String(args[0]));
			return result as never;
		});
	}

	private watchReader(reader: Reader): void {
		const original = Row.prototype[reader] as (name: string) => unknown;
		const note = (row: Row, name: string, result: unknown) => this.note(row, reader, name, result);
		jest.spyOn(Row.prototype, reader).mockImplementation(function (this: Row, name: string) {
			const result = original.call(this, name);
			note(this, name, result);
			return result as never;
		});
	}

	private note(row: Row, reader: Reader, name: string, result: unknown): void {
		const origin = this.origin.get(row);
		// A row of something else: a frame of Call Control, a token, an error.
		if (!origin) return;
		const { from, schema } = origin;
		const property = this.spec.property(schema, name);
		this.taken.add(`${from} ${name} ${reader}`);
		this.names.add(name);
		if (!property || !this.fits(reader, property)) {
			this.problems.add(
				`${from}: ${name} is ${property ? `not read by ${reader}` : 'no property'}`,
			);
		}
		for (const inner of [result].flat()) {
			if (inner instanceof Row)
				this.origin.set(inner, { from: `${from}/${name}`, schema: property });
		}
	}

	private fits(reader: Reader, property: Schema): boolean {
		const { kind, list } = this.spec.plain(property);
		switch (reader) {
			case 'text':
				return kind === 'string' && !list;
			case 'flag':
				return kind === 'boolean' && !list;
			case 'integer':
				return kind === 'integer' && !list;
			case 'child':
				return kind === 'object' && !list;
			case 'children':
				return kind === 'object' && list;
			// Flags come as one text with commas (xapi.md §3.3).
			case 'texts':
				return kind === 'string';
			case 'integers':
				return kind === 'integer' && list;
		}
	}
}
