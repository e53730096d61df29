import type { Row } from '../world/values';
import type { PbxFunction, XapiContext } from './entitySet';

/** `Pbx.GetByNumber(number='…')` and its like; replaced by the alternate key in 20.0.8 (§6.1). */
export function getByNumber(type: string, rows: (context: XapiContext) => Row[]): PbxFunction {
	return {
		parameters: [['number', 'string']],
		type,
		until: '20.0.8',
		call: (context, args) => rows(context).find((row) => row.Number === args.number),
	};
}
