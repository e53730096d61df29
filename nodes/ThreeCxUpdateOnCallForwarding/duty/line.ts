import type { IExecuteFunctions } from 'n8n-workflow';
import { extensionValue } from '../../shared/n8n/extensionValue';
import { defaultExtension } from '../../shared/n8n/fields/extension';
import { asThreeCxError, type ThreeCxError } from '../../shared/transport';

/** One emergency line of a run: an extension, and the input items that speak of it. */
export interface Line {
	extension: string;
	/** The item whose parameters count. */
	itemIndex: number;
	/** All items that belong to the line; in a plan of input items these are its rows. */
	items: number[];
}

/** An item whose extension cannot be read; it stops no other line. */
export interface BrokenLine {
	itemIndex: number;
	error: ThreeCxError;
}

/**
 * The lines of a run. With a plan of input items every item is a row, and rows of one extension are one line;
 * else every item is a line of its own.
 */
export function linesOf(context: IExecuteFunctions): Array<Line | BrokenLine> {
	const lines: Array<Line | BrokenLine> = [];
	const byExtension = new Map<string, Line>();
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		try {
			const parameter = context.getNodeParameter('extension', itemIndex, '');
			const extension = extensionValue(parameter, defaultExtension());
			const known = byExtension.get(extension);
			if (known && takesItemsAsRows(context, itemIndex)) {
				known.items.push(itemIndex);
				continue;
			}
			const line = { extension, itemIndex, items: [itemIndex] };
			byExtension.set(extension, line);
			lines.push(line);
		} catch (error) {
			lines.push({ itemIndex, error: asThreeCxError(error) });
		}
	}
	return lines;
}

function takesItemsAsRows(context: IExecuteFunctions, itemIndex: number): boolean {
	// Questions are about a plan always.
	const isQuestion = context.getNodeParameter('operation', itemIndex, 'update') !== 'update';
	return (
		(isQuestion || context.getNodeParameter('numberSource', itemIndex, 'number') === 'plan') &&
		context.getNodeParameter('planRows', itemIndex, 'inputItems') === 'inputItems'
	);
}
