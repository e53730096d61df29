import type { IDataObject } from 'n8n-workflow';
import { oneOf } from '../../../shared/n8n/parameters';
import {
	groupCalls,
	newestOldCall,
	readHistory,
	toCall,
	type HistoryCall,
	type HistoryLeg,
	type Slice,
} from '../../../shared/xapi';
import type { Job } from '../../job';
import { didCalls } from './didCalls';
import { readFilter } from './filter';
import { callItem, legItem } from './items';

/** Nothing is added to the log of before Update 6. */
const OLD_LOG_TTL_MS = 24 * 60 * 60 * 1000;

/** The calls of a period, or their legs, newest first, page by page as they come. */
export async function* getCallHistory(job: Job): AsyncGenerator<IDataObject[], void, undefined> {
	const output = oneOf('Output', job.parameters.text('output', 'calls'), ['calls', 'legs']);
	const filter = readFilter(job);
	const { limit } = job;
	const period = job.period();
	const dialled = filter.did && (await didCalls(job, period, filter.did));
	const wants = (call: HistoryCall) =>
		filter.wants(call) && (!dialled || call.legs.some(({ raw }) => isIn(dialled, raw)));
	const raw = !job.simplify || dialled !== undefined;
	const legs = await history(job, period, {
		raw,
		limit: output === 'legs' && filter.isOpen ? limit : undefined,
	});
	if (output === 'calls') {
		yield* itemsOf(groupCalls(legs), wants, (call) => callItem(job, call), limit);
		return;
	}
	// A leg by itself is a call with one leg.
	const wantsLeg = (leg: HistoryLeg) => filter.isOpen || wants(toCall([leg]));
	yield* itemsOf(legs, wantsLeg, (leg) => legItem(job, leg), limit);
}

/** The items of what is wanted, at most so many in all. */
async function* itemsOf<T>(
	pages: AsyncIterable<readonly T[]>,
	isWanted: (found: T) => boolean,
	toItem: (found: T) => IDataObject,
	limit: number,
): AsyncGenerator<IDataObject[], void, undefined> {
	let left = limit;
	for await (const page of pages) {
		const wanted = page.filter(isWanted).slice(0, left);
		yield wanted.map(toItem);
		left -= wanted.length;
		if (left === 0) return;
	}
}

/** The legs of a period, page by page; what is there from before Update 6 as well. */
export async function history(
	job: Job,
	period: Slice,
	wishes: { raw: boolean; limit?: number },
): Promise<AsyncGenerator<HistoryLeg[], void, undefined>> {
	const { xapi, clock } = job.pbx;
	const now = clock.now();
	const oldUntil = await job.pbx.remember(
		'newest call before update 6',
		OLD_LOG_TTL_MS,
		async () => await newestOldCall(xapi, now),
	);
	return readHistory(xapi, { ...wishes, from: period.from, to: period.to, oldUntil, now });
}

function isIn(keys: ReadonlySet<string>, { CallHistoryId }: HistoryLeg['raw']): boolean {
	return typeof CallHistoryId === 'string' && keys.has(CallHistoryId);
}
