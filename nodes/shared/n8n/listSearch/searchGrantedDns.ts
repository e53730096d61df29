import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../nodeErrors';
import { processHost } from '../pbx';

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
	try {
		const pbx = await processHost().open(this);
		try {
			const text = filter?.trim().toLowerCase() ?? '';
			const results = (await pbx.callControl.dns()).map(({ dn, type }) => ({
				name: `${KINDS[type] ?? type} ${dn}`.trim(),
				value: dn,
			}));
			return { results: results.filter(({ name }) => name.toLowerCase().includes(text)) };
		} finally {
			pbx.release();
		}
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}
