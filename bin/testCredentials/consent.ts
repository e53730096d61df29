import type { Given } from '../command';
import type { Terminal } from '../terminal';
import type { Login } from './login';

/**
 * A 3CX client has one live token (xapi.md §1.1): the one that is minted here ends the one that a running n8n uses.
 * Whether to do it all the same is the person's decision.
 */
export async function mayMint(
	given: Given,
	terminal: Terminal,
	{ address }: Login,
): Promise<boolean> {
	terminal.remark(
		`This asks ${address.origin} for a new token of the client "${address.clientId}", and opens a connection for events. ` +
			'A client of 3CX has one live token: an n8n that runs with this client loses its own. It gets another one by itself, ' +
			'which ends this test if it happens in between; sounds that are being played may be cut. Best in a quiet minute.',
	);
	if (given.flag('yes')) return true;
	const answer = await terminal.ask('Go on? [y/N] ');
	if (answer === undefined) {
		terminal.remark('Nothing was done: nobody is there to agree. Add --yes.');
		return false;
	}
	if (/^\s*(y|yes|j|ja)\s*$/i.test(answer)) return true;
	terminal.remark('Nothing was done.');
	return false;
}
