import { notFound, XapiFailure } from './errors';
import { quotedText, type Segment } from './segments';

/** Types of a function's parameters. */
export type ParameterType = 'string' | 'int' | 'bool' | 'datetime';

/** A parameter: name and type; the order in the list is the order in the call. */
export type Parameter = readonly [name: string, type: ParameterType];

/** Arguments by name, as texts; the types have been checked. */
export type Arguments = Record<string, string>;

/**
 * Reads the call of a function as strictly as the PBX does: brackets always, every parameter, in
 * order, strings quoted; else 404. A date that is none gives 500 without a body (xapi.md §2.3).
 */
export function readArguments(segment: Segment, parameters: readonly Parameter[]): Arguments {
	const { args } = segment;
	if (args?.length !== parameters.length) throw notFound();
	const values: Arguments = {};
	parameters.forEach(([name, type], i) => {
		const argument = args[i];
		if (argument?.name !== name) throw notFound();
		values[name] = readValue(name, argument.raw, type);
	});
	return values;
}

function readValue(name: string, raw: string, type: ParameterType): string {
	switch (type) {
		case 'string': {
			// Seen for queueDnStr=null (xapi.md §2.3).
			if (raw === 'null') throw new XapiFailure(400, `The ${name} field is required.`);
			const text = quotedText(raw);
			if (text === null) throw notFound();
			return text;
		}
		case 'int':
			if (!/^-?\d+$/.test(raw)) throw notFound();
			return raw;
		case 'bool':
			if (raw !== 'true' && raw !== 'false') throw notFound();
			return raw;
		case 'datetime':
			if (!/^\d{4}-\d{2}-\d{2}T/.test(raw) || Number.isNaN(Date.parse(raw))) {
				throw new XapiFailure(500, 'Internal Server Error', null);
			}
			return raw;
	}
}
