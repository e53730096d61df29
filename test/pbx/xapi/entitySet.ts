import type { Core } from '../core';
import type { Outcome, Reply } from '../http/reply';
import type { PbxRequest } from '../http/request';
import type { XapiFailure } from '../odata/errors';
import type { Arguments, Parameter } from '../odata/functions';
import type { ApiClient } from '../world/clients';
import type { Row, Value } from '../world/values';
import type { LazyRows } from './lazyRows';

/** What a handler of the Configuration API works on. */
export interface XapiContext extends Core {
	/** Who asks. */
	client: ApiClient;
	/** The path as it was sent: some builds mind how a date is encoded (§2.3). */
	rawPath: string;
	/** Address of the API as the client sees it, for `@odata.context`. */
	base: string;
}

/** A function: GET, arguments in the path (xapi.md §2.3). */
export interface PbxFunction {
	parameters: readonly Parameter[];
	/** Type of the result; null for a bare value. */
	type: string | null;
	/** Rows for a list, a row for one object, anything else for a bare value; undefined is 404. */
	call?(context: XapiContext, args: Arguments): Row[] | Row | Value;
	/** Rows of a history, in place of `call`. */
	lazy?(context: XapiContext, args: Arguments): LazyRows;
	/** A reply that is no JSON, in place of `call`: a file. */
	reply?(context: XapiContext, args: Arguments): Reply;
	/** First build that has it. */
	since?: string;
	/** First build without it. */
	until?: string;
	/** Whether the limit for `$top` holds; report functions are without it but for one (§2.1). */
	topLimit?: boolean;
}

/** An action: POST with named parameters in the body. */
export type PbxAction = (context: XapiContext, body: unknown, row: Row | null) => Outcome;

/** A list of entities under its own path. */
export interface EntitySet {
	kind: 'set';
	/** Type of the rows in the model. */
	type: string;
	/** The rows as they go out, navigation properties included; the projection picks from them. */
	rows(context: XapiContext): Row[];
	/** Rows of a history, in place of `rows`; without the limit for `$top` (§2.1). */
	lazy?(context: XapiContext, request: PbxRequest): LazyRows;
	/** Property of the key; null when there is no GET by key (xapi.md §2.1). */
	key: string | null;
	/** Answer for a key that is not there, when it is not the usual 404. */
	unknownKey?(context: XapiContext): XapiFailure;
	/** First build that has the set. */
	since?: string;
	/** The key is for actions alone: there is no GET by it. */
	isListOnly?: boolean;
	/** Whether the set has the alternate key `Number` of 20.0.8 (xapi.md §6.1). */
	byNumber?: boolean;
	/** Navigation properties that have a path of their own. */
	navigation?: string[];
	create?(context: XapiContext, body: unknown): Outcome;
	patch?(context: XapiContext, row: Row, body: unknown): Outcome;
	remove?(context: XapiContext, row: Row): Outcome;
	functions?: Record<string, PbxFunction>;
	actions?: Record<string, PbxAction>;
	/** Actions on one entity: `ServicePrincipals(5)/Pbx.GenerateAppToken`. */
	entityActions?: Record<string, PbxAction>;
}

/** One object without a key: no `value` around it (xapi.md §2.1). */
export interface Singleton {
	kind: 'singleton';
	type: string;
	row(context: XapiContext): Row;
	patch?(context: XapiContext, body: unknown): Outcome;
	navigation?: string[];
	functions?: Record<string, PbxFunction>;
}

/** A path that has nothing but functions, as the reports have. */
export interface FunctionHost {
	kind: 'functions';
	functions: Record<string, PbxFunction>;
}

/** Anything with a name under `/xapi/v1`. */
export type Resource = EntitySet | Singleton | FunctionHost;
