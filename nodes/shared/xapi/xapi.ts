import { HttpError, ProtocolError, Row, urlValue, type Http, type HttpRequest } from '../transport';
import { literal, type LiteralValue } from './literal';
import { explain } from './problem';
import { MAX_PAGE, queryString, type Page, type Query } from './query';

/** Where the configuration API lives. */
export const BASE = '/xapi/v1';

/** A list that ends: more rows than this are not what a workflow means. */
const MAX_ROWS = 1_000_000;

/** Reports work long on large periods (xapi.md §6.3). */
const REPORT_MS = 120_000;

/** A period that was too large is so the next time as well (xapi.md §1.4). */
const TOO_LARGE = 504;

/** Parameters of a function, in the order of 3CX's model: order and presence matter (xapi.md §2.3). */
export type FunctionParameters = ReadonlyArray<readonly [name: string, value: LiteralValue | Bare]>;

/** A value that is written without quotes, such as a date made by `dateLiteral`. */
export interface Bare {
	readonly bare: string;
}

/** The configuration API of a 3CX V20, as far as the nodes use it. */
export class Xapi {
	constructor(private readonly http: Http) {}

	/** One page of an entity set: at most `query.top` rows, 100 when it is left out. */
	async page(set: string, query: Query): Promise<Row[]> {
		const reply = await this.get(
			`/${set}${queryString({ ...query, top: query.top ?? MAX_PAGE })}`,
			`read ${set}`,
		);
		return this.rows(reply, set);
	}

	/**
	 * Row after row, page after page until a short one: 3CX sends no next link (xapi.md §2.1).
	 *
	 * @param limit stop after this many rows
	 */
	async *all(set: string, query: Query, limit = MAX_ROWS): AsyncGenerator<Row, void, undefined> {
		for (let skip = 0; skip < limit; skip += MAX_PAGE) {
			const top = Math.min(MAX_PAGE, limit - skip);
			const rows = await this.page(set, { ...query, top, skip });
			yield* rows;
			if (rows.length < top) return;
		}
	}

	/** A thing there is only one of, such as `GeneralSettingsForPbx`, or one entity by its key. */
	async single(path: string, query: Query): Promise<Row> {
		const body = await this.get(`/${path}${queryString(query)}`, `read ${path}`);
		if (typeof body !== 'object' || body === null || Array.isArray(body)) {
			throw new ProtocolError(`3CX at ${this.http.origin} sent nothing for ${path}`, false);
		}
		return Row.of(body);
	}

	/**
	 * Calls a function, such as `ReportInboundRules/Pbx.GetInboundRulesData`; its rows. A report is given more time,
	 * and a 504 is not tried again: ask for less.
	 */
	async call(name: string, parameters: FunctionParameters, page: Page = {}): Promise<Row[]> {
		const path = `/${name}(${listed(parameters)})${queryString(page)}`;
		const limits = name.startsWith('Report') ? { timeoutMs: REPORT_MS, final: [TOO_LARGE] } : {};
		return this.rows(await this.get(path, `call ${name}`, limits), name);
	}

	/** Calls a function that gives one object, such as `SystemStatus/Pbx.SystemHealthStatus`. */
	async callOne(name: string, parameters: FunctionParameters = []): Promise<Row> {
		return Row.of(await this.get(`/${name}(${listed(parameters)})`, `call ${name}`));
	}

	/**
	 * Changes fields of an entity. Plain JSON, 204 without body; lists replace the whole list (xapi.md §2.4).
	 * A 2xx proves nothing: 3CX accepts changes that it does not make. Read back.
	 */
	async patch(set: string, id: number, changes: object): Promise<void> {
		await this.write('PATCH', `/${set}(${literal(id)})`, changes, `change ${set}`);
	}

	/** Runs an action whose repetition does no harm, such as `Users/Pbx.MultiUserUpdate`; one without parameters has no body. */
	async repeatableAction(name: string, parameters?: object): Promise<void> {
		await this.write('POST', `/${name}`, parameters, `run ${name}`);
	}

	private async get(
		path: string,
		doing: string,
		limits: Pick<HttpRequest, 'timeoutMs' | 'final'> = {},
	): Promise<unknown> {
		const reply = await this.http
			.request({ method: 'GET', path: `${BASE}${path}`, ...limits })
			.catch((error: unknown) => {
				throw inWords(error, doing);
			});
		return reply.body;
	}

	private async write(
		method: 'PATCH' | 'POST',
		path: string,
		body: object | undefined,
		doing: string,
	): Promise<void> {
		await this.http
			.request({ method, path: `${BASE}${path}`, body, repeatable: true })
			.catch((error: unknown) => {
				throw inWords(error, doing);
			});
	}

	private rows(body: unknown, what: string): Row[] {
		const row = Row.of(body);
		if (!Array.isArray(row.raw.value)) {
			throw new ProtocolError(`3CX at ${this.http.origin} sent no list for ${what}`, false);
		}
		return row.children('value');
	}
}

function inWords(error: unknown, doing: string): unknown {
	return error instanceof HttpError ? explain(error, doing) : error;
}

function listed(parameters: FunctionParameters): string {
	return parameters
		.map(([key, value]) => `${key}=${urlValue(isBare(value) ? value.bare : literal(value))}`)
		.join(',');
}

function isBare(value: LiteralValue | Bare): value is Bare {
	return typeof value === 'object' && value !== null;
}
