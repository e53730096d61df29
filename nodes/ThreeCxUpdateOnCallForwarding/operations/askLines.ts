import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../../shared/n8n/nodeErrors';
import { processHost, type Pbx, type PbxHost } from '../../shared/n8n/pbx';
import { COMPARE } from '../duty/askFields';
import { linesOf, type BrokenLine, type Line } from '../duty/line';
import { readQuestion, type Question } from '../duty/question';

/** Answers one question; the items of its answer. */
export type Answer = (context: IExecuteFunctions, question: Question) => Promise<IDataObject[]>;

/**
 * Asks about every line in turn. 3CX is opened only where an item wants to be compared with it. A line
 * that fails ends the run, unless the node is set to continue.
 */
export async function askLines(
	context: IExecuteFunctions,
	answer: Answer,
	host: PbxHost = processHost(),
): Promise<INodeExecutionData[][]> {
	const items: INodeExecutionData[] = [];
	let pbx: Pbx | undefined;
	try {
		for (const line of linesOf(context)) {
			try {
				if ('error' in line) throw line.error;
				const compares = context.getNodeParameter(COMPARE, line.itemIndex, false) === true;
				if (compares) pbx ??= await host.open(context);
				const asked = compares ? pbx : undefined;
				const question = await readQuestion(context, line, asked, host.clock.now());
				for (const json of await answer(context, question)) {
					items.push({ json, pairedItem: pairedItem(line) });
				}
			} catch (error) {
				const shown = toNodeError(context.getNode(), error, line.itemIndex);
				if (!context.continueOnFail()) throw shown;
				const extension = 'extension' in line ? line.extension : '';
				const json = { extension, error: shown.message, hint: shown.description ?? undefined };
				items.push({ json, pairedItem: pairedItem(line) });
			}
		}
		return [items];
	} finally {
		pbx?.release();
	}
}

function pairedItem(line: Line | BrokenLine): INodeExecutionData['pairedItem'] {
	if (!('items' in line) || line.items.length === 1) return { item: line.itemIndex };
	return line.items.map((item) => ({ item }));
}
