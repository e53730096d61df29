import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IPairedItemData,
} from 'n8n-workflow';
import { toNodeError } from '../../../shared/n8n/nodeErrors';
import { processHost, type Pbx, type PbxHost } from '../../../shared/n8n/pbx';
import { asThreeCxError } from '../../../shared/transport';
import { linesOf, type BrokenLine, type Line } from '../../duty/line';
import { lineMemoryOf, type LineMemory } from '../../memory/lineMemory';
import { TestCalls } from '../../testCall/testCalls';
import { alarmsOf } from './alarmsOf';
import { auditOf } from './audit';
import { heartbeats } from './heartbeats';
import { hasSeparateOutputs } from './order';
import { failedOutcome, isProblem, type Outcome } from './outcome';
import { updateLine, type UpdatedLine } from './updateLine';

/** Test calls at a time. */
const CALLS_AT_ONCE = 5;

/** A line and what became of it. */
export interface Told {
	line: Line | BrokenLine;
	outcome: Outcome;
}

/** Outputs in the order they are drawn. An item on Alarm is on one of the others as well. */
const OUTPUTS = { changed: 0, unchanged: 1, problem: 2, alarm: 3 } as const;

/**
 * Updates every line in turn. A line that fails does not stop the others; when all are done, the first problem is
 * thrown, unless the node is set to continue or has an output for problems.
 */
export async function executeUpdate(
	this: IExecuteFunctions,
	host: PbxHost = processHost(),
): Promise<INodeExecutionData[][]> {
	const memory = lineMemoryOf(this, host);
	const told = await tellAll(this, host, memory);
	const alarms = alarmsOf(this, told, memory, host.clock.now());
	await heartbeats(this, told, host.clock);
	const separate = hasSeparateOutputs(this);
	if (!separate && !this.continueOnFail()) {
		throwFirstProblem(
			this,
			told.filter((one) => !alarms.isOldNews(one)),
		);
	}
	const outputs: INodeExecutionData[][] = separate ? [[], [], [], []] : [[]];
	for (const one of told) {
		const { line, outcome } = one;
		const json = { ...outcome.item, ...alarms.fields(one), audit: auditOf(this, outcome.item) };
		const pairedItem = pairedItems(line);
		outputs[separate ? outputFor(outcome) : 0]?.push({ json, pairedItem });
		if (separate && alarms.isNews(one)) outputs[OUTPUTS.alarm]?.push({ json, pairedItem });
	}
	return outputs;
}

async function tellAll(
	context: IExecuteFunctions,
	host: PbxHost,
	memory: LineMemory,
): Promise<Told[]> {
	const lines = linesOf(context);
	const told: Told[] = [];
	const unconfirmed: Unconfirmed[] = [];
	let pbx: Pbx | undefined;
	try {
		for (const line of lines) {
			const startedAt = host.clock.now();
			try {
				if ('error' in line) throw line.error;
				pbx ??= await host.open(context);
				const { outcome, confirm } = await updateLine(context, pbx, memory, line);
				pbx.logger.info(`${line.extension}: ${outcome.status}`);
				const one = { line, outcome };
				told.push(one);
				if (confirm) unconfirmed.push({ one, confirm });
			} catch (error) {
				const extension = 'extension' in line ? line.extension : '';
				const times = { startedAt, endedAt: host.clock.now() };
				told.push({
					line,
					outcome: failedOutcome(extension, toProblem(error), context.getTimezone(), times),
				});
			}
		}
		if (pbx) await confirmAll(unconfirmed, new TestCalls(context, pbx));
		return told;
	} finally {
		pbx?.release();
	}
}

/** A line whose person is still to be called. */
interface Unconfirmed {
	one: Told;
	confirm: NonNullable<UpdatedLine['confirm']>;
}

/** Once every line has its number: a call takes as long as people take. */
async function confirmAll(unconfirmed: readonly Unconfirmed[], calls: TestCalls): Promise<void> {
	for (let first = 0; first < unconfirmed.length; first += CALLS_AT_ONCE) {
		const some = unconfirmed.slice(first, first + CALLS_AT_ONCE);
		await Promise.all(
			some.map(async ({ one, confirm }) => {
				one.outcome = await confirm(calls);
			}),
		);
	}
}

/** n8n's own errors, such as a missing credential, say what is wrong themselves. */
function toProblem(error: unknown): Error & { hint?: string } {
	return error instanceof NodeOperationError || error instanceof NodeApiError
		? error
		: asThreeCxError(error);
}

function throwFirstProblem(context: IExecuteFunctions, told: readonly Told[]): void {
	const problems = told.filter(({ outcome }) => isProblem(outcome.status));
	const [first] = problems;
	if (!first) return;
	const { line, outcome } = first;
	const node = context.getNode();
	const others = problems.length - 1;
	const message = others === 0 ? outcome.message : `${outcome.message} (and ${others} more)`;
	if (outcome.cause && others === 0 && outcome.message === outcome.cause.message) {
		throw toNodeError(node, outcome.cause, line.itemIndex);
	}
	throw new NodeOperationError(node, message, {
		itemIndex: line.itemIndex,
		description: outcome.hint,
	});
}

function outputFor(outcome: Outcome): number {
	if (isProblem(outcome.status)) return OUTPUTS.problem;
	const { item, status } = outcome;
	return item.changed === true || status === 'repaired' ? OUTPUTS.changed : OUTPUTS.unchanged;
}

function pairedItems(line: Line | BrokenLine): IPairedItemData | IPairedItemData[] {
	if (!('items' in line) || line.items.length === 1) return { item: line.itemIndex };
	return line.items.map((item) => ({ item }));
}
