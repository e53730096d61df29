import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Filter, MAX_PAGE, readRecordings, type HistoryParty, type Recording } from '../../xapi';
import { inZone } from '../timeRange';
import { answerSearch } from './answerSearch';

/** Fields in which a typed text is looked for. */
const TEXTS = [
	'FromDisplayName',
	'FromCallerNumber',
	'FromDn',
	'ToDisplayName',
	'ToCallerNumber',
	'ToDn',
];

/** Recordings for a list search, newest first: by a part of a name or number. */
export async function searchRecordings(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const zone = this.getTimezone();
	const skip = Number(paginationToken ?? 0) || 0;
	const text = filter?.trim() ?? '';
	const named =
		text === ''
			? undefined
			: Filter.any(...TEXTS.map((field) => Filter.containsIgnoringCase(field, text)));
	return await answerSearch(this, async ({ xapi }) => {
		const recordings = await readRecordings(xapi, { filter: named, top: MAX_PAGE, skip });
		return {
			results: recordings.map((recording) => ({
				name: nameOf(recording, zone),
				value: String(recording.id),
			})),
			paginationToken: recordings.length < MAX_PAGE ? undefined : String(skip + MAX_PAGE),
		};
	});
}

function nameOf({ id, startedAt, from, to }: Recording, zone: string): string {
	const time = inZone(startedAt, zone)?.slice(0, 16).replace('T', ' ') ?? `Recording ${id}`;
	return `${time} ${sideOf(from)} → ${sideOf(to)}`;
}

function sideOf({ dn, name, number }: HistoryParty): string {
	return name || number || dn;
}
