import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { answerSearch } from './answerSearch';

/** What the words of 3CX for a kind of DN mean; others are shown as they are. */
const KINDS: Readonly<Record<string, string>> = {
	Wroutepoint: 'Route point',
	Wextension: 'Extension',
	Wqueue: 'Queue',
	Wivr: 'Digital receptionist',
};

/** The own route point and the DNs that 3CX grants to this client, for a list search. */
export async function searchGrantedDns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const text = filter?.trim().toLowerCase() ?? '';
	return await answerSearch(this, async ({ callControl }) => {
		const results = (await callControl.dns()).map(({ dn, type }) => ({
			name: `${KINDS[type] ?? type} ${dn}`.trim(),
			value: dn,
		}));
		return { results: results.filter(({ name }) => name.toLowerCase().includes(text)) };
	});
}
