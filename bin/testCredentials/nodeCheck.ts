import { asThreeCxError, AuthError, type ThreeCxError } from '../../nodes/shared/transport';
import type { Report } from '../report';
import { NODE_NAMES, NODE_READS, type NodeKey, type NodeRead, type ReadContext } from './nodeReads';

interface Outcome {
	what: string;
	/** What came, or why nothing did. */
	result: string | ThreeCxError;
	notes: readonly string[];
}

/**
 * What of a node works. A node of which nothing works is a FAIL; of one that works in part the rest is a WARN, since
 * nobody may need it.
 *
 * @throws AuthError when the token has ended in between: the rest would say nothing
 */
export async function checkNode(
	report: Report,
	node: NodeKey,
	context: ReadContext,
): Promise<void> {
	if (NODE_READS[node].length === 0) return;
	report.section(NODE_NAMES[node]);
	const outcomes: Outcome[] = [];
	for (const read of NODE_READS[node]) outcomes.push(await outcomeOf(read, context));
	const level = outcomes.some(({ result }) => typeof result === 'string') ? 'WARN' : 'FAIL';
	for (const { what, result, notes } of outcomes) {
		if (typeof result === 'string') report.ok(`${what}: ${result}`);
		else report.broken(what, result, level);
		for (const note of notes) report.warn(`${what}: ${note}`);
	}
	if (node === 'on-call')
		report.detail(
			'Writing was not tried: the role decides, and the node reads back what it has written.',
		);
}

async function outcomeOf({ what, read }: NodeRead, context: ReadContext): Promise<Outcome> {
	const notes: string[] = [];
	try {
		return { what, result: await read(context, notes), notes };
	} catch (error) {
		const problem = asThreeCxError(error);
		if (problem instanceof AuthError) throw problem;
		return { what, result: problem, notes };
	}
}
